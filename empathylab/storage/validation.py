"""Validates what a foreign file brings: what cannot be read is left out, a visit with everything of it.

So is what belongs to no visit that came with it: it would join the visit of another station.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Table

from empathylab.domain.workshop import OFFERED_K
from empathylab.storage import settings_rows, stored
from empathylab.storage.parcels import COLUMNS, TABLES, VISIT_TABLES, Parcel, Row, key_of
from empathylab.storage.schema import events, sessions, streams

_BLOCK = "block"
_ITEMS = tuple(table for table in TABLES if table not in (events, *VISIT_TABLES))


def sound(parcel: Parcel, read_block: stored.Convert = stored.block) -> Parcel:
    """The parcel without what cannot be read; of an event's settings the most careful ones take that place.

    `read_block` reads the events of a visit, and may raise what ends it all: a file may unpack to so much and no more.
    """
    rows: dict[str, Sequence[Row]] = {events.name: [_careful(row) for row in parcel.of(events)]}
    for table in _ITEMS:
        rows[table.name] = _without(parcel.of(table), table, set(_unsound_owners(table, parcel.of(table))))
    broken = {owner for table in VISIT_TABLES for owner in _unsound_owners(table, parcel.of(table))}
    broken |= set(_owners_of_unsound_blocks(parcel, read_block))
    brought = {_hashable(owner) for owner in parcel.ids(sessions)}
    for table in VISIT_TABLES:
        owners = {_hashable(owner) for owner in parcel.ids(table)}
        rows[table.name] = _without(parcel.of(table), table, owners & broken | owners - brought)
    counted = (sessions, *_ITEMS)
    return Parcel(rows, sum(len(parcel.of(table)) - len(rows[table.name]) for table in counted))


def _without(rows: Sequence[Row], table: Table, owners: Collection[object]) -> Sequence[Row]:
    if not owners:
        return rows
    place = COLUMNS[table.name].index(key_of(table))
    return [row for row in rows if _hashable(row[place]) not in owners]


def _unsound_owners(table: Table, rows: Sequence[Row]) -> Iterator[object]:
    """To whom the rows belong that have a value which cannot be read."""
    owner = COLUMNS[table.name].index(key_of(table))
    for place, name in enumerate(COLUMNS[table.name]):
        if table is streams and name == _BLOCK:
            continue
        values = [row[place] for row in rows]
        if set(map(type, values)) <= stored.plain_types(table.c[name]) and _is_whole_text(values):
            continue
        for value in _unreadable(stored.CONVERTERS[table.name][name], values):
            yield from (_hashable(row[owner]) for row in rows if row[place] is value or row[place] == value)


def _owners_of_unsound_blocks(parcel: Parcel, read_block: stored.Convert) -> Iterator[object]:
    """Each block is unpacked, and counted, however often it comes."""
    for owner, block in zip(parcel.ids(streams), parcel.column(streams, _BLOCK), strict=True):
        if not _is_readable(read_block, block):
            yield _hashable(owner)


def _is_whole_text(values: Sequence[object]) -> bool:
    """Looked at all at once; False where half a character is among them."""
    try:
        "".join(value for value in values if isinstance(value, str)).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable(convert: stored.Convert, values: Sequence[object]) -> list[object]:
    """The values that cannot be read. Most are the same few, so each is looked at once."""
    try:
        different: Collection[object] = set(values)
    except TypeError:  # some are lists, which no column holds
        different = values
    return [value for value in different if not _is_readable(convert, value)]


def _is_readable(convert: stored.Convert, value: object) -> bool:
    try:
        convert(value)
    except stored.UNSOUND:
        return False
    return True


def _hashable(owner: object) -> object:
    """An id that is no text is another's who wrote it so: told by its looks."""
    return owner if isinstance(owner, str) else repr(owner)


def _careful(row: Row) -> Row:
    """The settings as they can be read; a group larger than the lab offers would hide an event for good."""
    found = settings_rows.event_of(dict(zip(COLUMNS[events.name], row, strict=True)))
    careful = settings_rows.event_values(replace(found, k=min(found.k, max(OFFERED_K))))
    return tuple(careful[name] for name in COLUMNS[events.name])
