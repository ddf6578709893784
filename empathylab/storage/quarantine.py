"""The quarantine: what came under an id that is here with another content, for a person to decide."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from empathylab.domain.errors import InputError
from empathylab.domain.joined import ItemKind, SetAside
from empathylab.storage import aggregates, joining, outbox, parcels, revisions, scrubbing, stored
from empathylab.storage.parcels import Parcel
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import OWNED_BY_SESSION, actions, quarantine, sessions, streams
from empathylab.storage.store import Store

#: What is told of each; of a visit also how many events were recorded.
_FACTS: Mapping[str, tuple[str, ...]] = {
    ItemKind.VISIT: ("event", "station_name", "persona", "started_on", "ending"),
    ItemKind.PROMISE: ("event", "text", "owner", "due_on", "is_done"),
}
_GONE = InputError("This is not set aside any more.", "Look at the list again.")


def set_aside(source: RecordsReader) -> tuple[SetAside, ...]:
    """Everything that waits for somebody to decide, what is here beside what came; unread ones tell nothing."""
    with source.snapshot() as connection:
        rows = connection.execute(select(quarantine).order_by(quarantine.c.item_id, quarantine.c.hash)).all()
        return tuple(_pair(connection, row) for row in rows if row.kind in _FACTS)


def keep_what_is_here(store: Store, item: SetAside) -> None:
    """The other copy is deleted for good."""
    store.take(partial(_drop, item=item))


def take_the_other(store: Store, item: SetAside) -> None:
    """The copy that came takes the place of what is here."""
    store.take(partial(_replace, item=item))


def _drop(connection: Connection, _breathe: object, item: SetAside) -> None:
    this = (quarantine.c.item_id == item.item_id) & (quarantine.c.hash == item.hash)
    if not connection.execute(delete(quarantine).where(this)).rowcount:
        raise _GONE
    scrubbing.note_deletion(connection)


def _replace(connection: Connection, _breathe: object, item: SetAside) -> None:
    this = (quarantine.c.item_id == item.item_id) & (quarantine.c.hash == item.hash)
    content = connection.execute(select(quarantine.c.content).where(this)).scalar_one_or_none()
    if content is None:
        raise _GONE
    match item.kind:
        case ItemKind.VISIT:
            _replace_visit(connection, item.item_id, joining.as_parcel(content))
        case ItemKind.PROMISE:
            _replace_promise(connection, item.item_id, json.loads(content)[actions.name][0])
    outbox.queue(connection, item.kind, item.item_id)
    _drop(connection, _breathe, item)


def _replace_visit(connection: Connection, session_id: str, parcel: Parcel) -> None:
    """It keeps its event: which one its visits joined was decided before."""
    aggregates.add(connection, aggregates.stored(connection, [session_id]), sign=-1)
    event = connection.execute(select(sessions.c.event).where(sessions.c.id == session_id)).scalar()
    for table in OWNED_BY_SESSION:
        connection.execute(delete(table).where(table.c.session_id == session_id))
    connection.execute(delete(sessions).where(sessions.c.id == session_id))
    joining.take_visits(connection, parcel.renamed(lambda name: event or name), [session_id])
    aggregates.add(connection, aggregates.stored(connection, [session_id]))


def _replace_promise(connection: Connection, action_id: str, row: Mapping[str, Any]) -> None:
    this = actions.c.id == action_id
    history = connection.execute(select(actions.c.history).where(this)).scalar() or revisions.NONE
    values = parcels.typed(actions, tuple(row[name] for name in parcels.COLUMNS[actions.name]))
    for name in ("id", "event", "history"):
        del values[name]
    known = revisions.revised(revisions.merged(row["history"], history))
    connection.execute(update(actions).where(this).values(**values, history=known))


def _pair(connection: Connection, row: Any) -> SetAside:
    if row.kind == ItemKind.VISIT:
        count = select(streams.c.facts).where(streams.c.session_id == row.item_id)
        here = {**_here(connection, sessions, row), "facts": str(connection.execute(count).scalar())}
        return SetAside(row.item_id, row.hash, ItemKind.VISIT, here, _came(row, _visit_that_came))
    here = _here(connection, actions, row)
    return SetAside(row.item_id, row.hash, ItemKind.PROMISE, here, _came(row, _promise_that_came))


def _here(connection: Connection, table: Table, row: Any) -> dict[str, str]:
    columns = (table.c[name] for name in _FACTS[row.kind])
    found = connection.execute(select(*columns).where(table.c.id == row.item_id)).mappings()
    return {name: str(value) for here in found for name, value in here.items()}


def _visit_that_came(tables: Any) -> dict[str, str]:
    facts = {name: str(tables[sessions.name][0].get(name, "")) for name in _FACTS[ItemKind.VISIT]}
    return facts | {"facts": str(tables[streams.name][0]["facts"])}


def _promise_that_came(tables: Any) -> dict[str, str]:
    return {name: str(tables[actions.name][0][name]) for name in _FACTS[ItemKind.PROMISE]}


def _came(row: Any, told: Callable[[Any], dict[str, str]]) -> dict[str, str]:
    try:
        return told(json.loads(row.content))
    except (*stored.UNSOUND, LookupError):
        return {}
