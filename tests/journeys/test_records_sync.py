"""Many stations send to one PostgreSQL: cut anywhere, killed on either side, and still one copy of each visit."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.joined import JoinReport
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Answer, Ending, RunKind
from empathylab.domain.workshop import EventSettings
from empathylab.storage import RecordsReader, Store, open_server, open_store, sync
from empathylab.storage.schema import metadata
from support import scripted_station
from support.killed_at_statements import CUT_BY_SERVER, KILLED_AFTER, KILLED_BEFORE, Killer, syncing
from support.private_postgres import new_database
from support.scripted_station import (
    EVENT,
    begin,
    many_visits_then_sync,
    run_through,
    settings,
    whole_visit,
)

pytestmark = pytest.mark.journey

STATIONS = 8
FEW_VISITS, MANY_VISITS = 24, 500
SIDES = (KILLED_BEFORE, KILLED_AFTER, CUT_BY_SERVER)


@pytest.fixture(scope="module")
def processes() -> Any:
    return scripted_station.processes()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(11)


def rows_of(address: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def is_one_copy_of_each(address: str, store: Store) -> bool:
    """Does the server have exactly what the station has, streams and answers included?"""
    reader = open_server(address)
    there, here = everything_in(reader), everything_in(store)
    reader.close()
    return there == here


def everything_in(source: RecordsReader) -> list[list[Any]]:
    ids = [session.id for session in source.sessions()]
    return [ids, list(source.runs()), list(source.event_stream()), sorted(source.answers(), key=str)]


def test_finished_visits_arrive_oldest_first_and_a_second_sync_has_nothing_to_do(
    store: Store, chance: random.Random, database: str
) -> None:
    ids = [whole_visit(store, chance) for _ in range(5)]
    told: list[tuple[int, int]] = []
    assert sync(store, database, lambda done, all_: told.append((done, all_))) == JoinReport(visits=5)
    assert [row[0] for row in rows_of(database, "SELECT id FROM sessions ORDER BY number")] == ids
    assert told == [(5, 5)]
    assert is_one_copy_of_each(database, store)
    assert sync(store, database) == JoinReport()


def test_a_database_made_on_a_machine_without_a_language_takes_the_visits_too(
    store: Store, chance: random.Random, server: str
) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE plain ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    address = server.replace("/postgres?", "/plain?")
    whole_visit(store, chance)
    assert sync(store, address) == JoinReport(visits=1)
    assert is_one_copy_of_each(address, store)


def test_a_database_that_lacks_letters_and_one_that_breaks_off_are_told_as_themselves(
    store: Store, chance: random.Random, server: str
) -> None:
    latin = new_database(server, "latin", "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    whole_visit(store, chance, event_name="Gŵyl")
    with pytest.raises(RecordsError, match="is not in UTF-8"):
        sync(store, latin)
    hurried = new_database(server, "hurried")
    sync(store, hurried)
    whole_visit(store, chance)
    with psycopg.connect(hurried, autocommit=True) as connection:
        connection.execute("ALTER DATABASE hurried SET statement_timeout = '200ms'")
        connection.execute("BEGIN")
        connection.execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(RecordsError, match="allows less time"):
            sync(store, hurried)


def test_a_visit_under_way_stays_at_the_station(store: Store, chance: random.Random, database: str) -> None:
    scripted_station.begin(store, chance)
    store.commit()
    assert sync(store, database) == JoinReport()


def test_the_same_visit_sent_again_is_already_there(store: Store, chance: random.Random, database: str) -> None:
    session_id = whole_visit(store, chance)
    sync(store, database)
    with sqlite_of(store) as connection:
        connection.execute("INSERT INTO outbox (kind, item_id) VALUES ('session', ?)", [session_id])
    assert sync(store, database) == JoinReport(already_there=1)
    assert is_one_copy_of_each(database, store)


def test_the_same_id_with_another_content_is_quarantined_and_never_overwrites(
    store: Store, chance: random.Random, database: str
) -> None:
    session_id = whole_visit(store, chance)
    sync(store, database)
    (before,) = rows_of(database, "SELECT hash FROM sessions")
    with sqlite_of(store) as connection:
        connection.execute("UPDATE sessions SET hash = 'another', persona = 'claudia'")
        connection.execute("INSERT INTO outbox (kind, item_id) VALUES ('session', ?)", [session_id])
    assert sync(store, database) == JoinReport(quarantined=1)
    assert rows_of(database, "SELECT hash FROM sessions") == [before]
    ((item_id, content_hash, content),) = rows_of(database, "SELECT item_id, hash, content FROM quarantine")
    assert (item_id, content_hash) == (session_id, "another")
    (kept,) = json.loads(content)["sessions"]
    assert (kept["persona"], kept["station"]) == ("claudia", "severe")


def sqlite_of(store: Store) -> Any:
    """Another program's hand in the database; commits at the end of a `with`."""
    connection = sqlite3.connect(store.path)
    return connection


