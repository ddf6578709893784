"""What was set aside as damaged holds records too: it is told of, and goes with an event, or with its age."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.check.lines import records_line
from empathylab.domain.live import CheckLevel
from empathylab.domain.workshop import USUAL_RETENTION
from empathylab.storage import open_store

NAMES = ("records-damaged-1.sqlite", "records-damaged-1.sqlite-wal", "records-damaged-rows-1.jsonl", "visit-a.damaged")
DAY_S = timedelta(days=1).total_seconds()


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


def test_they_go_when_they_are_old(folder: Path) -> None:
    aged_s = datetime.now().astimezone().timestamp() - USUAL_RETENTION.total_seconds() - DAY_S
    os.utime(folder / NAMES[2], (aged_s, aged_s))
    store = open_store(folder)
    (notice,) = store.notices
    store.close()
    assert NAMES[2] in notice
    assert sorted(path.name for path in folder.iterdir() if "damaged" in path.name) == sorted({*NAMES} - {NAMES[2]})
