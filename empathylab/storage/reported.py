"""What earlier reports on each event told of, kept beside the records, so that no later one tells of a single visit.

The reports are those on groups; tables with a row for each visit hide nothing of the kind.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import ColumnElement, Connection, select

from empathylab.domain.errors import RecordsError
from empathylab.domain.pairing import LastingCount
from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.domain.session import Mode
from empathylab.domain.summary import Counts, Summary
from empathylab.domain.words import composed
from empathylab.domain.workshop import EventSettings
from empathylab.files.durable import read_small, write_durably
from empathylab.measures.earlier_reports import Visits, entering
from empathylab.storage import pairing, purging, summary
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import comments, sessions

FILE_NAME = "records-reported.json"
_LARGEST_BYTES = 2**25
_NOT_NOTED = "What it tells could not be noted beside the records: a later report, set beside it, may tell of a few."
_WAITING = (
    "Some visits came after an earlier report. They are told of once there are {k} of a group, so that both reports "
    "side by side tell of nobody."
)


class ReportedGroup(NamedTuple):
    """Visits that a report may draw together: where, what was done, and as whom."""

    station_name: str
    host: str
    is_assigned: bool
    mode: str
    persona: str

    @property
    def place(self) -> tuple[str, str, bool]:
        """What may have numbers of its own in a report."""
        return self[:3]


class _Told(BaseModel):
    """Of one event: the newest visit of each group, and the comments, that a report told of."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    groups: tuple[tuple[ReportedGroup, int], ...] = ()
    comments: frozenset[str] = frozenset()


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    events: dict[str, _Told] = Field(default_factory=dict)

    @property
    def digest(self) -> str:
        """By which damage is known: a number that is another one would let visits out."""
        told = {name: (sorted(told.groups), sorted(told.comments)) for name, told in sorted(self.events.items())}
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class _Note(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
    digest: str
    kept: _Kept


@dataclass(frozen=True, slots=True)
class Next:
    """What a further report on an event may tell, and which visits and comments have to wait."""

    told: _Told
    visits: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


#: What a report may tell of events, and what whoever makes it should know.
Noted = tuple[tuple[Next, ...], tuple[str, ...]]


class ReportedRecords(RecordsReader):
    """Records as a report may tell of them; it ends with the reader that it was made from."""

    def __init__(self, records: RecordsReader, found: Iterable[Next], k: int, notices: tuple[str, ...]) -> None:
        super().__init__(records._engine, records._translate)
        parts = tuple(found)
        self._waiting = tuple(dict.fromkeys(each for following in parts for each in following.visits))
        self._comments = frozenset(each for following in parts for each in following.comments)
        self._k, self._notices = k, notices

    @property
    def waiting(self) -> int:
        """How many visits are not told of yet."""
        return len(self._waiting)

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever makes the report should know."""
        return (*self._notices, *((told_of_waiting(self.waiting),) if self._waiting else ()))

    def counts(self, event: str | None = None) -> Counts:
        with self.snapshot() as connection:
            return summary.counts(connection, event, self._waiting)

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        with self.snapshot() as connection:
            return summary.summarise(connection, event, mode, self._waiting)

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        with self.snapshot() as connection:
            return pairing.lasting(connection, event, self._of(None))

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        return (each for each in super().comments(event, state) if each.id not in self._comments)

    def left_out(self) -> tuple[str, ...]:
        waiting = (_WAITING.format(k=self._k),) if self._waiting or self._comments else ()
        return (*super().left_out(), *waiting)

    def _of(self, event: str | None) -> ColumnElement[bool]:
        return super()._of(event) & sessions.c.id.not_in(self._waiting)


def as_reported(records: RecordsReader, folder: Path, events: Collection[str] = ()) -> ReportedRecords:
    """The records of a folder as `for_report` would have them, to be read where nothing is handed on; RecordsError."""
    return _reported(records, dict(_following(records, _load(folder), events)), events)


def for_report(records: RecordsReader, folder: Path, events: Collection[str] = ()) -> ReportedRecords:
    """The records of a folder as reports on these events, or one on all, may tell of them.

    Notes what they will have told. Raises RecordsError.
    """
    kept = _load(folder)
    found = dict(_following(records, kept, events))
    return _reported(records, found, events, *_note(folder, kept, found))


def note_of_a_part(records: RecordsReader, folder: Path, asked: Mapping[str, int]) -> Noted:
    """What a report on several folders may tell of this one, where its events have these k; RecordsError."""
    names = [each.name for each in records.events() if composed(each.name) in asked]
    kept = _load(folder)
    found = dict(_following(records, kept, names, asked)) if names else {}
    return tuple(found.values()), _note(folder, kept, found)


def _note(folder: Path, kept: _Kept, found: Mapping[str, Next]) -> tuple[str, ...]:
    """Beside the records what a report will have told; returns what whoever makes it should know."""
    noted = {name: following.told for name, following in found.items() if following.told.groups}
    try:
        if any(kept.events.get(name) != told for name, told in noted.items()):
            _save(folder, _Kept(events={**kept.events, **noted}))
    except OSError:
        return (_NOT_NOTED,)
    return ()


def _reported(
    records: RecordsReader, found: Mapping[str, Next], events: Collection[str], *notices: str
) -> ReportedRecords:
    k = max((each.k for each in _asked(records, events)), default=1)
    return ReportedRecords(records, found.values(), k, notices)


def told_of_waiting(visits: int) -> str:
    """A sentence for whoever hands reports on."""
    came = "1 visit that came" if visits == 1 else f"{visits:,} visits that came"
    return f"The report leaves out {came} after an earlier one, until a group is large enough."


def waiting_visits(records: RecordsReader, folder: Path, events: Collection[str] = ()) -> int:
    """How many visits a report that is made now could not tell of."""
    return sum(len(following.visits) for _name, following in _following(records, _load(folder), events))


def forget(folder: Path, events: Collection[str] = ()) -> None:
    """No report on these events, or on any, was handed on, or there is nothing left to report on; RecordsError."""
    if not (folder / FILE_NAME).exists():
        return
    left = {name: told for name, told in _load(folder).events.items() if name not in events} if events else {}
    try:
        _save(folder, _Kept(events=left))
    except OSError as error:
        raise RecordsError(f"{folder / FILE_NAME} cannot be written ({error.strerror}).") from error


def forget_purged(records: RecordsReader, folder: Path) -> None:
    """Forget the events that are no more: a purge that was cut off had not come to that."""
    with contextlib.suppress(RecordsError):  # a note that cannot be read is told when a report is made
        if not (noted := _load(folder).events):
            return
        with records.snapshot() as connection:
            purged = purging.purged_events(connection)
        if gone := (purged & noted.keys()) - {each.name for each in records.events()}:
            forget(folder, gone)


def _asked(records: RecordsReader, events: Collection[str]) -> Iterator[EventSettings]:
    return (each for each in records.events() if not events or each.name in events)


def _following(
    records: RecordsReader, kept: _Kept, events: Collection[str], beside_others: Mapping[str, int] | None = None
) -> Iterator[tuple[str, Next]]:
    """Of each event what a report may tell; `beside_others` is the k of each in a report on several folders."""
    with records.snapshot() as connection:
        others = beside_others or {}
        asked = {each.name: max(each.k, others.get(composed(each.name), 1)) for each in _asked(records, events)}
        new = {name: _first(connection, name) for name in asked if name not in kept.events}
        small = {name for name, first in new.items() if len(first.visits) < asked[name]}
        are_enough = sum(len(new[name].visits) for name in small) >= max(asked.values(), default=1)
        # A report on one event says nothing of so few; that on all, or on all folders, tells of small ones together.
        is_told = bool(others) or (not events and (are_enough or not kept.events))
        for name, k in asked.items():
            if name in kept.events:
                yield name, _next(connection, name, k, kept.events[name])
            elif name not in small or is_told:
                yield name, Next(new[name].told)
            else:
                yield name, Next(_Told(), () if events else new[name].visits)


def _first(connection: Connection, event: str) -> Next:
    """What there is to tell of an event that no report has told of yet."""
    visits = _visits(connection, event)
    told = _noted({group: numbers[-1][0] for group, numbers in visits.items()}, _released(connection, event))
    return Next(told, tuple(id_ for of in visits.values() for _number, id_ in of))


def _next(connection: Connection, event: str, k: int, told: _Told) -> Next:
    visits, released, before = _visits(connection, event), _released(connection, event), dict(told.groups)
    new = {group: [id_ for number, id_ in of if number > before.get(group, 0)] for group, of in visits.items()}
    counted = {group: Visits(len(of) - len(new[group]), len(new[group])) for group, of in visits.items()}
    coming = entering(counted, lambda group: group.place, k)
    waiting = tuple(id_ for group, ids in new.items() if group not in coming for id_ in ids)
    late = () if coming or not waiting else tuple(sorted(released - told.comments))
    now = before | {group: visits[group][-1][0] for group in coming}
    return Next(_noted(now, (released | told.comments).difference(late)), waiting, late)


def _noted(newest: Mapping[ReportedGroup, int], comment_ids: frozenset[str]) -> _Told:
    return _Told(groups=tuple(sorted(newest.items())), comments=comment_ids)


def _visits(connection: Connection, event: str) -> dict[ReportedGroup, list[tuple[int, str]]]:
    """Each group's visits by number and id, oldest first."""
    alike = (sessions.c.station_name, sessions.c.host, sessions.c.is_assigned, sessions.c.mode, sessions.c.persona)
    query = select(*alike, sessions.c.number, sessions.c.id).where(sessions.c.event == event)
    rows = connection.execute(query.order_by(*alike, sessions.c.number))
    return {ReportedGroup(*key): [(row.number, row.id) for row in of] for key, of in groupby(rows, lambda row: row[:5])}


def _released(connection: Connection, event: str) -> frozenset[str]:
    query = select(comments.c.id).where(comments.c.event == event, comments.c.state == ReviewState.RELEASED.value)
    return frozenset(connection.execute(query).scalars())


def _load(folder: Path) -> _Kept:
    path = folder / FILE_NAME
    try:
        note = _Note.model_validate_json(read_small(path, _LARGEST_BYTES))
    except FileNotFoundError:
        return _Kept()
    except (OSError, ValidationError) as error:
        raise _unreadable(path) from error
    if note.digest != note.kept.digest:
        raise _unreadable(path)
    return note.kept


def _unreadable(path: Path) -> RecordsError:
    return RecordsError(
        f"What earlier reports told of cannot be read: {path}.",
        "Delete it if no report was handed on yet; otherwise hand on the next one when nobody else comes.",
    )


def _save(folder: Path, kept: _Kept) -> None:
    write_durably(folder / FILE_NAME, _Note(digest=kept.digest, kept=kept).model_dump_json(indent=1))
