"""Reads the records, in SQLite and PostgreSQL alike: streams rows of ended sessions, whatever is being written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Engine, Select, func, select, true, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NULLTYPE

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.errors import RecordsError
from empathylab.domain.pairing import LastingCount
from empathylab.domain.records import (
    ActionRecord,
    AnswerRecord,
    CommentRecord,
    ReviewState,
    RunRecord,
    SessionRecord,
    SessionStream,
)
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.domain.spotting import SpotCount
from empathylab.domain.standard import BoardMark
from empathylab.domain.summary import Counts, FieldTime, Summary, WornCount
from empathylab.domain.words import how_many
from empathylab.domain.workshop import EventSettings
from empathylab.measures.field_times import count_field_times
from empathylab.storage import comprehension, pairing, spotting, stored, summary
from empathylab.storage.conditions import fields_of_run, sound_condition, worn_counts
from empathylab.storage.migrate import find_tables
from empathylab.storage.schema import (
    SCORE_COLUMNS,
    actions,
    answers,
    board_marks,
    comments,
    events,
    runs,
    sessions,
    streams,
)
from empathylab.storage.settings_rows import event_of

#: Rows fetched at a time: enough to be fast, few enough to keep memory flat.
_CHUNK_ROWS = 1_000
_CHUNK_STREAMS = 100
_EVENTS = "events"
#: Enough of a row to know it again when it is read for another format.
_KEY_COLUMNS = 6

#: Says a database's own error in plain words.
Translate = Callable[[DBAPIError], RecordsError]
T = TypeVar("T")
#: What is read of each row, and how it is made into what the lab uses.
_Read = Sequence[tuple[ColumnElement[Any], stored.Convert]]


class RecordsReader:
    """The reading side of one records folder or server; `mended` tells what opening it mended, as sentences.

    Implements `domain.records.RecordsSource`. Each iteration reads one snapshot on a connection of its own.
    """

    def __init__(self, engine: Engine, translate: Translate, missing: Sequence[str] = ()) -> None:
        self._engine, self._translate = engine, translate
        self._missing, self.mended = tuple(missing), tuple[str, ...]()
        self._damaged: dict[str, set[tuple[str, ...]]] = {}

    def close(self) -> None:
        self._engine.dispose()

    def is_current(self) -> bool:
        """Are the tables of the version that this program reads, and all of them there?"""
        with self.snapshot() as connection:
            return find_tables(connection).are_todays

    def events(self) -> tuple[EventSettings, ...]:
        return tuple(event_of(dict(zip(events.c.keys(), row, strict=True))) for row in self._rows(_ALL_EVENTS))

    def counts(self, event: str | None = None) -> Counts:
        with self.snapshot() as connection, _counted_soundly():
            return replace(summary.counts(connection, event), open_sessions=self.open_visits(event))

    def visits_digest(self, event: str | None = None) -> str:
        with self.snapshot() as connection:
            return summary.visits_digest(connection, self._of(event))

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        with self.snapshot() as connection, _counted_soundly():
            found = summary.summarise(connection, event, mode)
        return replace(found, counts=replace(found.counts, open_sessions=self.open_visits(event)))

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        """What adds up to the summary: of all events, each that somebody came to; of each, each station's visits.

        Those with a host there and those without are parts of their own, and those whose mode was drawn by lot.
        """
        names = [event] if event is not None else [settings.name for settings in self.events()]
        found = (part for name in names for part in self._parts_of(name, mode))
        return tuple(part for part in found if event is not None or part.counts.people)

    def _parts_of(self, event: str, mode: Mode) -> Iterator[Summary]:
        """Each laptop may have had a report of its own before the records came together. None of a mode of nobody."""
        places = (sessions.c.station_name, sessions.c.host, sessions.c.is_assigned)
        of_mode = self._of(event) & (sessions.c.mode == mode.value)
        query = select(*places).where(of_mode).distinct().order_by(*places)
        with self.snapshot() as connection, _counted_soundly():
            found = [(name, HostThere(host), bool(drawn)) for name, host, drawn in connection.execute(query)]
            for place in found if len(found) > 1 else ():
                is_there = [column == value for column, value in zip(places, place, strict=True)]
                ids = select(sessions.c.id).where(of_mode, *is_there)
                part = summary.summarise_some(connection, event, ids, mode)
                yield replace(part, host=place[1], is_assigned=place[2])
        if len(found) < 2 and (found or mode is Mode.SIMULATION):
            _name, host, drawn = found[0] if found else ("", HostThere.NOT_TOLD, False)
            yield replace(self.summary(event, mode), host=host, is_assigned=drawn)

    def worn(self, event: str | None = None) -> tuple[WornCount, ...]:
        read: _Read = [_stored(sessions.c.persona), (runs.c.condition, sound_condition)]
        query = _select(read).select_from(runs.join(sessions, sessions.c.id == runs.c.session_id))
        query = query.where(self._of(event), _WORN, runs.c.kind.in_((RunKind.BARRIER.value, RunKind.FIRST.value)))
        return tuple(worn_counts(self._sound("run", lambda *values: values, read, query)))

    def field_times(self, event: str | None = None) -> tuple[FieldTime, ...]:
        score = (func.coalesce(runs.c.score, "{}"), stored.object_text)
        read: _Read = [_stored(sessions.c.persona), _stored(runs.c.task), _stored(runs.c.kind), score]
        query = _select(read).select_from(runs.join(sessions, sessions.c.id == runs.c.session_id))
        query = query.where(self._of(event), _WORN, runs.c.kind.in_((RunKind.BARRIER.value, RunKind.HELPED.value)))
        return tuple(count_field_times(self._sound("run", fields_of_run, read, query)))

    def stations(self, event: str | None = None) -> tuple[str, ...]:
        query = select(sessions.c.station_name).where(self._of(event)).distinct().order_by(sessions.c.station_name)
        with self.snapshot() as connection:
            return tuple(map(str, connection.execute(query).scalars()))

    def summary_at(self, station_name: str, event: str) -> Summary:
        ids = select(sessions.c.id).where(self._of(event), sessions.c.station_name == station_name)
        with self.snapshot() as connection, _counted_soundly():
            return summary.summarise_some(connection, event, ids)

    def spotted(self, event: str | None = None) -> tuple[SpotCount, ...]:
        with self.snapshot() as connection:
            return spotting.spotted(connection, self._of(event))

    def comprehension(self, questions: Collection[str], event: str | None = None) -> tuple[ComprehensionCount, ...]:
        with self.snapshot() as connection:
            return comprehension.comprehension(connection, questions, self._of(event))

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        with self.snapshot() as connection:
            return pairing.lasting(connection, event)

    def open_visits(self, event: str | None = None) -> int:
        """How many visits are under way: only who writes them knows."""
        return 0

    def sessions(self, event: str | None = None) -> Iterator[SessionRecord]:
        names = ("number", "id", "event", "station", "persona", "started_on", "app_version", "ending", "station_name")
        read = [_stored(sessions.c[name]) for name in names]
        query = _select(read).where(self._of(event)).order_by(sessions.c.number)
        return self._sound("visit", SessionRecord, read, query)

    def runs(self, event: str | None = None) -> Iterator[RunRecord]:
        query = _ALL_RUNS.where(self._of(event)).order_by(sessions.c.number, runs.c.position)
        return self._sound("run", RunRecord, _RUN, query)

    def event_stream(self, event: str | None = None) -> Iterator[SessionStream]:
        read = [_stored(streams.c.session_id), _stored(streams.c.block)]
        query = _select(read).join(sessions, sessions.c.id == streams.c.session_id)
        query = query.where(self._of(event)).order_by(sessions.c.number)
        return self._sound(_EVENTS, SessionStream, read, query, _CHUNK_STREAMS)

    def answers(self, event: str | None = None) -> Iterator[AnswerRecord]:
        read = [_stored(answers.c[name]) for name in ("session_id", "question", "run", "number", "is_skipped")]
        query = _select(read).join(sessions, sessions.c.id == answers.c.session_id)
        query = query.where(self._of(event)).order_by(sessions.c.number, answers.c.question, answers.c.run)
        return self._sound("answer", AnswerRecord, read, query)

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        """Free texts of ended sessions, ordered by their random ids."""
        names = ("id", "event", "station", "question", "text", "redacted_text", "state", "theme", "tags")
        read = [_stored(comments.c[name]) for name in names]
        query = _select(read).order_by(comments.c.id)
        if event is not None:
            query = query.where(comments.c.event == event)
        if state is not None:
            query = query.where(comments.c.state == state.value)
        return self._sound("comment", CommentRecord, read, query)

    def actions(self, event: str | None = None) -> Iterator[ActionRecord]:
        read = [_stored(actions.c[name]) for name in ("id", "event", "text", "owner", "is_done", "due_on", "asked_on")]
        query = _select(read).order_by(actions.c.event, actions.c.text)
        if event is not None:
            query = query.where(actions.c.event == event)
        return self._sound("promise", ActionRecord, read, query)

    def board(self, event: str | None = None) -> Iterator[BoardMark]:
        read = [_stored(board_marks.c[name]) for name in ("id", "event", "point", "kind", "role", "text")]
        query = _select(read).order_by(board_marks.c.event, board_marks.c.point, board_marks.c.number, board_marks.c.id)
        if event is not None:
            query = query.where(board_marks.c.event == event)
        return self._sound("mark of the board", BoardMark, read, query)

    def left_out(self) -> tuple[str, ...]:
        """What is missing, and what was damaged and so not handed out since this reader was opened; a sentence each."""
        return self._missing + tuple(_left_out(kind, len(keys)) for kind, keys in sorted(self._damaged.items()))

    def _sound(
        self, kind: str, make: Callable[..., T], read: _Read, query: Select[Any], chunk: int = _CHUNK_ROWS
    ) -> Iterator[T]:
        """Rows as the lab uses them; a damaged one is left out and counted."""
        for row in self._rows(query, chunk):
            try:
                values = [convert(value) for (_column, convert), value in zip(read, row, strict=True)]
            except stored.UNSOUND:
                self._damaged.setdefault(kind, set()).add(tuple(map(str, row))[:_KEY_COLUMNS])
                continue
            yield make(*values)

    def _rows(self, query: Select[Any], chunk: int = _CHUNK_ROWS) -> Iterator[Any]:
        """Rows as they come, `chunk` in memory at a time."""
        with self.snapshot() as connection:
            yield from connection.execution_options(yield_per=chunk).execute(query)

    def _of(self, event: str | None) -> ColumnElement[bool]:
        return true() if event is None else sessions.c.event == event

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the records as they are now until it is given back."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise self._translate(error) from error


@contextmanager
def _counted_soundly() -> Iterator[None]:
    try:
        yield
    except stored.UNSOUND as error:
        raise RecordsError(
            "What was counted of the visits is damaged.", "Close the lab and run `empathylab check`: it counts again."
        ) from error


#: Of visits in which something was worn.
_WORN = sessions.c.mode == Mode.SIMULATION.value


def _stored(column: Column[Any]) -> tuple[ColumnElement[Any], stored.Convert]:
    return column, stored.CONVERTERS[column.table.name][column.name]


def _select(read: _Read) -> Any:
    """The values as the database holds them: what they are is told by their converters alone."""
    return select(*(type_coerce(column, NULLTYPE) for column, _convert in read))


def _left_out(kind: str, count: int) -> str:
    if kind == _EVENTS:
        return f"The events of {how_many(count, 'visit')} are damaged and left out."
    return f"1 {kind} is damaged and left out." if count == 1 else f"{count:,} {kind}s are damaged and left out."


def _answer_of_run(question: str) -> Any:
    """The number answered to a question about the run of the row."""
    is_of_run = (answers.c.session_id == runs.c.session_id) & (answers.c.run == runs.c.kind)
    return select(answers.c.number).where(is_of_run, answers.c.question == question).scalar_subquery()


#: Came later than the other scores, and stands behind them.
_LATER = "zoom_longest"

#: The columns of a RunRecord, in its order.
_RUN: _Read = [
    *(_stored(sessions.c[name]) for name in ("id", "event", "station", "persona")),
    *(_stored(runs.c[name]) for name in ("kind", "position", "task", "form")),
    (runs.c.outcome, stored.one_of(Outcome)),
    *(_stored(runs.c[name]) for name in SCORE_COLUMNS if name != _LATER),
    *((_answer_of_run(question), stored.maybe(stored.whole)) for question in ("ease", "effort", "frustration")),
    _stored(sessions.c.started_on),
    _stored(sessions.c.station_name),
    _stored(runs.c[_LATER]),
    _stored(runs.c.condition),
    (func.coalesce(runs.c.score, "{}"), stored.object_text),
    _stored(sessions.c.host),
    _stored(sessions.c.mode),
    _stored(sessions.c.is_assigned),
]

_ALL_EVENTS: Select[Any] = _select([_stored(column) for column in events.columns]).order_by(events.c.held_on)
_ALL_RUNS: Select[Any] = _select(_RUN).select_from(runs.join(sessions, sessions.c.id == runs.c.session_id))
