"""Attacks of the server itself: it lets the station in, and then never answers, dribbles, floods or lies."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import product
from threading import Event

import psutil
import psycopg
import pytest

from empathylab.domain.errors import RecordsError
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.storage import Store, open_server, sync, try_server, watched_connection
from empathylab.storage.server_limits import ServerLimits
from empathylab.storage.watched_connection import ServerGivenUp, ServerWatch
from support.clocks import SetClock
from support.hostile_postgres import Manners, hostile_postgres
from support.scripted_station import EVENT, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

#: The lab's clock goes so much faster than the hostile server's.
FASTER = 2_000
SLOW = (
    Manners.never_answers,
    Manners.answers_a_byte_at_a_time,
    Manners.keeps_saying_that_it_is_there,
    Manners.floods_with_rows,
    Manners.floods_with_settings,
    Manners.floods_with_notices,
    Manners.asks_for_a_copy,
)
TOO_MUCH = (Manners.floods_with_one_row, Manners.floods_with_answers)
ODD = (
    Manners.hangs_up,
    Manners.hangs_up_in_the_middle_of_a_row,
    Manners.sends_noise,
    Manners.errs_in_another_encoding,
    Manners.errs_without_a_word,
    Manners.errs_with_a_book,
    Manners.answers_with_other_types,
    Manners.answers_with_broken_letters,
    Manners.answers_with_more_columns,
    Manners.answers_with_nothing,
)
ALL = (*SLOW, *TOO_MUCH, *ODD)
#: In the ordinary run so many turns in the middle of a sync; with `pytest -m attack` all of them after each answer.
FEW, MOST_ANSWERS = 5, 45
#: After so many answers of an export all rows of a question are there, and it has to be closed.
LAST_ROW, ENDS = 22, (Manners.hangs_up, Manners.answers_with_nothing)
#: The last ones where its lies are well-formed.
SAID = (
    "gave no answer in time",
    "sends far more",
    "broke off",
    "no PostgreSQL server",
    "an error of its own",
    "another program",
    "of no version",
    "another version",
    "older version",
    "newer Empathy Lab",
)


@contextmanager
def hasty() -> Iterator[None]:
    """By a clock that runs ahead; an honest server on a busy computer is given the usual time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watched_connection, "monotonic", lambda: time.monotonic() * FASTER)
        yield


@pytest.fixture
def station(store: Store) -> Store:
    """With what there is to send: visits, a comment, a promise and a deletion."""
    chance = random.Random(31)
    for _ in range(4):
        whole_visit(store, chance)
    for comment in store.comments():
        store.review(comment.id, ReviewState.RELEASED, "Words")
    for name in ("kept", "dropped"):
        store.put_action(ActionRecord(name, EVENT, "Label every field"))
    store.drop_action("dropped")
    return store


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


def is_sentence(error: RecordsError) -> bool:
    words = str(error)
    return any(each in words for each in SAID) and words.isprintable() and "secret" not in words and len(words) < 300


def error_of(call: Callable[[], object]) -> RecordsError | None:
    try:
        call()
    except RecordsError as error:
        return error
    return None


def test_whoever_tries_a_server_is_told_in_a_sentence(database: str, is_in_full: bool) -> None:
    for answers, turn in product((0, 1, 2, 3, 4) if is_in_full else (1,), ALL):
        with hostile_postgres(database, answers, turn) as address, hasty(), pytest.raises(RecordsError) as told:
            try_server(address)
        assert is_sentence(told.value), (answers, turn, told.value)


