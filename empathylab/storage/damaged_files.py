"""Files that were set aside as damaged: they hold records as well, and go when an event is deleted, or when old.

Whose rows are in them cannot be told for certain, so whoever deletes an event deletes all of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from empathylab.domain.workshop import USUAL_RETENTION
from empathylab.files.durable import read_small_text, write_durably
from empathylab.files.held_files import take_away
from empathylab.storage.wiping import wipe

_PATTERNS = ("records-damaged-*", "visit-*.damaged")
#: Holds when the lab first said that some of them are old.
_TOLD_NAME = "records-old.told"
#: A clock that is wrong at one start deletes nothing: it is said first.
_TOLD_BEFORE = timedelta(days=1)
_LARGEST_BYTES = 100


class OldFiles(NamedTuple):
    """Names of files that have gone, and of those that go at the first start after a moment."""

    gone: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    due_after: datetime | None = None


def names(folder: Path) -> list[str]:
    """The names of the files that lie there now."""
    return sorted(path.name for path in _files(folder))


def wipe_all(folder: Path) -> tuple[str, ...]:
    """Overwrite them and take them away; return which they were. OSError: one of them stays."""
    return _wiped(_files(folder))


def wipe_old(folder: Path, now: datetime) -> OldFiles:
    """Those that have lain there for longer than records usually are kept, once that was said a day before."""
    oldest_s = (now - USUAL_RETENTION).timestamp()
    old = [path for path in _files(folder) if path.stat().st_mtime < oldest_s]
    mark = folder / _TOLD_NAME
    if not old:
        take_away(mark)
        return OldFiles()
    told = _told_at(mark)
    if told is None or told > now:  # so the clock was wrong then
        write_durably(mark, now.isoformat())
        told = now
    if now - told < _TOLD_BEFORE:
        return OldFiles(due=tuple(sorted(path.name for path in old)), due_after=told + _TOLD_BEFORE)
    take_away(mark)
    return OldFiles(gone=_wiped(old))


def _told_at(mark: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(read_small_text(mark, _LARGEST_BYTES)).astimezone()
    except (OSError, ValueError, OverflowError):
        return None


def _files(folder: Path) -> list[Path]:
    return [path for pattern in _PATTERNS for path in folder.glob(pattern) if path.is_file()]


def _wiped(paths: list[Path]) -> tuple[str, ...]:
    for path in paths:
        wipe(path)
    return tuple(sorted(path.name for path in paths))
