"""Attacks by bundles that somebody forged who knows the format, and the ids of visits that are here already."""

from __future__ import annotations

import contextlib
import json
import random
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import LabError
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.storage import Store, aggregates, import_records, open_records, open_store, sealing, write_bundle
from empathylab.storage.parcels import COLUMNS, TABLES, key_of

pytestmark = [pytest.mark.journey, pytest.mark.attack]

EVENT = synthetic_visits.EVENT
#: Files of each of four forgers in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 6, 1_250
BIGGEST = 2**63 - 1
Tables = dict[str, list[list[Any]]]


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
    """Of a table that may have lost some of its columns, or never had this one."""
    place = COLUMNS[table].index(name) if name in COLUMNS[table] else -1
    return tables[table][place] if 0 <= place < len(tables.get(table, ())) else []


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
    assert "forged" not in {comment.question for comment in home.comments()}


def test_a_question_that_only_some_were_asked_goes_with_the_review_of_another_station(
    home: Store, honest: list[bytes]
) -> None:
    def review(tables: Tables) -> None:
        questions = column(tables, "comments", "question")
        questions[:] = [""] * len(questions)
        histories = column(tables, "comments", "history")
        histories[:] = [json.dumps([*json.loads(each), "reviewed"]) for each in histories]

    assert bring(home, forged(honest, review)) is None
    assert {comment.question for comment in home.comments()} == {""}


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


@pytest.mark.parametrize(
    ("place", "value"), [(4, ["x"] * 300_000), (3, -1)], ids=["too many to ask for", "below nought"]
)
def test_an_envelope_that_no_lab_writes_is_a_damaged_file(
    home: Store, own: list[bytes], place: int, value: object
) -> None:
    told, *parcels = own
    found = json.loads(told)
    found["events"][0][place] = value
    error = bring(home, [json.dumps(found).encode(), *parcels])
    assert error is not None
    assert "The file is damaged" in str(error)


# --- the fuzzer: each takes the parcels of the forger's own visits and of the honest station's ------------------------

ODD = (
    None,
    True,
    -1,
    BIGGEST,
    -BIGGEST - 1,
    10**400,
    1e308,
    float("nan"),
    "",
    "'; DROP TABLE sessions; --",
    "../../../etc/passwd",
    "\\\\server\\share",
    "CON",
    "\x00\x1b[2J\r\n",
    "\u202e\ufeff\u200b",
    "\ud800",
    "=1+1",
    "2026-13-45",
    "x" * 100_000,
    "[" * 50_000,
    '{"a":' * 50_000,
    "[1e400]",
    [],
    {},
    [[[]]],
)


def one_value(chance: random.Random, own: Tables, _honest: Tables) -> None:
    values = chance.choice(own[chance.choice(list(own))])
    values[chance.randrange(len(values))] = chance.choice(ODD)


def whole_column(chance: random.Random, own: Tables, _honest: Tables) -> None:
    values = chance.choice(own[chance.choice(list(own))])
    values[:] = [chance.choice(ODD)] * len(values)


def ids_of_another(chance: random.Random, own: Tables, honest: Tables) -> None:
    """Its visits, comments and promises under ids that are the honest station's."""
    for table in own.keys() & honest.keys():
        for name in ("id", "session_id", "item_id"):
            here, theirs = column(own, table, name), column(honest, table, name)
            if here and theirs and chance.random() < 0.7:
                here[chance.randrange(len(here))] = chance.choice(theirs)


def hash_of_another(chance: random.Random, own: Tables, honest: Tables) -> None:
    """An honest visit's id and hash over other content."""
    theirs = column(honest, "sessions", "id")
    for place, _ in enumerate(column(own, "sessions", "id")):
        if theirs:
            which = chance.randrange(len(theirs))
            old, new = column(own, "sessions", "id")[place], theirs[which]
            column(own, "sessions", "hash")[place] = column(honest, "sessions", "hash")[which]
            for table in own:
                for name in ("id", "session_id"):
                    values = column(own, table, name)
                    values[:] = [new if value == old else value for value in values]


def rows_of_another(chance: random.Random, own: Tables, honest: Tables) -> None:
    """Rows that hang on the honest station's visits, in a file without those."""
    table = chance.choice(("answers", "runs", "met", "results"))
    owners = column(honest, "sessions", "id")
    if own.get(table) and owners:
        for name, values in zip(COLUMNS[table], own[table], strict=True):
            values.append(chance.choice(owners) if name == "session_id" else chance.choice(values))


def rows_twice(chance: random.Random, own: Tables, _honest: Tables) -> None:
    table = chance.choice(list(own))
    if table != "streams":
        which = chance.randrange(len(own[table][0]))
        for values in own[table]:
            values.append(values[which])


def newer_than_all(chance: random.Random, own: Tables, honest: Tables) -> None:
    """The honest station's comments and promises, reworded, as if decided on later than anything."""
    for table in ("comments", "actions"):
        if table in honest:
            own[table] = json.loads(json.dumps(honest[table]))
            histories = column(own, table, "history")
            histories[:] = [json.dumps([*json.loads(each), *ODD_IDS[: chance.randrange(4)]]) for each in histories]
            column(own, table, "text")[:] = ["forged"] * len(histories)


