"""A station asks its records one question after the other on the same connection, which keeps nothing and nobody."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from empathylab.domain.errors import RecordsError
from empathylab.domain.records import ActionRecord
from empathylab.storage import Store, open_store
from empathylab.storage import sqlite as databases
from empathylab.storage.open_visits import PREFIX
from empathylab.storage.sqlite import log_of
from support.scripted_station import EVENT, settings, whole_visit


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of connections for reading, as they are opened."""
    opened: list[str] = []
    plain = sqlite3.connect

    class Counted:
        def __getattr__(self, name: str) -> object:
            return getattr(sqlite3, name)

        def connect(self, address: str | Path, **options: object) -> sqlite3.Connection:
            if "mode=ro" in str(address):
                opened.append(str(address))
            return plain(address, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(databases, "sqlite3", Counted())
    return opened


def with_visits(store: Store, count: int = 1) -> Store:
    store.begin_event(settings())
    for number in range(count):
        whole_visit(store, random.Random(number))
    store.commit()
    return store


CANARY = "Larger buttons, as was promised to a canary."


def files_of(store: Store) -> list[Path]:
    return [store.path, log_of(store.path)]


def held_open(folder: Path) -> list[str]:
    """Which files in a folder this process has open, but for visits under way."""
    there = Path("/proc/self/fd")
    held = [os.readlink(each) for each in there.iterdir() if each.exists() and each.is_symlink()]
    return [each for each in held if each.startswith(str(folder)) and PREFIX not in each]


def test_questions_are_asked_on_one_connection(store: Store, opened: list[str]) -> None:
    with_visits(store)
    store.events()
    before = len(opened)
    for _ in range(10):
        assert len(list(store.sessions())) == store.counts().people == 1
    assert len(opened) - before == 0


def test_each_question_sees_what_was_written_since(store: Store) -> None:
    store.begin_event(settings())
    for number in range(1, 4):
        whole_visit(store, random.Random(number))
        store.commit()
        assert len(list(store.sessions())) == number


def test_who_asks_while_another_answer_is_read_gets_a_connection_that_is_closed_again(
    store: Store, opened: list[str]
) -> None:
    with_visits(store, 3)
    for _ in range(2):
        before = len(opened)
        streams = [store.sessions() for _ in range(4)]
        assert len({next(stream).id for stream in streams}) == 1
        assert all(len(list(stream)) == 2 for stream in streams)
        assert len(opened) - before == 3
    store.events()
    assert len(opened) - before == 3


def test_threads_ask_at_once_and_each_gets_its_answer(store: Store) -> None:
    with_visits(store, 2)
    answers: list[int] = []

    def ask() -> None:
        answers.extend(len(list(store.sessions())) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == [2] * 80


@pytest.mark.parametrize("leave", [lambda rows: None, lambda rows: next(rows), list], ids=["unread", "begun", "read"])
def test_what_was_purged_leaves_the_file_although_a_connection_is_kept(
    store: Store, leave: Callable[[Iterator[object]], object]
) -> None:
    with_visits(store, 3)
    store.put_action(ActionRecord("a1", EVENT, CANARY, "Web team", False))
    assert [each.text for each in store.actions()] == [CANARY]
    assert any(CANARY.encode() in path.read_bytes() for path in files_of(store))
    rows = store.event_stream()
    leave(rows)
    del rows
    store.counts()
    store.purge(EVENT)
    assert not store.has_remains()
    assert not any(CANARY.encode() in path.read_bytes() for path in files_of(store))
    assert store.counts().people == 0


def test_pages_that_were_read_are_not_kept_in_memory(store: Store) -> None:
    """What is changed in the file behind SQLite's back is seen by the next question."""
    with_visits(store)
    store.close()
    again = open_store(store.data_dir)
    try:
        assert again.stations() != ()
        (visit,) = again.sessions()
        there = again.path.read_bytes()
        assert visit.id.encode() in there
        with again.path.open("r+b") as file:
            file.write(there.replace(visit.id.encode(), visit.id.encode()[::-1]))
        (changed,) = again.sessions()
        assert changed.id == visit.id[::-1]
    finally:
        again.close()


@pytest.mark.skipif(sys.platform != "linux", reason="what is open is asked of the system")
@pytest.mark.parametrize("is_read_on", [False, True])
def test_once_closed_nothing_holds_the_records(tmp_path: Path, is_read_on: bool) -> None:
    store = with_visits(open_store(tmp_path), 3)
    rows = store.sessions()
    next(rows)
    store.counts()
    if not is_read_on:
        list(rows)
    store.close()
    del rows
    assert held_open(tmp_path) == []
    assert len(list(store.sessions())) == 3  # who asks after the end is answered, and nothing stays open
    assert held_open(tmp_path) == []


def test_the_log_goes_with_the_end_although_questions_were_asked(tmp_path: Path) -> None:
    store = with_visits(open_store(tmp_path))
    store.counts()
    assert log_of(store.path).exists()
    store.close()
    assert not log_of(store.path).exists()


def test_a_question_that_fails_leaves_the_next_one_its_answer(store: Store) -> None:
    with_visits(store)
    with pytest.raises(RecordsError), store.snapshot() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    assert store.counts().people == 1
