"""The reading side, for SQLite and PostgreSQL alike: streams rows of ended sessions, whatever is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, select, true
from sqlalchemy.exc import DBAPIError

from empathylab.domain.errors import RecordsError
from empathylab.domain.records import (
    ActionRecord,
    AnswerRecord,
    CommentRecord,
    Counts,
    EventSettings,
    ReviewState,
    RunRecord,
    SessionRecord,
    SessionStream,
    Summary,
)
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.storage import block, summary
from empathylab.storage.migrate import VERSIONS, version_of
from empathylab.storage.schema import SCORE_COLUMNS, actions, answers, comments, events, runs, sessions, streams
from empathylab.storage.settings_rows import action_of, comment_of, event_of

#: Rows fetched at a time: enough to be fast, few enough to keep memory flat.
_CHUNK_ROWS = 1_000
_CHUNK_STREAMS = 100
#: Where the run's kind and outcome stand in a RunRecord.
_KIND, _OUTCOME = 4, 8

#: Says a database's own error in plain words.
Translate = Callable[[DBAPIError], RecordsError]


class Reader:
    """Implements `domain.records.RecordsSource`. Each iteration reads one snapshot on a connection of its own."""

    def __init__(self, engine: Engine, translate: Translate) -> None:
        self._engine = engine
        self._translate = translate

    def close(self) -> None:
        self._engine.dispose()

    def is_current(self) -> bool:
        """Are the tables of the version that this program reads?"""
        with self.snapshot() as connection:
            return version_of(connection) == VERSIONS[-1]

    def events(self) -> tuple[EventSettings, ...]:
        with self.snapshot() as connection:
            return tuple(event_of(row) for row in connection.execute(select(events).order_by(events.c.held_on)))

    def counts(self, event: str | None = None) -> Counts:
        with self.snapshot() as connection:
            return replace(summary.counts(connection, event), open_sessions=self.open_visits(event))

    def summary(self, event: str | None = None) -> Summary:
        with self.snapshot() as connection:
            found = summary.summarise(connection, event)
        return replace(found, counts=replace(found.counts, open_sessions=self.open_visits(event)))

    def open_visits(self, event: str | None = None) -> int:
        """How many visits are under way: only who writes them knows."""
        return 0

    def sessions(self, event: str | None = None) -> Iterator[SessionRecord]:
        names = ("number", "id", "event", "station", "persona", "started_on", "app_version", "ending")
        query: Select[Any] = select(*(sessions.c[name] for name in names))
        query = query.where(_of(event)).order_by(sessions.c.number)
        for row in self._rows(query):
            values = list(row)
            values[-1] = Ending(values[-1])
            yield SessionRecord(*values)

    def runs(self, event: str | None = None) -> Iterator[RunRecord]:
        for row in self._rows(_runs_query(event)):
            values = list(row)
            values[_KIND], values[_OUTCOME] = RunKind(values[_KIND]), Outcome(values[_OUTCOME])
            yield RunRecord(*values)

    def event_stream(self, event: str | None = None) -> Iterator[SessionStream]:
        query = (
            select(streams.c.session_id, streams.c.block)
            .join(sessions, sessions.c.id == streams.c.session_id)
            .where(_of(event))
            .order_by(sessions.c.number)
        )
        for row in self._rows(query, _CHUNK_STREAMS):
            yield SessionStream(row.session_id, block.unpack(row.block))

    def answers(self, event: str | None = None) -> Iterator[AnswerRecord]:
        query = (
            select(answers)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .where(_of(event))
            .order_by(sessions.c.number, answers.c.question, answers.c.run)
        )
        for row in self._rows(query):
            run = RunKind(row.run) if row.run else None
            yield AnswerRecord(row.session_id, row.question, run, row.number, row.is_skipped)

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        """Free texts of ended sessions, ordered by their random ids."""
        query = select(comments).order_by(comments.c.id)
        if event is not None:
            query = query.where(comments.c.event == event)
        if state is not None:
            query = query.where(comments.c.state == state.value)
        for row in self._rows(query):
            yield comment_of(row)

    def actions(self, event: str | None = None) -> Iterator[ActionRecord]:
        query = select(actions).order_by(actions.c.event, actions.c.text)
        if event is not None:
            query = query.where(actions.c.event == event)
        for row in self._rows(query):
            yield action_of(row)

    def _rows(self, query: Select[Any], chunk: int = _CHUNK_ROWS) -> Iterator[Any]:
        """Rows as they come, `chunk` in memory at a time."""
        with self.snapshot() as connection:
            yield from connection.execution_options(yield_per=chunk).execute(query)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the records as they are now until it is given back."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise self._translate(error) from error


def _of(event: str | None) -> ColumnElement[bool]:
    return true() if event is None else sessions.c.event == event


def _answer_of_run(question: str) -> Any:
    """The number answered to a question about the run of the row."""
    is_of_run = (answers.c.session_id == runs.c.session_id) & (answers.c.run == runs.c.kind)
    return select(answers.c.number).where(is_of_run, answers.c.question == question).scalar_subquery()


def _runs_query(event: str | None) -> Select[Any]:
    columns = [
        *(sessions.c[name] for name in ("id", "event", "station", "persona")),
        *(runs.c[name] for name in ("kind", "position", "task", "form", "outcome")),
        *(runs.c[name] for name in SCORE_COLUMNS),
        *(_answer_of_run(question) for question in ("ease", "effort", "frustration")),
        sessions.c.started_on,
        runs.c.condition,
        func.coalesce(runs.c.score, "{}"),
    ]
    joined = runs.join(sessions, sessions.c.id == runs.c.session_id)
    query: Select[Any] = select(*columns).select_from(joined)
    return query.where(_of(event)).order_by(sessions.c.number, runs.c.position)
