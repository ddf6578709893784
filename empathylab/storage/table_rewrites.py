"""Rewrites a server's tables: what was withdrawn or deleted leaves them, and no order ties a comment to a visit.

PostgreSQL keeps older rows until a VACUUM, and their bytes between the others for longer; and it tells of each row in
which transaction it came, so that a comment sent together with few visits would be one of theirs. So its tables are
written anew, comments all in one transaction and in the order of their random ids. That this is still to be done
stands last in the station's outbox (`ItemKind.REWRITING`, with the kind of what was sent): a sync that is cut off goes
on there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Engine, Table, text

from empathylab.domain.joined import ItemKind
from empathylab.storage.outbox import Waiting, queue
from empathylab.storage.parcels import Parcel
from empathylab.storage.schema import (
    OWNED_BY_SESSION,
    actions,
    board_marks,
    comments,
    quarantine,
    sessions,
    tombstones,
)

#: Where something is left when an item of a kind was withdrawn or deleted.
_TABLES: dict[ItemKind, tuple[Table, ...]] = {
    ItemKind.COMMENT: (comments,),
    ItemKind.PROMISE: (actions, quarantine),
    ItemKind.MARK: (board_marks,),
    ItemKind.VISIT: (sessions, *OWNED_BY_SESSION, quarantine),
}
#: Whoever else uses a table meanwhile is not waited for longer than this.
_PATIENCE = text("SET LOCAL lock_timeout = '10s'")
_IS_OURS = text("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(:name)")


def tables_to_rewrite(parcel: Parcel) -> set[ItemKind]:
    """The kinds of rows whose tables have to be rewritten when this parcel is sent."""
    kinds = _TABLES.keys() & set(parcel.texts(tombstones, "kind"))
    return kinds | {ItemKind.COMMENT} if parcel.of(comments) else kinds


def note_rewrites(connection: Connection, kinds: Iterable[ItemKind]) -> None:
    """At the station: have these tables rewritten after everything that is to be sent."""
    for kind in kinds:
        queue(connection, ItemKind.REWRITING, kind)


def rewrites_due(items: Iterable[Waiting]) -> set[ItemKind]:
    """The kinds whose tables are to be rewritten now."""
    return {ItemKind(item.item_id) for item in items if item.kind == ItemKind.REWRITING}


def rewrite(engine: Engine, kinds: Collection[ItemKind]) -> bool:
    """Rewrite the tables; False where they are somebody else's, who has to do it."""
    tables = dict.fromkeys(table for kind in sorted(kinds) for table in _TABLES[kind])
    with engine.connect() as connection:
        if not all(connection.execute(_IS_OURS, {"name": table.name}).scalar_one() for table in tables):
            return False
    if comments in tables:
        with engine.begin() as connection:
            connection.execute(text("UPDATE comments SET id = id"))
    for table in tables:
        with engine.begin() as connection:
            connection.execute(_PATIENCE)
            connection.execute(text(f'CLUSTER "{table.name}" USING "{table.primary_key.name}"'))
    return True
