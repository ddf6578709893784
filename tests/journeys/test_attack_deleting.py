"""Attacks on "your record is deleted": the raw bytes of every file are searched for what was deleted.

While somebody reads, and after kills. A small share each time; all of it with `pytest -m attack`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from empathylab.storage import Store, open_store
from empathylab.storage.reported import FILE_NAME
from support import scripted_station
from support.scripted_station import (
    EVENT,
    deleted_visit,
    deletions_until_killed,
    digest_of,
    exports_until_killed,
    purges_until_killed,
    whole_visit,
)

pytestmark = [pytest.mark.journey, pytest.mark.attack]

#: Deletions and kills in the ordinary run, and with `pytest -m attack`.
FEW_DELETIONS, MANY_DELETIONS = 150, 10_000
FEW_KILLS, MANY_KILLS = 4, 200
LATEST_KILL_S = 0.3
FEW_PURGERS, MANY_PURGERS = 2, 100
LATEST_PURGER_KILL_S = 3.0


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


def test_purged_events_are_in_no_file_though_others_export_and_after_kills(tmp_path: Path, is_in_full: bool) -> None:
    """Also an event that was being purged as the kill came: it is there as a whole, or nothing of it is."""
    chance, processes, folder, stays = random.Random(13), scripted_station.processes(), tmp_path / "records", set()
    open_store(folder).close()
    with exporting(processes, folder, tmp_path / "export"):
        for number in range(MANY_PURGERS if is_in_full else FEW_PURGERS):
            after_s = chance.uniform(0, LATEST_PURGER_KILL_S)
            told = acknowledged_until_killed(processes, folder, number, after_s, purges_until_killed)
            purged = {name: visits for what, name, visits in told if what == "purged"}
            assert remains_of(folder, purged) == []
            stays |= {each for what, _name, visits in told if what == "stays" for each in visits}
            recorded = {name: set(visits) for what, name, visits in told if what == "recorded"}
            store = open_store(folder)
            assert not any("missing" in notice for notice in store.notices)
            found = {name: {each.id for each in store.sessions(name)} for name in recorded}
            assert {each.id for each in store.sessions(EVENT)} >= stays
            while store.has_remains():
                store.commit()
            gone = {name: visits for name, visits in recorded.items() if not found[name]}
            assert {name: visits for name, visits in recorded.items() if found[name] not in (visits, set())} == {}
            # Closed first: whoever closes a file gives up their process's locks on it, SQLite's as well.
            store.close()
            assert remains_of(folder, gone) == []
    assert stays


def remains_of(folder: Path, purged: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The files that hold words of an event's visits; its name, on a receipt, may stay but where reports are noted."""
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    words = [f"Words of {each}".encode() for visits in purged.values() for each in visits]
    found = [(name, each.decode()) for name, content in contents.items() for each in words if each in content]
    return found + [(FILE_NAME, name) for name in purged if f'"{name}"'.encode() in contents.get(FILE_NAME, b"")]


@contextmanager
def exporting(processes: Any, folder: Path, target: Path) -> Iterator[None]:
    """Somebody exports all the while."""
    reading, writing = processes.Pipe(duplex=False)
    other = processes.Process(target=exports_until_killed, args=(folder, target, writing))
    other.start()
    reading.poll(None)
    try:
        yield
    finally:
        other.kill()
        other.join()


def acknowledged_until_killed(
    processes: Any, folder: Path, seed: int, after_s: float, work: Callable[..., None] = deletions_until_killed
) -> list[Any]:
    """Delete in another process, kill it with SIGKILL after the first and a while, return what it said is gone."""
    reading, writing = processes.Pipe(duplex=False)
    station = processes.Process(target=work, args=(folder, seed, writing))
    station.start()
    writing.close()
    reading.poll(None)
    time.sleep(after_s)
    station.kill()
    station.join()
    return list(_received(reading))


def _received(reading: Connection) -> Iterator[Any]:
    try:
        while True:
            yield reading.recv()
    except (EOFError, OSError):
        return
