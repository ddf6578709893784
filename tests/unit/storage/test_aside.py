"""What was set aside as damaged holds records too: it is told of, and goes with an event, or with its age."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from empathylab.bench import synthetic_visits
from empathylab.check.lines import records_line
from empathylab.domain.live import CheckLevel
from empathylab.domain.workshop import USUAL_RETENTION
from empathylab.storage import open_store

NAMES = ("records-damaged-1.sqlite", "records-damaged-1.sqlite-wal", "records-damaged-rows-1.jsonl", "visit-a.damaged")
DAY_S = timedelta(days=1).total_seconds()


@dataclass
class Clock:
    """This computer's, as the start of a lab sees it."""

    now: datetime


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(datetime.now().astimezone())
    monkeypatch.setattr("empathylab.storage.opening.datetime", SimpleNamespace(now=lambda: made.now))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).write_text("a comment of somebody's")
    return tmp_path


def test_deleting_an_event_deletes_them_and_names_them(folder: Path) -> None:
    store = open_store(folder)
    settings = synthetic_visits.settings()
    store.begin_event(settings)
    receipt = store.purge(settings.name)
    assert receipt.files == NAMES
    assert store.receipts() == (receipt,)
    store.close()
    assert not [path for path in folder.iterdir() if "damaged" in path.name]


def test_the_check_names_them(folder: Path) -> None:
    line = records_line(folder)
    assert line.level is CheckLevel.WARNING
    assert all(name in line.sentence for name in NAMES)


def start(folder: Path) -> tuple[str, ...]:
    store = open_store(folder)
    store.close()
    return store.notices


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "damaged" in path.name)


def test_they_go_when_they_are_old_and_that_was_said_a_day_before(folder: Path, clock: Clock) -> None:
    aged_s = clock.now.timestamp() - USUAL_RETENTION.total_seconds() - DAY_S
    os.utime(folder / NAMES[2], (aged_s, aged_s))
    for _ in range(2):
        (notice,) = start(folder)
        assert NAMES[2] in notice
        assert "clock right?" in notice
        assert left(folder) == sorted(NAMES)
    clock.now += timedelta(days=2)
    (notice,) = start(folder)
    assert f"have been deleted: {NAMES[2]}." in notice
    assert left(folder) == sorted({*NAMES} - {NAMES[2]})
    assert start(folder) == ()


@pytest.mark.parametrize("years", [9, -20])
def test_a_clock_that_is_wrong_at_one_start_deletes_nothing(folder: Path, clock: Clock, years: int) -> None:
    right = clock.now
    for _ in range(2):
        clock.now = right + timedelta(days=365 * years)
        assert any("clock right?" in notice for notice in start(folder)) is (years > 0)
        clock.now = right
        assert start(folder) == ()
    assert left(folder) == sorted(NAMES)


@pytest.mark.parametrize("content", [b"", b"\xff", b"9999-12-31T23:59:59", b"soon", b"9" * 5_000])
def test_a_damaged_note_of_what_was_said_deletes_nothing_early(folder: Path, clock: Clock, content: bytes) -> None:
    clock.now += timedelta(days=365)
    start(folder)
    (mark,) = folder.glob("*.told")
    mark.write_bytes(content)
    start(folder)
    assert left(folder) == sorted(NAMES)
