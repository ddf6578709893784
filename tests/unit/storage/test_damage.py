"""Damaged records are told and set aside, never thrown; the rest is exported. Nothing ends in a traceback."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import LabError
from empathylab.domain.pairing import Pairing
from empathylab.domain.records import ActionRecord
from empathylab.domain.session import Ending
from empathylab.domain.workshop import OFFERED_K
from empathylab.reports.exporting import export
from empathylab.storage import RecordsReader, open_records, open_store, write_bundle
from empathylab.storage.sqlite import DATABASE_NAME
from support.scripted_station import EVENT, begin, settings, whole_visit
from support.spoilt_records import spoil_at_random

VISITS = 6
#: Random damages in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 15, 1_000
FEW_FILES, MANY_FILES = 4, 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "records"
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, VISITS, facts=30))
    store.close()
    return folder


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of many pages, with a promise; each test takes a copy."""
    folder = tmp_path_factory.mktemp("many") / "records"
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 40, facts=30))
    store.put_action(ActionRecord("1", synthetic_visits.EVENT, "Label every field"))
    store.close()
    return folder


@pytest.fixture
def records(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "records"))


def spoil(folder: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    connection = sqlite3.connect(folder / DATABASE_NAME)
    for statement in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()


ONE_RUN = "WHERE session_id = (SELECT min(session_id) FROM runs) AND position = 2"
ONE_VISIT = "WHERE id = (SELECT min(id) FROM sessions)"
ONE_ROW = {
    "a nonsense outcome": (f"UPDATE runs SET outcome = 'flew away' {ONE_RUN}", "1 run is damaged", "runs"),
    "a time that is none": (f"UPDATE runs SET seconds = 'long' {ONE_RUN}", "1 run is damaged", "runs"),
    "an endless time": (f"UPDATE runs SET seconds = 9e999 {ONE_RUN}", "1 run is damaged", "runs"),
    "a condition that is none": (f"UPDATE runs SET condition = '{{' {ONE_RUN}", "1 run is damaged", "runs"),
    "a date that is none": (f"UPDATE sessions SET started_on = '2026-99-99' {ONE_VISIT}", "1 visit is", "sessions"),
    "a date that is a number": (f"UPDATE sessions SET started_on = 0 {ONE_VISIT}", "1 visit is", "sessions"),
    "an ending that is none": (f"UPDATE sessions SET ending = 'eaten' {ONE_VISIT}", "1 visit is", "sessions"),
    "a damaged block": (
        "UPDATE streams SET block = x'789c00' WHERE session_id = (SELECT min(session_id) FROM streams)",
        "The events of 1 visit are damaged",
        "streams",
    ),
    "a block of text": (
        "UPDATE streams SET block = 'text' WHERE session_id = (SELECT min(session_id) FROM streams)",
        "The events of 1 visit are damaged",
        "streams",
    ),
    "an answer about no run": (
        "UPDATE answers SET run = 'eleventh' WHERE question = 'ease' AND run = 'helped' AND session_id = "
        "(SELECT min(session_id) FROM answers WHERE question = 'ease' AND run = 'helped')",
        "1 answer is damaged",
        "answers",
    ),
    "broken tags": (
        "UPDATE comments SET state = 'released', tags = '[' WHERE id = (SELECT min(id) FROM comments)",
        "1 comment is damaged",
        "comments",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "told", "table"), ONE_ROW.values(), ids=ONE_ROW.keys())
def test_a_damaged_row_is_left_out_told_and_set_aside_by_the_next_start(
    records: Path, tmp_path: Path, statement: str, told: str, table: str
) -> None:
    spoil(records, statement)
    reader = open_records(records)
    export(reader, tmp_path / "before", ["csv", "html"])
    list(reader.sessions())
    assert any(told in words for words in reader.left_out())
    reader.close()

    store = open_store(records)
    assert "records-damaged-rows-1.jsonl" in store.notices[0]
    kept = [json.loads(line) for line in (records / "records-damaged-rows-1.jsonl").read_text().splitlines()]
    assert {each["table"] for each in kept} >= {table}
    export(store, tmp_path / "after", ["csv", "html"])
    assert store.left_out() == ()
    store.close()
    again = open_store(records)
    assert again.notices == ()
    again.close()


def test_a_visit_whose_own_row_is_damaged_goes_with_everything_of_it(records: Path) -> None:
    spoil(records, f"UPDATE sessions SET started_on = 'soon' {ONE_VISIT}")
    store = open_store(records)
    assert len(list(store.sessions())) == len(list(store.event_stream())) == VISITS - 1
    assert store.waiting_to_send() == VISITS - 1
    for table in ("runs", "answers", "streams", "results", "met"):
        assert f"in '{table}'" in store.notices[0]
    store.close()


@pytest.mark.parametrize(
    "bad", [("k", -1), ("k", "five"), ("keep_until", "never"), ("held_on", None), ("ethics", "[1]")]
)
def test_damaged_settings_of_an_event_become_the_most_careful_ones(records: Path, bad: tuple[str, Any]) -> None:
    name, value = bad
    spoil(records, "PRAGMA ignore_check_constraints = 1")
    if value is None:
        value = "x"
    spoil(records, f"UPDATE events SET {name} = ?", values=(value,))
    reader = open_records(records)
    (seen,) = reader.events()
    reader.close()
    if name == "k":
        assert seen.k == max(OFFERED_K)
    store = open_store(records)
    assert synthetic_visits.EVENT in store.notices[0]
    assert store.counts(synthetic_visits.EVENT).people == VISITS
    assert store.events() == (seen,)
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE receipts SET purged_on = 'soon'",
        "UPDATE receipts SET files = '['",
        "UPDATE pairings SET salt = x'00ff'",
        "UPDATE outbox SET kind = 'eaten' WHERE number = (SELECT max(number) FROM outbox)",
        "UPDATE tombstones SET item_id = x'ff' WHERE item_id = (SELECT max(item_id) FROM tombstones)",
    ],
)
def test_damage_to_what_no_table_of_an_export_shows_is_set_aside_too(
    records: Path, tmp_path: Path, statement: str
) -> None:
    """Receipts opened no page of deleting any more, a salt no follow-up, an id that is none no bundle."""
    store, chance = open_store(records), random.Random(5)
    store.begin_event(settings("Gone"))
    whole_visit(store, chance, event_name="Gone")
    session_id = begin(store, chance)
    store.pair(session_id, Pairing("5a" * 16, "b6" * 32))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    store.purge("Gone")
    store.close()
    spoil(records, statement)
    again = open_store(records)
    assert f"1 in '{statement.split()[1]}'" in again.notices[0]
    assert len(again.receipts()) <= 1
    again.pairing_again(EVENT, ("a", "b", "c"))
    write_bundle(again, tmp_path / "a.bundle", "station")
    again.close()


