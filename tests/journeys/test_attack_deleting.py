"""Attacks on "your record is deleted": the raw bytes of every file are searched for what was deleted.

While somebody reads, and after kills. A small share each time; all of it with `pytest -m attack`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from empathylab.storage import Store, open_store
from support import scripted_station
from support.scripted_station import deleted_visit, deletions_until_killed, digest_of, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

#: Deletions and kills in the ordinary run, and with `pytest -m attack`.
FEW_DELETIONS, MANY_DELETIONS = 150, 10_000
FEW_KILLS, MANY_KILLS = 4, 200
LATEST_KILL_S = 0.3


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


def remains(folder: Path, session_ids: list[str]) -> list[tuple[str, str]]:
    """The files that hold the id of a deleted visit, which stands in its words as well, or the hash of its words."""
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    signs = [(each, sign.encode()) for each in session_ids for sign in (each, digest_of(each))]
    return [(name, each) for name, content in contents.items() for each, sign in signs if sign in content]


def read_on(store: Store, readers: ExitStack, chance: random.Random) -> None:
    """Somebody begins to read, or all who read let go."""
    if chance.random() < 0.1:
        readers.close()
    elif chance.random() < 0.1:
        connection = readers.enter_context(store.snapshot())
        connection.exec_driver_sql("SELECT count(*) FROM sessions").close()


def test_deleted_visits_are_in_no_file_although_others_end_and_somebody_reads(store: Store, is_in_full: bool) -> None:
    chance, deleted = random.Random(11), []
    with ExitStack() as readers:
        for number in range(MANY_DELETIONS if is_in_full else FEW_DELETIONS):
            read_on(store, readers, chance)
            if number % 25 == 0:
                whole_visit(store, chance)
            deleted.append(deleted_visit(store, chance))
            assert remains(store.data_dir, deleted[-1:]) == []
        assert remains(store.data_dir, deleted) == []
    assert store.counts().people == len(deleted) // 25


def test_deleted_visits_are_in_no_file_after_kills(tmp_path: Path, is_in_full: bool) -> None:
    chance, processes, deleted = random.Random(12), scripted_station.processes(), []
    for number in range(MANY_KILLS if is_in_full else FEW_KILLS):
        new = acknowledged_until_killed(processes, tmp_path, number, chance.uniform(0, LATEST_KILL_S))
        deleted += new
        assert remains(tmp_path, new) == []
    open_store(tmp_path).close()
    assert deleted
    assert remains(tmp_path, deleted) == []


def acknowledged_until_killed(processes: Any, folder: Path, seed: int, after_s: float) -> list[str]:
    """Delete in another process, kill it with SIGKILL after the first and a while, return what it said is gone."""
    reading, writing = processes.Pipe(duplex=False)
    station = processes.Process(target=deletions_until_killed, args=(folder, seed, writing))
    station.start()
    writing.close()
    reading.poll(None)
    time.sleep(after_s)
    station.kill()
    station.join()
    return list(_received(reading))


def _received(reading: Connection) -> Iterator[str]:
    try:
        while True:
            yield reading.recv()
    except (EOFError, OSError):
        return
