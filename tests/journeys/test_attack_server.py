"""Attacks on the server's own files: what was withdrawn or deleted, and which comment came with which visit."""

from __future__ import annotations

import random
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from sqlalchemy import text

from empathylab.domain.errors import RecordsError
from empathylab.domain.records import ReviewState
from empathylab.storage import Store, open_store, sync, table_rewrites
from support import people_who_write
from support.people_who_write import Truth, come_and_write, review_at_once
from support.ranks import rank_correlation
from support.scripted_station import EVENT, settings, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

#: Visits, each sent as it ends, in the ordinary run and with `pytest -m attack`.
FEW, MANY = 16, 1_000


def words_in_tables(address: str, sign: str) -> list[str]:
    """The server's files of tables and indexes, as they are on the disk, that hold a word."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        (number,) = connection.execute(
            "SELECT oid::text FROM pg_database WHERE datname = current_database()"
        ).fetchone() or ("",)
    files = (Path(folder) / "base" / number).iterdir()
    return [path.name for path in files if path.is_file() and sign.encode() in path.read_bytes()]


def test_withdrawn_words_leave_the_servers_tables_and_what_is_between_their_rows(store: Store, database: str) -> None:
    chance = random.Random(21)
    for _ in range(20):
        whole_visit(store, chance)
    for number, comment in enumerate(store.comments()):
        store.review(comment.id, ReviewState.RELEASED, f"Canary {number} " + "and so on " * 200 * (number % 3))
    sync(store, database)
    assert words_in_tables(database, "Canary 7")
    for number, comment in enumerate(store.comments()):
        state = ReviewState.RELEASED if number % 2 else ReviewState.WITHHELD
        store.review(comment.id, state, f"Other {number}")
    assert not sync(store, database).has_remains
    assert words_in_tables(database, "Canary") == []
    assert words_in_tables(database, "Other 1")


def test_a_purged_event_leaves_the_servers_tables_and_what_is_between_their_rows(store: Store, database: str) -> None:
    chance = random.Random(22)
    gone = [whole_visit(store, chance) for _ in range(20)]
    store.begin_event(settings("Another day"))
    stays = whole_visit(store, chance, event_name="Another day")
    for comment in store.comments():
        store.review(comment.id, ReviewState.RELEASED)
    sync(store, database)
    store.purge(EVENT)
    sync(store, database)
    # What stays of them is their tombstones.
    assert [each for each in gone if words_in_tables(database, f"Words of {each}")] == []
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM tombstones")
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM FULL tombstones")
    assert [each for each in gone if words_in_tables(database, each)] == []
    assert words_in_tables(database, stays)


def test_who_owns_no_tables_is_told_that_something_remains(store: Store, database: str) -> None:
    whole_visit(store, random.Random(23))
    (comment,) = store.comments()
    store.review(comment.id, ReviewState.RELEASED)
    sync(store, database)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE ROLE sender LOGIN")
        connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO sender")
        connection.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO sender")
    store.review(comment.id, ReviewState.WITHHELD)
    assert sync(store, database.replace("postgres:@", "sender:@")).has_remains
    assert store.waiting_to_send() == 0
    assert words_in_tables(database, "Words of")


def test_while_somebody_holds_the_tables_the_next_sync_goes_on(
    store: Store, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_rewrites, "_PATIENCE", text("SET LOCAL lock_timeout = '50ms'"))
    whole_visit(store, random.Random(24))
    (comment,) = store.comments()
    store.review(comment.id, ReviewState.RELEASED)
    sync(store, database)
    store.review(comment.id, ReviewState.WITHHELD)
    with psycopg.connect(database) as reading:
        reading.execute("SELECT count(*) FROM comments")
        with pytest.raises(RecordsError, match="holds the server's tables"):
            sync(store, database)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT text FROM comments").fetchall() == [("",)]
    assert not sync(store, database).has_remains
    assert words_in_tables(database, "Words of") == []


def column(address: str, query: LiteralString) -> dict[str, float]:
    with psycopg.connect(address) as connection:
        return {key: float(value) for key, value in connection.execute(query).fetchall()}


def test_nothing_on_the_server_tells_with_which_visit_a_comment_came(
    tmp_path: Path, database: str, pytestconfig: pytest.Config
) -> None:
    """Each visit is sent, with its reviewed comment, before the next one begins."""
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    store, truth, chance = open_store(tmp_path / "at-once"), Truth(), random.Random(25)
    store.begin_event(people_who_write.settings(5))
    for _ in range(MANY if is_in_full else FEW):
        come_and_write(store, truth, chance)
        review_at_once(store)
        sync(store, database)
    store.close()
    places = column(database, "SELECT id, number FROM sessions")
    signs = {
        "transaction": column(database, "SELECT text, xmin::text::bigint FROM comments"),
        "place": column(database, "SELECT text, (ctid::text::point)[0] * 1000 + (ctid::text::point)[1] FROM comments"),
        "id": column(database, "SELECT text, ('x' || left(id, 8))::bit(32)::bigint FROM comments"),
        "history": column(database, "SELECT text, length(history) FROM comments"),
    }
    order = [places[truth.wrote[text].session_id] for text in signs["place"]]
    assert len(order) > FEW / 3
    for name, sign in signs.items():
        found = list(sign.values())
        if len(set(found)) > 1:
            assert abs(rank_correlation(found, order)) < 4 / (len(order) - 1) ** 0.5, name
