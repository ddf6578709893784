"""Attacks by bundles that somebody forged who knows the format, and the ids of visits that are here already."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import LabError
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.storage import Store, aggregates, import_records, open_records, open_store, sealing, write_bundle
from empathylab.storage.parcels import COLUMNS

pytestmark = [pytest.mark.journey, pytest.mark.attack]

EVENT = synthetic_visits.EVENT
#: Files in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 40, 5_000
BIGGEST = 2**63 - 1
Tables = dict[str, list[list[Any]]]
Forge = Callable[[random.Random, list[Tables], list[Tables]], None]


def recorded(folder: Path, visits: int, seed: int) -> Store:
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    chance = random.Random(seed)
    for _ in range(visits):
        synthetic_visits.visit(store, chance, facts=20, station_name=folder.name)
        store.commit()
    for comment in list(store.comments())[:1]:
        store.review(comment.id, ReviewState.RELEASED, "as reviewed")
    store.put_action(ActionRecord(f"promise of {folder.name}", EVENT, "Label every field"))
    return store


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Store]:
    store = recorded(tmp_path / "home", 3, seed=41)
    yield store
    store.close()


@pytest.fixture
def honest(home: Store, tmp_path: Path) -> list[bytes]:
    """The pieces of a bundle of the station at home, as whoever found its stick has them."""
    return pieces_of(home, tmp_path)


@pytest.fixture
def own(tmp_path: Path) -> list[bytes]:
    """The pieces of a bundle of visits that home has not."""
    store = recorded(tmp_path / "away", 2, seed=42)
    try:
        return pieces_of(store, tmp_path)
    finally:
        store.close()


def pieces_of(store: Store, folder: Path) -> list[bytes]:
    path = folder / "honest.labrecords"
    reader = open_records(store.data_dir)
    write_bundle(reader, path, "Library desk")
    reader.close()
    with path.open("rb") as file:
        return list(sealing.unseal(file))


def opened(piece: bytes) -> tuple[Tables, bytes]:
    end = 4 + int.from_bytes(piece[:4], "big")
    return json.loads(piece[4:end]), piece[end:]


def closed(tables: Tables, blocks: bytes) -> bytes:
    text = json.dumps(tables).encode()
    return len(text).to_bytes(4, "big") + text + blocks


def bring(store: Store, pieces: list[bytes]) -> LabError | None:
    """Bring a file of these pieces in; the error, if it was refused."""
    path = store.data_dir.parent / "forged.labrecords"
    with path.open("wb") as file:
        sealing.seal(file, pieces)
    try:
        import_records(store, path)
    except LabError as error:
        return error
    return None


def rows_here(store: Store) -> dict[str, set[tuple[Any, ...]]]:
    """Everything that travels, but for the settings of events, which may become stricter."""
    with sqlite3.connect(store.path) as connection:
        return {
            name: set(connection.execute(f"SELECT {', '.join(columns)} FROM {name}"))
            for name, columns in COLUMNS.items()
            if name != "events"
        }


def forged(pieces: list[bytes], change: Callable[[Tables], None]) -> list[bytes]:
    """The same pieces, each parcel of them changed."""
    told, *parcels = pieces
    found = []
    for tables, blocks in map(opened, parcels):
        change(tables)
        found.append(closed(tables, blocks))
    return [told, *found]


def column(tables: Tables, table: str, name: str) -> list[Any]:
    return tables[table][COLUMNS[table].index(name)] if table in tables else []


def test_rows_for_the_visits_of_another_station_are_left_out(home: Store, own: list[bytes]) -> None:
    """Answers that hang on a visit which is not in the file would join whoever has it."""
    before = rows_here(home)
    victim = next(iter(before["sessions"]))[0]

    def hang_on(tables: Tables) -> None:
        for name, values in zip(COLUMNS["answers"], tables.get("answers", ()), strict=False):
            values.append({"session_id": victim, "question": "forged"}.get(name, values[0]))

    assert bring(home, forged(own, hang_on)) is None
    after = rows_here(home)
    for table, rows in before.items():
        owner = COLUMNS[table].index("session_id") if "session_id" in COLUMNS[table] else None
        if owner is not None:
            assert {row for row in after[table] if row[owner] == victim} == {
                row for row in rows if row[owner] == victim
            }, table
    assert home.counts().people == 5


def test_what_a_visitor_wrote_stays_whatever_somebody_says_to_have_reviewed(home: Store, honest: list[bytes]) -> None:
    before = {comment.id: comment.text for comment in home.comments()}

    def reword(tables: Tables) -> None:
        for name, value in (("text", "forged words"), ("question", "forged"), ("station", "forged")):
            column(tables, "comments", name)[:] = [value] * len(column(tables, "comments", name))
        histories = column(tables, "comments", "history")
        histories[:] = [json.dumps([*json.loads(each), "forged"]) for each in histories]

    assert bring(home, forged(honest, reword)) is None
    assert {comment.id: comment.text for comment in home.comments()} == before


def test_an_event_cannot_be_hidden_by_a_group_larger_than_the_lab_offers(home: Store, honest: list[bytes]) -> None:
    def hide(tables: Tables) -> None:
        column(tables, "events", "k")[:] = [BIGGEST] * len(column(tables, "events", "k"))

    assert bring(home, forged(honest, hide)) is None
    assert {event.k for event in home.events()} <= {5, 10}


@pytest.mark.parametrize("number", [BIGGEST, -BIGGEST - 1, 2**53])
def test_numbers_that_no_visit_has_leave_records_that_can_be_counted(
    home: Store, own: list[bytes], number: int
) -> None:
    def enlarge(tables: Tables) -> None:
        for table in tables:
            for place, values in enumerate(tables[table]):
                name = COLUMNS[table][place]
                if name != "block" and (table, name) != ("events", "k"):
                    values[:] = [number if type(value) is int else value for value in values]

    error = bring(home, forged(own, enlarge))
    assert error is None or "\n" not in str(error)
    read_everything(home)


def read_everything(store: Store) -> None:
    for read in (store.runs, store.event_stream, store.answers, store.comments, store.actions):
        list(read())
    for event in store.events():
        store.summary(event.name)
        store.parts(event.name)
    with store.snapshot() as connection:
        assert aggregates.is_right(connection)