def test_only_reviewed_words_travel_and_withdrawn_ones_are_taken_back(
    store: Store, chance: random.Random, database: str
) -> None:
    whole_visit(store, chance)
    (comment,) = store.comments()
    sync(store, database)
    assert rows_of(database, "SELECT count(*) FROM comments") == [(0,)]
    store.review(comment.id, ReviewState.RELEASED, "My name was here", "ideas", ["form"])
    assert sync(store, database).comments == 1
    assert rows_of(database, "SELECT text, redacted_text, theme FROM comments") == [("My name was here", "", "ideas")]
    store.review(comment.id, ReviewState.WITHHELD)
    sync(store, database)
    assert rows_of(database, "SELECT text, state FROM comments") == [("", "withheld")]


def test_words_withheld_in_a_copy_of_the_folder_leave_the_server_whatever_the_other_copy_counts(
    copies: tuple[Store, Store], database: str
) -> None:
    first, copy = copies
    (comment,) = first.comments()
    for theme in ("", "ideas", "going well"):
        first.review(comment.id, ReviewState.RELEASED, "Words of theirs", theme)
    sync(first, database)
    copy.review(comment.id, ReviewState.WITHHELD)
    assert sync(copy, database).contested == 1
    assert rows_of(database, "SELECT text, state FROM comments") == [("", "withheld")]


def test_words_withheld_in_a_copy_stay_off_the_server_until_somebody_who_knows_of_it_releases_them(
    copies: tuple[Store, Store], database: str
) -> None:
    first, copy = copies
    (comment,) = first.comments()
    first.review(comment.id, ReviewState.RELEASED, "Words of theirs")
    sync(first, database)
    copy.review(comment.id, ReviewState.WITHHELD)
    sync(copy, database)
    first.review(comment.id, ReviewState.RELEASED, "Words of theirs", "ideas")
    assert sync(first, database).contested == 1
    assert rows_of(database, "SELECT text, state FROM comments") == [("", "withheld")]
    assert [found.state for found in first.comments()] == [ReviewState.WITHHELD]
    first.review(comment.id, ReviewState.RELEASED, "[name]'s words")
    assert sync(first, database) == JoinReport(comments=1)
    assert rows_of(database, "SELECT text, state FROM comments") == [("[name]'s words", "released")]


def test_words_released_differently_in_two_copies_are_looked_at_again(
    copies: tuple[Store, Store], database: str
) -> None:
    first, copy = copies
    (comment,) = first.comments()
    first.review(comment.id, ReviewState.RELEASED, "Ann's words")
    copy.review(comment.id, ReviewState.RELEASED, "[name]'s words")
    sync(first, database)
    assert sync(copy, database).contested == 1
    assert rows_of(database, "SELECT text, state FROM comments") == [("", "waiting")]
    assert [found.state for found in copy.comments()] == [ReviewState.WAITING]


def test_a_promise_changed_in_two_copies_is_kept_and_the_other_is_there_to_look_at(
    copies: tuple[Store, Store], database: str
) -> None:
    first, copy = copies
    first.put_action(ActionRecord("a1", EVENT, "Label every field", "Ann"))
    sync(first, database)
    copy.put_action(ActionRecord("a1", EVENT, "Label every field", "Ben"))
    assert sync(copy, database).contested == 1
    assert rows_of(database, "SELECT owner FROM actions") == [("Ann",)]
    ((content,),) = rows_of(database, "SELECT content FROM quarantine")
    assert json.loads(content)["actions"][0]["owner"] == "Ben"
    copy.put_action(ActionRecord("a1", EVENT, "Label every field", "Ann and Ben"))
    assert sync(copy, database) == JoinReport(actions=1)


