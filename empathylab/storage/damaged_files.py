"""Files that were set aside as damaged: they hold records as well, and go when an event is deleted, or when old.

Whose rows are in them cannot be told for certain, so whoever deletes an event deletes all of them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from empathylab.domain.workshop import USUAL_RETENTION
from empathylab.storage.wiping import wipe

_PATTERNS = ("records-damaged-*", "visit-*.damaged")


def names(folder: Path) -> list[str]:
    """The names of the files that lie there now."""
    return sorted(path.name for path in _files(folder))


def wipe_all(folder: Path) -> tuple[str, ...]:
    """Overwrite them and take them away; return which they were. OSError: one of them stays."""
    return _wiped(_files(folder))


def wipe_old(folder: Path, now: datetime) -> tuple[str, ...]:
    """Those that have lain there for longer than records usually are kept."""
    oldest_s = (now - USUAL_RETENTION).timestamp()
    return _wiped([path for path in _files(folder) if path.stat().st_mtime < oldest_s])


def _files(folder: Path) -> list[Path]:
    return [path for pattern in _PATTERNS for path in folder.glob(pattern) if path.is_file()]


def _wiped(paths: list[Path]) -> tuple[str, ...]:
    for path in paths:
        wipe(path)
    return tuple(sorted(path.name for path in paths))