@pytest.mark.parametrize("table", ["runs", "answers", "streams", "comments", "tallies", "results", "met", "outbox"])
def test_a_missing_table_is_said_and_made_anew(records: Path, tmp_path: Path, table: str) -> None:
    spoil(records, f"DROP TABLE {table}")
    reader = open_records(records)
    export(reader, tmp_path / "out", ["csv", "html"])
    assert reader.counts().people == VISITS
    reader.close()
    spoil(records, f"DROP TABLE {table}")
    store = open_store(records)
    assert table in store.notices[0] or "counted again" in store.notices[0]
    list(synthetic_visits.visits(store, 1, seed=5))
    assert store.counts().people == VISITS + 1
    store.close()


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM alembic_version", "DROP TABLE alembic_version", "UPDATE alembic_version SET version_num = 'x'"],
)
def test_a_database_without_a_version_is_known_by_its_tables(records: Path, tmp_path: Path, statement: str) -> None:
    spoil(records, statement)
    reader = open_records(records)
    export(reader, tmp_path / "out", ["csv"])
    assert reader.counts().people == VISITS
    reader.close()
    store = open_store(records)
    assert store.notices == ()
    assert store.counts().people == VISITS
    store.close()


def test_what_was_counted_wrongly_is_counted_again(records: Path) -> None:
    store = open_store(records)
    before = store.summary()
    store.close()
    spoil(records, "UPDATE tallies SET amount = 'many'", "UPDATE results SET seconds_before = 'long'")
    store = open_store(records)
    assert "counted again" in store.notices[0]
    assert store.summary() == before
    store.close()


@pytest.mark.attack
def test_no_damage_to_a_row_ends_in_a_traceback(
    whole: Path, tmp_path: Path, allowed_logs: list[str], pytestconfig: pytest.Config
) -> None:
    """Nonsense in any column of any table: reading says what is wrong or leaves it out; a start mends it."""
    allowed_logs.append("could not be scored")
    chance = random.Random(4)
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    for number in range(MANY if is_in_full else FEW):
        folder = Path(shutil.copytree(whole, tmp_path / str(number)))
        spoil_at_random(folder, chance)
        with contextlib.suppress(LabError):
            read_all(folder)
        store = open_store(folder)
        store.summary()
        export(store, folder / "out", ["csv", "json", "html"])
        assert store.left_out() == ()
        store.close()
        shutil.rmtree(folder)


