"""How each stored value is read and checked, whoever wrote it; no other module reads stored values.

SQLite keeps any kind of value in any column, and files are damaged. A converter gives the value as the lab uses it, or
raises ValueError or TypeError.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Column

from empathylab.domain.joined import ItemKind
from empathylab.domain.records import ReviewState, StreamRow
from empathylab.domain.roles import Host, HostThere, Roles
from empathylab.domain.session import Ending, Mode, Outcome, RunKind
from empathylab.domain.standard import MarkKind
from empathylab.domain.workshop import EthicsAnswer, Principle
from empathylab.storage import event_blob
from empathylab.storage.schema import metadata

Convert = Callable[[object], object]
#: What a whole number of a database stays below.
_MOST = 2**63
#: What a converter raises.
UNSOUND = (ValueError, TypeError, OverflowError, RecursionError)


def text(value: object) -> str:
    """A text as it was stored. TypeError: it is something else."""
    if type(value) is not str:
        raise TypeError("not a text")
    if not value.isascii():
        value.encode()  # half a character is a UnicodeEncodeError, which is a ValueError: no database takes it
    return value


def whole(value: object) -> int:
    """A whole number as it was stored. TypeError: it is something else."""
    if type(value) is not int:
        raise TypeError("not a whole number")
    if not -_MOST <= value < _MOST:
        raise OverflowError("no database holds it")
    return value


def number(value: object) -> float:
    """A finite number as it was stored. TypeError: it is something else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("not a number")
    return value


def truth(value: object) -> bool:
    """Yes or no, stored as 1 or 0. ValueError: it is something else."""
    if value not in (0, 1):
        raise ValueError("neither yes nor no")
    return bool(value)


def day(value: object) -> date:
    """A day as it was stored: PostgreSQL gives a date, SQLite what is written there."""
    return value if type(value) is date else date.fromisoformat(text(value))


def group_size(value: object) -> int:
    """A group size as it was stored; nonsense becomes one that hides more, never less."""
    size = whole(value)
    if size < 1:
        raise ValueError("no size of a group")
    return size


def object_text(value: object) -> str:
    """JSON of an object, left as it is written."""
    words = text(value)
    if not isinstance(json.loads(words), dict):
        raise TypeError("not an object")
    return words


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, stored as JSON. TypeError, ValueError: it is something else."""
    return tuple(map(text, _list(value)))


def history(value: object) -> str:
    """A list of texts, left as the JSON that it is stored as. TypeError, ValueError: it is something else."""
    texts(value)
    return text(value)


def ethics(value: object) -> tuple[EthicsAnswer, ...]:
    """What a facilitator answered for each principle, stored as JSON. TypeError, ValueError: it is something else."""
    return tuple(EthicsAnswer(Principle(name), bool(is_met), text(why)) for name, is_met, why in _list(value))


def roles(value: object) -> Roles:
    """Who was there at an event, stored as JSON; nobody is told of where nothing is stored."""
    found = json.loads(object_text(value))
    return Roles(
        Host(found.get("host", Host.NONE)), bool(found.get("facilitator", False)), bool(found.get("apprentice", False))
    )


def block(value: object, take: Callable[[int], None] | None = None) -> tuple[StreamRow, ...]:
    """The events of a visit, as they are stored. TypeError, ValueError: it is something else.

    `take`: as `event_blob.unpack` has it.
    """
    if type(value) is not bytes:
        raise TypeError("not bytes")
    return event_blob.unpack(value, take)


def run_or_none(value: object) -> RunKind | None:
    """The kind of a run, None where nothing is stored. TypeError, ValueError: there is no such kind."""
    return RunKind(text(value)) if value != "" else None


def one_of(kind: type[StrEnum]) -> Convert:
    """Reads a member of this kind. ValueError: there is no such member."""
    return lambda value: kind(text(value))


def maybe(convert: Convert) -> Convert:
    """A reader of a column that may be empty."""
    return lambda value: None if value is None else convert(value)


def _list(value: object) -> list[Any]:
    found = json.loads(text(value))
    if not isinstance(found, list):
        raise TypeError("not a list")
    return found


#: Where the column's type does not say enough.
_SPECIAL: dict[str, Convert] = {
    "events.k": group_size,
    "events.stations": texts,
    "events.ethics": ethics,
    "events.roles": roles,
    "sessions.ending": one_of(Ending),
    "sessions.host": one_of(HostThere),
    "sessions.mode": one_of(Mode),
    "runs.kind": one_of(RunKind),
    "runs.condition": object_text,
    "runs.outcome": maybe(one_of(Outcome)),
    "runs.score": maybe(object_text),
    "answers.run": run_or_none,
    "streams.block": block,
    "results.mode": one_of(Mode),
    "results.outcome_before": maybe(one_of(Outcome)),
    "results.outcome_after": maybe(one_of(Outcome)),
    "comments.state": one_of(ReviewState),
    "comments.tags": texts,
    "comments.history": history,
    "actions.history": history,
    "board_marks.kind": one_of(MarkKind),
    "receipts.files": texts,
    "outbox.kind": one_of(ItemKind),
    "tombstones.kind": one_of(ItemKind),
}
_BY_TYPE: dict[type, Convert] = {str: text, int: whole, float: number, bool: truth, date: day}


def converter(column: Column[object]) -> Convert:
    """The function that reads a column's values."""
    special = _SPECIAL.get(f"{column.table.name}.{column.name}")
    if special is not None:
        return special
    plain = _BY_TYPE[column.type.python_type]
    return maybe(plain) if column.nullable else plain


def plain_types(column: Column[object]) -> frozenset[type]:
    """Types of which every value can be read, so that only others need a look; none where more is asked of a value."""
    kind = column.type.python_type
    if f"{column.table.name}.{column.name}" in _SPECIAL or kind not in (str, int, bytes):
        return frozenset()
    return frozenset((kind, type(None)) if column.nullable else (kind,))


#: Table → column → how its values are read.
CONVERTERS: Mapping[str, Mapping[str, Convert]] = {
    table.name: {column.name: converter(column) for column in table.columns} for table in metadata.sorted_tables
}


def faults(table: str, row: Mapping[str, object]) -> Iterable[str]:
    """The columns of a row that cannot be read; those that are not (yet) in this version are passed over."""
    for name, convert in CONVERTERS[table].items():
        if name in row:
            try:
                convert(row[name])
            except UNSOUND:
                yield name