@pytest.fixture
def copies(store: Store, chance: random.Random, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A station with one visit and its comment, and a copy of its folder; nothing is sent yet."""
    whole_visit(store, chance)
    shutil.copytree(store.data_dir, tmp_path / "copy")
    copy = open_store(tmp_path / "copy")
    yield store, copy
    copy.close()


def test_an_event_purged_at_the_station_goes_from_the_server_and_never_comes_back(
    store: Store, chance: random.Random, database: str
) -> None:
    session_id = whole_visit(store, chance)
    (comment,) = store.comments()
    store.review(comment.id, ReviewState.RELEASED)
    store.put_action(ActionRecord("a1", EVENT, "Label every field"))
    sync(store, database)
    store.purge(EVENT)
    assert sync(store, database).deletions == 3
    for table in ("sessions", "runs", "answers", "streams", "results", "comments", "actions"):
        assert rows_of(database, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows_of(database, "SELECT sum(amount) FROM tallies") == [(0,)]
    store.begin_event(settings())
    assert whole_visit(store, random.Random(11)) == session_id
    assert sync(store, database) == JoinReport(refused=1)


def test_an_event_that_began_by_itself_and_to_which_nobody_came_is_not_sent(
    store: Store, chance: random.Random, database: str
) -> None:
    store.begin_event(replace(settings(), name="Lab 2026-03-03"))
    whole_visit(store, chance)
    sync(store, database)
    assert rows_of(database, "SELECT name FROM events") == [(EVENT,)]


def test_the_stricter_settings_of_an_event_hold_on_the_server(
    store: Store, chance: random.Random, database: str
) -> None:
    whole_visit(store, chance)
    sync(store, database)
    lax = settings()
    store.begin_event(EventSettings(EVENT, lax.held_on, lax.held_on, k=10))
    sync(store, database)
    store.begin_event(lax)
    sync(store, database)
    reader = open_server(database)
    (found,) = reader.events()
    reader.close()
    assert (found.k, found.keep_until) == (10, lax.held_on)


def test_exports_and_results_are_the_same_from_the_server(store: Store, chance: random.Random, database: str) -> None:
    for _ in range(12):
        whole_visit(store, chance)
    with_paper = begin(store, chance)
    run_through(store, with_paper, RunKind.BARRIER, (0, 5))
    run_through(store, with_paper, RunKind.PAPER, (5, 10))
    store.answer(Answer(with_paper, "legibility", RunKind.PAPER, 3))
    store.end_session(with_paper, Ending.FINISHED)
    store.commit()
    sync(store, database)
    reader = open_server(database)
    there, here = reader.summary(EVENT), store.summary(EVENT)
    reader.close()
    assert replace(there, counts=here.counts) == here
    assert there.counts.people == 13
    assert [count.legibility for count in there.paper] == [3]


# --- cut and killed -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def new_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a station with an event and no visit, to be copied."""
    folder = tmp_path_factory.mktemp("new") / "station"
    store = open_store(folder)
    store.begin_event(settings())
    store.close()
    return folder


def filled_station(folder: Path, new_station: Path) -> Path:
    """One with a visit, whose comment has been reviewed."""
    shutil.copytree(new_station, folder)
    with closing(open_store(folder)) as store:
        whole_visit(store, random.Random(str(folder)))
        (comment,) = store.comments()
        store.review(comment.id, ReviewState.RELEASED, "reviewed")
    return folder


def cut_while_it_makes_the_tables(
    elsewhere: Killer, folder: Path, address: str, side: str, statements: Iterable[int]
) -> None:
    """All of them are there or none, until a sync has come beyond that."""
    for cut in statements:
        elsewhere.cut_off(syncing(folder, address), cut, side)
        if tables := rows_of(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            assert {name for (name,) in tables} > metadata.tables.keys()
            assert cut > 75
            return


@pytest.mark.soak
@pytest.mark.parametrize("side", SIDES)
def test_a_sync_cut_at_a_statement_ends_with_one_copy_of_each(
    elsewhere: Killer, tmp_path: Path, new_station: Path, server: str, side: str, pytestconfig: pytest.Config
) -> None:
    """Cut the sync at its first statement, then at its second, and so on; the next sync completes the work.

    The three sides share the statements among them; with `pytest -m soak` each is cut at every one.
    """
    number = SIDES.index(side)
    address = new_database(server, f"cut-{number}")
    is_in_full = "soak" in pytestconfig.getoption("markexpr", "")
    share = 1 if is_in_full else len(SIDES)
    first = filled_station(tmp_path / "first", new_station)
    cut_while_it_makes_the_tables(elsewhere, first, address, side, range(1 + 5 * number, 1_000, 5 * share))
    elsewhere.do(syncing(first, address))
    for cut in count(1 if is_in_full else 1 + number, share):
        folder = filled_station(tmp_path / str(cut), new_station)
        was_cut_off = elsewhere.cut_off(syncing(folder, address), cut, side)
        with closing(open_store(folder)) as store:
            sync(store, address)
            assert store.waiting_to_send() == 0
        if not was_cut_off:
            break
    assert cut > 30
    expected = len(range(1 if is_in_full else 1 + number, cut + 1, share)) + 1
    assert rows_of(address, "SELECT count(*), count(DISTINCT id) FROM sessions") == [(expected, expected)]
    assert rows_of(address, "SELECT count(*) FROM streams") == [(expected,)]
    assert rows_of(address, "SELECT count(*) FROM runs") == [(2 * expected,)]
    assert rows_of(address, "SELECT count(*) FROM comments") == [(expected,)]
    assert rows_of(address, "SELECT count(*) FROM quarantine") == [(0,)]
    assert rows_of(address, "SELECT amount FROM tallies WHERE name = 'people'") == [(expected,)]


@pytest.mark.soak
def test_many_stations_at_once_end_with_exactly_one_copy_of_each(
    processes: Any, tmp_path: Path, database: str, pytestconfig: pytest.Config
) -> None:
    """A share of the visits each time; 8 × 500 with `pytest -m soak`."""
    visits = MANY_VISITS if "soak" in pytestconfig.getoption("markexpr", "") else FEW_VISITS
    stations = [
        processes.Process(target=many_visits_then_sync, args=(tmp_path / name, name, visits, database, 4))
        for name in (f"station-{number}" for number in range(STATIONS))
    ]
    for station in stations:
        station.start()
    for station in stations:
        station.join()
    assert [station.exitcode for station in stations] == [0] * STATIONS
    expected = STATIONS * visits
    assert rows_of(database, "SELECT count(*), count(DISTINCT id) FROM sessions") == [(expected, expected)]
    assert rows_of(database, "SELECT count(*) FROM streams") == [(expected,)]
    assert rows_of(database, "SELECT amount FROM tallies WHERE name = 'people'") == [(expected,)]
    for number in range(STATIONS):
        store = open_store(tmp_path / f"station-{number}")
        mine = [session.id for session in store.sessions()]
        store.close()
        query = f"SELECT id FROM sessions WHERE station = 'station-{number}' ORDER BY number"
        assert [row[0] for row in rows_of(database, query)] == mine


# --- messages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://lab:hunter2@127.0.0.1:9/records", "cannot be reached"),
        ("postgresql://lab:hunter2@no-such-host.invalid/records", "cannot be reached"),
    ],
)
def test_no_network_is_said_without_the_password(
    store: Store, caplog: pytest.LogCaptureFixture, address: str, said: str
) -> None:
    with pytest.raises(RecordsError, match=said) as failed:
        sync(store, address)
    assert "hunter2" not in str(failed.value) + caplog.text
    assert failed.value.__cause__ is None


