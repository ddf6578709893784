"""Attacks on "withheld words leave the server": three copies of one folder decide and sync in any order."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from empathylab.domain.records import ReviewState
from empathylab.storage import Store, open_store, sync
from support.scripted_station import settings, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

COPIES = 3
#: Decisions and syncs in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 30, 2_000


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[list[Store]]:
    first = open_store(tmp_path / "0")
    first.begin_event(settings())
    whole_visit(first, random.Random(1))
    first.close()
    for number in range(1, COPIES):
        shutil.copytree(tmp_path / "0", tmp_path / str(number))
    with ExitStack() as opened:
        stores = [open_store(tmp_path / str(number)) for number in range(COPIES)]
        for store in stores:
            opened.callback(store.close)
        yield stores


def history_at(store: Store) -> list[str]:
    with store.snapshot() as connection:
        history: list[str] = json.loads(connection.exec_driver_sql("SELECT history FROM comments").scalar_one())
    return history


def test_words_are_on_the_server_only_if_who_released_them_knew_of_every_withdrawal(
    copies: list[Store], database: str, pytestconfig: pytest.Config
) -> None:
    chance = random.Random(14)
    (comment,) = copies[0].comments()
    waiting: dict[int, set[str]] = {number: set() for number in range(COPIES)}
    withdrawn: set[str] = set()
    shown = 0
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    with psycopg.connect(database, autocommit=True) as server:
        for _step in range(MANY if is_in_full else FEW):
            number = chance.randrange(COPIES)
            store, state = copies[number], chance.choice((ReviewState.RELEASED, ReviewState.WITHHELD, None))
            if state is not None:
                store.review(comment.id, state, f"Words of {number}")
                if state is ReviewState.WITHHELD:
                    waiting[number].add(history_at(store)[-1])
                continue
            sync(store, database)
            withdrawn |= waiting[number]
            row = server.execute("SELECT text, history FROM comments").fetchone()
            if row is not None and row[0]:
                assert withdrawn <= set(json.loads(row[1]))
                shown += 1
    assert shown


def words_at(address: str) -> list[str]:
    with psycopg.connect(address) as server:
        return [text for (text,) in server.execute("SELECT text FROM comments").fetchall()]


def released_words(store: Store) -> list[str]:
    return [comment.public_text for comment in store.comments(state=ReviewState.RELEASED)]


def test_words_withheld_with_one_copy_are_withheld_in_all_that_ask_the_server(
    copies: list[Store], database: str
) -> None:
    """Also in one that was restored from a backup of before, and has nothing to send itself."""
    first, second, _third = copies
    (comment,) = first.comments()
    first.review(comment.id, ReviewState.RELEASED, "Words")
    sync(first, database)
    first.close()
    shutil.copytree(first.data_dir, first.data_dir.with_name("backup"))
    again = open_store(first.data_dir)
    again.review(comment.id, ReviewState.WITHHELD)
    sync(again, database)
    again.close()
    with ExitStack() as opened:
        restored = open_store(first.data_dir.with_name("backup"))
        opened.callback(restored.close)
        assert released_words(restored) == ["Words"]
        assert sync(restored, database).contested == 1
        assert released_words(restored) == []
        assert words_at(database) == [""]
        assert sync(restored, database).contested == 0
    sync(second, database)
    assert words_at(database) == [""]


def test_a_server_that_was_put_back_to_before_a_withdrawal_and_a_purge_is_told_again(
    copies: list[Store], database: str, server: str
) -> None:
    (station, *_others) = copies
    (comment,) = station.comments()
    station.review(comment.id, ReviewState.RELEASED, "Words")
    station.begin_event(settings("Another day"))
    deleted = whole_visit(station, random.Random(2), event_name="Another day")
    sync(station, database)
    name = database.split("/")[3].split("?")[0]
    with psycopg.connect(server, autocommit=True) as postgres:
        postgres.execute(f'CREATE DATABASE "{name}-before" TEMPLATE "{name}"')
    station.review(comment.id, ReviewState.WITHHELD)
    station.purge("Another day")
    sync(station, database)
    before = database.replace(name, f"{name}-before")
    assert words_at(before) == ["Words"]
    sync(station, before)
    assert words_at(before) == [""]
    with psycopg.connect(before) as postgres:
        assert postgres.execute("SELECT count(*) FROM sessions WHERE id = %s", [deleted]).fetchone() == (0,)
    assert station.waiting_to_send() == 0
