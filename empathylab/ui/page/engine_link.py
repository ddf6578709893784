"""A link to a folder for as long as this process lives; what one left that was killed goes with the next."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "empathylab-engine-"


if sys.platform != "win32":
    import fcntl

    def link_to(folder: Path) -> Path:
        """A link to it; in ASCII unless folders for what is temporary have other letters, too. Raises OSError."""
        given = os.environ.get("XDG_RUNTIME_DIR", "")
        place = Path(given if os.path.isdir(given) else tempfile.gettempdir())
        _sweep(place)
        alias = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place), "Qt")
        _hold(alias.parent)
        atexit.register(shutil.rmtree, alias.parent, ignore_errors=True)
        alias.symlink_to(folder)
        return alias

    def _hold(folder: Path) -> int:
        """Hold a folder until the end of this process, however it comes; raises OSError where another holds it."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _sweep(place: Path) -> None:
        """Remove what nobody holds any more; all that is in it is a link."""
        for alias in place.glob(f"{_PREFIX}*/Qt"):
            with suppress(OSError):
                descriptor = _hold(alias.parent)
                shutil.rmtree(alias.parent, ignore_errors=True)
                os.close(descriptor)
