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
