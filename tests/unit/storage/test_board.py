"""What assessors write on a board is kept, is there once however often it travels, and goes when it is taken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.standard import BoardMark, MarkKind
from empathylab.storage import Store, import_records, open_store, write_bundle

EVENT, POINT = synthetic_visits.EVENT, "gov-uk-service-standard-5"


def mark(name: str, kind: MarkKind, text: str) -> BoardMark:
    return BoardMark(name, EVENT, POINT, kind, "Lead assessor", text)


def opened(folder: Path) -> Store:
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "here")
    yield store
    store.close()


def written(store: Store) -> list[tuple[str, str]]:
    return [(each.kind.value, each.text) for each in store.board(EVENT)]


def take(store: Store, *sources: Path) -> None:
    for source in sources:
        import_records(store, source)


def test_marks_stand_in_the_order_in_which_they_were_written_and_stay(store: Store, tmp_path: Path) -> None:
    store.put_mark(mark("z", MarkKind.STATE, "not met"))
    store.put_mark(mark("a", MarkKind.RECOMMENDATION, "Label every field\u202e"))
    store.put_mark(mark("m", MarkKind.STATE, "met"))
    store.close()
    again = open_store(tmp_path / "here")
    assert written(again) == [("state", "not met"), ("recommendation", "Label every field"), ("state", "met")]
    again.drop_mark("a")
    assert written(again) == [("state", "not met"), ("state", "met")]
    again.close()


def test_two_boards_join_once_and_what_was_taken_off_stays_off(store: Store, tmp_path: Path) -> None:
    other = opened(tmp_path / "there")
    store.put_mark(mark("a", MarkKind.NOTE, "From here"))
    other.put_mark(mark("b", MarkKind.NOTE, "From there"))
    other.put_mark(mark("c", MarkKind.NOTE, "Taken off"))
    write_bundle(other, tmp_path / "first.labrecords", "there", [EVENT], "")
    take(store, tmp_path / "first.labrecords", tmp_path / "first.labrecords")
    assert sorted(written(store)) == [("note", "From here"), ("note", "From there"), ("note", "Taken off")]
    other.drop_mark("c")
    write_bundle(other, tmp_path / "second.labrecords", "there", [EVENT], "")
    take(store, tmp_path / "second.labrecords", tmp_path / "first.labrecords")
    assert sorted(written(store)) == [("note", "From here"), ("note", "From there")]
    other.close()


def test_a_purged_event_has_no_board_any_more(store: Store) -> None:
    store.put_mark(mark("a", MarkKind.NOTE, "Gone with the event"))
    store.purge(EVENT)
    assert list(store.board()) == []


def test_a_mark_that_cannot_be_read_is_set_aside_and_the_others_stay(store: Store, tmp_path: Path) -> None:
    store.put_mark(mark("a", MarkKind.NOTE, "Sound"))
    store.put_mark(mark("b", MarkKind.NOTE, "Damaged"))
    store.close()
    connection = sqlite3.connect(tmp_path / "here" / "records.sqlite")
    connection.execute("UPDATE board_marks SET kind = 'nonsense' WHERE id = 'b'")
    connection.commit()
    connection.close()
    again = open_store(tmp_path / "here")
    assert "board_marks" in again.notices[0]
    assert written(again) == [("note", "Sound")]
    again.close()
