"""The power goes at any moment: what was acknowledged is there afterwards, and the database is sound."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from empathylab.domain.session import Ending
from empathylab.storage import Store, open_store
from empathylab.storage.open_visits import PREFIX
from support import scripted_station
from support.scripted_station import visits_until_killed

pytestmark = pytest.mark.journey

#: Kills in the ordinary run, and in the long one (`pytest -m soak`).
FEW, MANY = 25, 200
#: A new folder every so often, so that some kills hit the making of the tables.
ROUNDS_PER_FOLDER = 5
LATEST_KILL_S = 0.5


@pytest.fixture(scope="module")
def processes() -> Any:
    return scripted_station.processes()


def acknowledged_until_killed(processes: Any, folder: Path, seed: int, after_s: float) -> list[tuple[Any, ...]]:
    """Run visits in another process, kill it with SIGKILL after a while, and return what it was told is durable.

    The while of every other station begins with the first thing that it tells, else a slow computer would kill them
    all before any.
    """
    reading, writing = processes.Pipe(duplex=False)
    station = processes.Process(target=visits_until_killed, args=(folder, seed, writing))
    station.start()
    writing.close()
    if seed % 2:
        reading.poll(None)
    time.sleep(after_s)
    station.kill()
    station.join()
    return list(_received(reading))


def _received(reading: Connection) -> Iterator[tuple[Any, ...]]:
    try:
        while True:
            yield reading.recv()
    except (EOFError, OSError):
        return


def check_nothing_is_lost(store: Store, told: list[tuple[Any, ...]]) -> None:
    streams = {stream.session_id: stream.rows for stream in store.event_stream()}
    endings = {session.id: session.ending for session in store.sessions()}
    forgotten = {session_id for what, session_id, _facts in told if what == "forgotten"}
    forgetting = {session_id for what, session_id, _facts in told if what == "forgetting"}
    assert not forgotten & streams.keys()
    for what, session_id, facts in told:
        if session_id in forgetting and session_id not in streams:
            continue
        expected = [(n, n * 40, "field.focused", f"field-{n}", '{"is_form_field":true}') for n in range(facts)]
        assert list(streams[session_id][:facts]) == expected
        if what == "ended":
            assert endings[session_id] is Ending.FINISHED
    assert Ending.OPEN not in endings.values()


def check_is_sound(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    assert list(path.parent.glob(f"{PREFIX}*")) == []


def kill_again_and_again(processes: Any, folder: Path, rounds: int) -> int:
    """Return how many acknowledgements were checked."""
    chance = random.Random(20260302)
    told: list[tuple[Any, ...]] = []
    checked = 0
    for number in range(rounds):
        if number % ROUNDS_PER_FOLDER == 0:
            told = []
        place = folder / str(number // ROUNDS_PER_FOLDER)
        told += acknowledged_until_killed(processes, place, number, chance.uniform(0, LATEST_KILL_S))
        store = open_store(place)
        check_nothing_is_lost(store, told)
        assert not any("damaged" in notice or "missing" in notice for notice in store.notices)
        store.close()
        check_is_sound(store.path)
        checked = max(checked, len(told))
    return checked


@pytest.mark.soak
def test_a_station_is_killed_at_random_moments_and_nothing_acknowledged_is_lost(
    processes: Any, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A share of the kills each time; all of them with `pytest -m soak`."""
    is_in_full = "soak" in pytestconfig.getoption("markexpr", "")
    assert kill_again_and_again(processes, tmp_path, MANY if is_in_full else FEW) > 0