@pytest.mark.parametrize(
    "address", ["mysql://lab:hunter2@host/records", "hunter2", "postgresql://lab:hunter2@host:port/x"]
)
def test_an_address_that_is_none_is_said_without_repeating_it(store: Store, address: str) -> None:
    with pytest.raises(InputError, match="not understood") as failed:
        sync(store, address)
    assert "hunter2" not in str(failed.value)


def test_a_wrong_password_is_said(store: Store, server: str, tmp_path: Path) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        (hba,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        before = Path(hba).read_text(encoding="utf-8")
        Path(hba).write_text("local all clerk scram-sha-256\n" + before, encoding="utf-8")
        (loaded,) = connection.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
        connection.execute("SELECT pg_reload_conf()")
        # The server reads its settings anew a moment later.
        assert any(rows_of(server, "SELECT pg_conf_load_time()") != [(loaded,)] for _ in range(5_000))
    address = server.replace("postgres:@", "clerk:hunter2@")
    with pytest.raises(RecordsError, match="refuses this user name or password") as failed:
        sync(store, address)
    assert "hunter2" not in str(failed.value)


def test_a_user_without_the_right_to_write_is_told_whom_to_ask(store: Store, server: str, database: str) -> None:
    sync(store, database)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
    with pytest.raises(RecordsError, match="may not write"):
        sync(store, database.replace("postgres:@", "reader:@"))


def test_a_server_of_another_version_is_left_alone(store: Store, database: str) -> None:
    sync(store, database)
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordsError, match="newer Empathy Lab"):
        sync(store, database)
    with pytest.raises(RecordsError, match="another version"):
        open_server(database)


def test_a_server_in_read_only_mode_keeps_the_visits_waiting(
    store: Store, chance: random.Random, database: str
) -> None:
    sync(store, database)
    whole_visit(store, chance)
    name = database.split("/")[3].split("?")[0]
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    with pytest.raises(RecordsError, match="may not write"):
        sync(store, database)
    assert store.waiting_to_send() == 1