ODD_IDS = ("forged", "", "\u202e")


def column_missing(chance: random.Random, own: Tables, _honest: Tables) -> None:
    own[chance.choice(list(own))].pop()


def tables_swapped(chance: random.Random, own: Tables, _honest: Tables) -> None:
    one, other = chance.choice(list(own)), chance.choice(list(own))
    own[one], own[other] = own[other], own[one]


def names_of_another(chance: random.Random, own: Tables, _honest: Tables) -> None:
    """Events, stations and people of any name."""
    for table in own:
        for name in ("name", "event", "station_name", "persona", "station"):
            values = column(own, table, name)
            values[:] = [chance.choice(ODD[8:19])] * len(values)


FORGERIES = (
    one_value,
    whole_column,
    ids_of_another,
    hash_of_another,
    rows_of_another,
    rows_twice,
    newer_than_all,
    column_missing,
    tables_swapped,
    names_of_another,
)


@cache
def bombs() -> tuple[bytes, ...]:
    """A nest, and numbers without end, of which each takes a thousandth of its room."""
    return tuple(zlib.compress(text) for text in (b"[" * 2**24, b"[[" + b"1," * 2**23, b"[" + b"[]," * 2**23))


def forged_blocks(chance: random.Random, tables: Tables, blocks: bytes) -> bytes:
    """Mostly as they are; or a bomb in the first one's place, or none, or more than there are."""
    lengths = column(tables, "streams", "block")
    if lengths and chance.random() < 0.1 and type(lengths[0]) is int:
        bomb, rest = chance.choice(bombs()), blocks[lengths[0] :]
        lengths[0] = len(bomb)
        return bomb + rest
    return chance.choice((*[blocks] * 8, b"", blocks * 2))


def forged_envelope(chance: random.Random, told: bytes) -> bytes:
    """Mostly as it is; or one that promises what is not there, twice, or in another encoding."""
    found = json.loads(told)
    found["events"] = chance.choice(
        (found["events"], [], found["events"] * 2, [["x", "9999-12-31", "0001-01-01", 9, []]])
    )
    text = json.dumps(found)
    doubled = text[:-1] + f', "version": {json.dumps(chance.choice(ODD[8:]))}}}'
    odd = (doubled.encode(), text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode(), b"[" * 10**6, text.encode()[:-5])
    return chance.choice((*[text.encode()] * 12, *odd))


def made_up(chance: random.Random, own: list[bytes], honest: list[bytes]) -> list[bytes]:
    """One file of somebody who knows the format and has a stick of the honest station."""
    theirs = [opened(piece)[0] for piece in honest[1:]]
    pieces = []
    for piece in own[1:]:
        tables, blocks = opened(piece)
        for _ in range(chance.randrange(1, 4)):
            with contextlib.suppress(LookupError, TypeError, ValueError):  # what was forged once may fit no second time
                chance.choice(FORGERIES)(chance, tables, chance.choice(theirs))
        blocks = forged_blocks(chance, tables, blocks)
        pieces.append(closed(tables, blocks))
    chance.shuffle(pieces) if chance.random() < 0.1 else None
    return [forged_envelope(chance, own[0]), *pieces]


@pytest.mark.parametrize("forger", range(4))
def test_forged_files_are_told_in_a_sentence_and_change_nothing_of_an_honest_station(
    home: Store, honest: list[bytes], own: list[bytes], forger: int, pytestconfig: pytest.Config
) -> None:
    """All of a file or nothing of it; what is here stays as it is, but for what a review may change."""
    chance, refused, before = random.Random(forger), 0, rows_here(home)
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    kept = {table: {owner_of(table, row) for row in rows} for table, rows in before.items()}
    for number in range(MANY if is_in_full else FEW):
        there = rows_here(home)
        error = bring(home, made_up(chance, own, honest))
        after = rows_here(home)
        if error is not None:
            refused += 1
            assert after == there, number
            words = str(error)
            assert words.isprintable(), number
            assert len(words) < 300, number
        for table, owners in kept.items():
            found = {as_kept(table, row) for row in after[table] if owner_of(table, row) in owners}
            assert found == {as_kept(table, row) for row in before[table]}, (number, table)
        if number % 10 == 0:
            read_everything(home)
    assert refused > 0
    read_everything(home)


def owner_of(table: str, row: tuple[Any, ...]) -> Any:
    return row[COLUMNS[table].index(key_of(TABLE[table]))]


def as_kept(table: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What no file may change: all of a visit; of a comment what was written; of a promise which one it is."""
    names = {"comments": ("id", "event", "station", "text"), "actions": ("id", "event")}
    return tuple(row[COLUMNS[table].index(name)] for name in names.get(table, COLUMNS[table]))


TABLE = {table.name: table for table in TABLES}
