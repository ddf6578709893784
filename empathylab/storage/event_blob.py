"""A session's events as one small block: columns instead of rows, compressed.

The layout is four JSON lists (milliseconds since the event before, kinds, fields, data as JSON text) under zlib;
seq is the position. Beside one table row per event it takes about a twentieth of the room (docs/scale.md).
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import accumulate, count

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.records import StreamRow
from empathylab.domain.stored_events import from_stored

_LEVEL = 6
#: Some 700,000 events. A small block that somebody made up may hold any number of bytes.
_MOST_BYTES = 32 * 2**20
#: Of them each has four, and what its data hold.
_MOST_VALUES = 4_000_000


def data_text(data: Mapping[str, object]) -> str:
    """An event's data as it is stored: JSON without spaces, names in order."""
    return json.dumps(data, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def pack(rows: Iterable[StreamRow]) -> bytes:
    """The block of rows whose seq counts from 0 without gaps."""
    steps, kinds, fields, data = [], [], [], []
    before_ms = 0
    for _seq, at_ms, kind, field, text in rows:
        steps.append(at_ms - before_ms)
        kinds.append(kind)
        fields.append(field)
        data.append(text)
        before_ms = at_ms
    text = json.dumps([steps, kinds, fields, data], separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), _LEVEL)


def unpack(block: bytes, take: Callable[[int], None] | None = None) -> tuple[StreamRow, ...]:
    """The rows of a block, in order; raises ValueError or TypeError when it is damaged.

    `take` is told to how many bytes it unpacks, before anything is made of them.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(block, _MOST_BYTES)
    except zlib.error as error:
        raise ValueError(f"A block of events cannot be unpacked: {error}.") from error
    if not unpacking.eof:
        raise ValueError("A block of events is cut off, or larger than any visit.")
    if take is not None:
        take(len(text))
    if sum(map(text.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise ValueError("A block holds more than the events of any visit.")
    columns = json.loads(text)
    steps, kinds, fields, data = columns
    if len({len(column) for column in columns}) != 1 or not _are(int, steps) or not _are(str, (*kinds, *fields, *data)):
        raise ValueError("A block holds no events.")
    return tuple(zip(count(), accumulate(steps), kinds, fields, data))  # noqa: B905 - count() has no end


def _are(kind: type, values: Iterable[object]) -> bool:
    return set(map(type, values)) <= {kind}


def to_log(rows: Iterable[StreamRow]) -> tuple[LogEntry, ...]:
    """The rows as an event log; raises ValueError, TypeError or OverflowError where one is no event."""
    return tuple(LogEntry(seq, at_ms, _event(kind, field, text)) for seq, at_ms, kind, field, text in rows)


@lru_cache(maxsize=1024)
def _event(kind: str, field: str, text: str) -> InteractionEvent:
    """Most events of a log are the same few keys."""
    return from_stored(kind, field, json.loads(text))