def read_all(folder: Path) -> None:
    reader = open_records(folder)
    try:
        export(reader, folder / "out", ["csv", "json", "html"])
    finally:
        reader.close()


@pytest.mark.attack
def test_what_can_be_read_of_a_file_with_broken_pages_is_in_use(
    many: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Every visit that is still there is what it was, most are, and what is missing is told."""
    reader = open_records(many)
    before = {session.id: session for session in reader.sessions()}
    reader.close()
    content = (many / DATABASE_NAME).read_bytes()
    chance = random.Random(6)
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    kept = 0
    times = MANY_FILES if is_in_full else FEW_FILES
    for number in range(times):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / DATABASE_NAME).write_bytes(broken(content, chance))
        again = open_store(folder)
        after = {session.id: session for session in again.sessions()}
        assert after.items() <= before.items()
        assert len(after) == len(before) or "could be read of it" in again.notices[0]
        export(again, folder / "out", ["csv", "json"])
        assert again.left_out() == ()
        again.close()
        kept += len(after)
        shutil.rmtree(folder)
    assert kept > times * len(before) / 4


def test_an_index_that_no_longer_fits_its_table_is_found_and_all_is_in_use(records: Path) -> None:
    path = records / DATABASE_NAME
    connection = sqlite3.connect(path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_streams_1'"
    ).fetchone()
    (last,) = connection.execute("SELECT max(session_id) FROM streams").fetchone()
    connection.close()
    content, start = bytearray(path.read_bytes()), 4096 * (root - 1)
    at = content.index(last.encode(), start, start + 4096)
    content[at + len(last) - 1 : at + len(last)] = b"z"
    path.write_bytes(content)
    store = open_store(records)
    assert "could be read of it is in use: all of it" in store.notices[0]
    assert store.counts().people == len(list(store.event_stream())) == VISITS
    store.close()


def without(content: bytes) -> bytes:
    return bytes(4096) + content[4096:]


def misspelt(content: bytes) -> bytes:
    assert b"facts INTEGER" in content
    return content.replace(b"facts INTEGER", b"f\xe4cts INTEGER")


def another_letter(content: bytes) -> bytes:
    return content.replace(b"facts INTEGER", b"facvs INTEGER")


def another_name(content: bytes) -> bytes:
    return content.replace(b"streamsstreams", b"streamzstreamz").replace(
        b"CREATE TABLE streams", b"CREATE TABLE streamz"
    )


@pytest.mark.parametrize("spoilt", [without, misspelt, another_letter, another_name])
def test_a_file_without_its_table_of_contents_loses_nothing_of_what_is_in_its_other_pages(
    many: Path, tmp_path: Path, spoilt: Callable[[bytes], bytes]
) -> None:
    folder = Path(shutil.copytree(many, tmp_path / "records"))
    reader = open_records(folder)
    before = everything_in(reader)
    reader.close()
    path = folder / DATABASE_NAME
    path.write_bytes(spoilt(path.read_bytes()))
    again = open_store(folder)
    assert everything_in(again) == before
    (notice,) = again.notices
    again.close()
    assert "all of it could be read (its table of contents is gone" in notice
    assert not [each.name for each in folder.iterdir() if each.name.startswith("records-arriving")]


def everything_in(source: RecordsReader) -> list[Any]:
    return [
        list(source.sessions()),
        list(source.event_stream()),
        sorted(source.comments(), key=repr),
        list(source.actions()),
        source.summary(synthetic_visits.EVENT),
        source.events(),
    ]


def broken(content: bytes, chance: random.Random) -> bytes:
    """One to four pages of noise; in a third of the files the first is among them, which knows of all others."""
    damaged, page_bytes = bytearray(content), 4096
    if chance.random() < 1 / 3:
        damaged[:page_bytes] = chance.randbytes(page_bytes)
    for page in chance.sample(range(1, len(content) // page_bytes), chance.randint(1, 4)):
        damaged[page * page_bytes : (page + 1) * page_bytes] = chance.randbytes(page_bytes)
    return bytes(damaged)
