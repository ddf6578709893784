"""Whether this computer's clock can be right: a record carries the day of its visit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import empathylab
from empathylab.domain.days import day_words
from empathylab.domain.live import CheckLevel, CheckLine

NAME = "Clock"
#: Disks and systems round, and a clock that is put right by the network moves a little.
_ROUNDED = timedelta(minutes=5)


def clock_line(data_dir: Path, now: datetime | None = None) -> CheckLine:
    """The clock, held against the latest date on the disk: that of the records, and of the lab's own files."""
    now = now or datetime.now().astimezone()
    told = f"{day_words(now.date())}, {now:%H:%M}."
    latest = max(_changed(data_dir))
    if latest > now + _ROUNDED:
        return CheckLine(
            NAME,
            CheckLevel.WARNING,
            f"It says {told} There are files here of {day_words(latest.date())}: was it set back?",
            "Set day and time in the system.",
        )
    return CheckLine(NAME, CheckLevel.OK, f"It is {told}")


def _changed(data_dir: Path) -> Iterator[datetime]:
    """When the lab was put here, and when something was last written among the records."""
    for path in (Path(empathylab.__file__), *_files(data_dir)):
        yield datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _files(folder: Path) -> list[Path]:
    return [Path(each.path) for each in os.scandir(folder) if each.is_file()] if folder.is_dir() else []