def test_an_answer_that_never_ends_is_told_as_one_and_takes_no_memory(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the processor's clock: it ends by what it takes, and a busy computer lets both of them wait."""
    monkeypatch.setattr(watched_connection, "monotonic", time.process_time)
    memory = psutil.Process()
    before = memory.memory_info().rss
    for turn in TOO_MUCH:
        with hostile_postgres(database, 1, turn) as address, pytest.raises(RecordsError, match="sends far more"):
            try_server(address)
    assert memory.memory_info().rss - before < 400 * 2**20


@pytest.mark.parametrize("then", ["more", "the end", "an error"])
def test_an_answer_that_is_much_in_one_piece_is_told_as_one(monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    """A server that sends without a pause is read without one; here the first look is after all of it."""
    clock = SetClock()
    monkeypatch.setattr(watched_connection, "monotonic", clock.now_s)

    def answer() -> Generator[int, int, bytes]:
        piece = b"x" * 2**27
        clock.wait(1)
        if then == "an error":
            raise psycopg.InternalError("received 2 results from command 'BEGIN'")
        if then == "more":
            yield 1
        return piece

    watch = ServerWatch(ServerLimits(answer_s=30, altogether_s=30, most_bytes=2**26), is_wanted=lambda: True)
    with pytest.raises(ServerGivenUp, match="without end"):
        list(watch.over(answer()))


def test_a_server_that_turns_in_the_middle_of_a_sync_costs_nothing(
    station: Store, database: str, is_in_full: bool
) -> None:
    """Whatever it turns to, after each answer; then an honest one has everything, once."""
    chance = random.Random(32)
    everything = list(product(range(MOST_ANSWERS), ALL))
    for answers, turn in everything if is_in_full else chance.sample(everything, FEW):
        whole_visit(station, chance)
        with hostile_postgres(database, answers, turn) as address, hasty():
            error = error_of(lambda where=address: sync(station, where))
        assert error is None or is_sentence(error), (answers, turn, error)
    sync(station, database)
    assert station.waiting_to_send() == 0
    reader = open_server(database)
    assert [run.session_id for run in reader.runs()] == [run.session_id for run in station.runs()]
    assert [stream.rows for stream in reader.event_stream()] == [stream.rows for stream in station.event_stream()]
    reader.close()


def test_the_station_goes_on_while_a_server_lets_it_wait_and_it_can_be_given_up(station: Store, database: str) -> None:
    is_waiting, is_over = Event(), Event()

    def never_answers(manners: Manners) -> None:
        is_waiting.set()
        manners.never_answers()

    with (
        hostile_postgres(database, 12, never_answers) as address,
        ThreadPoolExecutor(1) as beside,
    ):
        sent = beside.submit(sync, station, address, is_wanted=lambda: not is_over.is_set())
        assert is_waiting.wait(60)
        before, waiting = station.counts().people, station.waiting_to_send()
        whole_visit(station, random.Random(33))
        assert (station.counts().people, station.waiting_to_send()) == (before + 1, waiting + 1)
        assert not sent.done()
        is_over.set()
        with pytest.raises(RecordsError, match="was closed while"):
            sent.result(60)
    assert sync(station, database).visits > 0
    assert station.waiting_to_send() == 0


def test_a_database_of_another_program_is_left_alone(station: Store, database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32)); INSERT INTO alembic_version VALUES ('1f3a')"
        )
    for ask in (lambda: try_server(database), lambda: sync(station, database)):
        with pytest.raises(RecordsError, match="another program"):
            ask()
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [("1f3a",)]


def test_an_export_from_a_server_that_turns_is_told_in_a_sentence(
    station: Store, database: str, is_in_full: bool
) -> None:
    sync(station, database)
    turns = product(range(30), ALL) if is_in_full else (*product((12,), ODD[4:8]), *product((LAST_ROW,), ENDS))
    for answers, turn in turns:
        with hostile_postgres(database, answers, turn) as address, hasty():
            error = error_of(lambda where=address: read_all(where))
        assert error is not None, (answers, turn)
        assert is_sentence(error), (answers, turn, error)


def read_all(address: str) -> None:
    reader = open_server(address)
    try:
        for _ in range(5):
            for read in (reader.runs, reader.event_stream, reader.answers, reader.comments, reader.actions):
                list(read())
            for event in reader.events():
                reader.summary(event.name)
                reader.parts(event.name)
    finally:
        reader.close()
