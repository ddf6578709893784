"""Replaces and deletes files that another program holds for a moment, which Windows refuses meanwhile.

Whoever looks at new files does so: an antivirus, the search index, a folder that is copied to a cloud.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

#: What Windows says of a file that is held: access denied, sharing violation, lock violation; None is what its C
#: library says of a file that it cannot open. No other system has any of them.
_HELD = frozenset({5, 32, 33, None})
#: As long as an antivirus may take; nobody waits longer for a file that is in Excel.
PATIENCE_S = 1.0
_PAUSE_S = 0.02


def replace(draft: Path, path: Path) -> None:
    """Give `draft` the name `path`, whatever had it before; raises OSError."""
    retry_while_held(lambda: os.replace(draft, path), path)


def rename(folder: Path, path: Path) -> None:
    """Give a folder a name that nothing has; raises OSError."""
    retry_while_held(lambda: os.rename(folder, path))


def take_away(path: Path) -> None:
    """Delete a file, if it is there; raises OSError."""
    retry_while_held(lambda: path.unlink(missing_ok=True), path)


def retry_while_held(act: Callable[[], object], path: Path | None = None) -> None:
    """Do it as soon as the file is free, or give up after some seconds. Raises what was raised last.

    `path` is what goes by it: the mark that it is only to be read is taken off, which a copy from a share or a disc
    keeps. Windows alone refuses for that mark; elsewhere it is the folder's that counts.
    """
    give_up_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            act()
        except PermissionError as error:
            if getattr(error, "winerror", 0) not in _HELD or time.monotonic() > give_up_s:
                raise
            if path is not None:
                _take_mark_off(path)
            time.sleep(_PAUSE_S)
        else:
            return


def _take_mark_off(path: Path) -> None:
    with suppress(OSError):
        path.chmod(path.stat().st_mode | stat.S_IWRITE)
