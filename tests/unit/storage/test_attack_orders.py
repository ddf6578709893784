"""Attacks on "withdrawal always wins": copies, backups put back, sticks of any age, in thousands of orders.

No clock has a say in it: a decision is ordered by what it knew of, so clocks that are apart change nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, delete, insert, select
from sqlalchemy.pool import StaticPool

from empathylab.domain.joined import JoinReport
from empathylab.domain.records import ReviewState
from empathylab.storage import decisions, facilitator_writes, joining, parcels, purging, reconciling, settings_rows
from empathylab.storage.migrate import migrate
from empathylab.storage.parcels import Parcel
from empathylab.storage.schema import comments, events, metadata, outbox, tombstones
from support.scripted_station import EVENT, settings

pytestmark = pytest.mark.attack

#: Orders in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 25, 3_000
STATIONS, STEPS = 3, 14
COMMENT = "c"
Rows = dict[str, list[dict[str, Any]]]


@dataclass
class World:
    """Some copies of a station, a server, sticks and backups of any age, and what was decided."""

    stations: list[Connection]
    server: Connection
    sticks: list[list[Parcel]] = field(default_factory=list)
    backups: list[Rows] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    #: Of each release its id, with everything that whoever released knew of.
    released: dict[str, set[str]] = field(default_factory=dict)


@pytest.fixture
def databases() -> Iterator[list[Connection]]:
    """The stations' and the server's."""
    with ExitStack() as opened:
        found = []
        for _ in range(STATIONS + 1):
            engine = create_engine("sqlite://", poolclass=StaticPool)
            opened.callback(engine.dispose)
            found.append(opened.enter_context(engine.connect()))
            migrate(found[-1])
        yield found


def begun(databases: list[Connection]) -> World:
    """A folder that was copied before anybody looked at its comment."""
    event = {"events": [settings_rows.event_values(settings())]}
    row = dict.fromkeys(("station", "question", "redacted_text", "theme"), "") | {"id": COMMENT, "event": EVENT}
    row |= {"text": "as written", "state": "waiting", "tags": "[]", "history": "[]"}
    *stations, server = databases
    for station in stations:
        put_rows(station, {**event, "comments": [row]})
    put_rows(server, event)
    return World(stations, server)


def state_of(connection: Connection) -> tuple[str, str, set[str]] | None:
    """How it is decided on, which words of it may leave the lab, and what is known of it."""
    row = connection.execute(select(comments).where(comments.c.id == COMMENT)).one_or_none()
    return row and (row.state, row.text, set(json.loads(row.history)))


# --- what people do -------------------------------------------------------------------------------------------------


def decide(here: World, chance: random.Random) -> None:
    station = chance.choice(here.stations)
    if state_of(station) is None:
        return
    state = chance.choice((ReviewState.RELEASED, ReviewState.WITHHELD))
    values = {"state": state.value, "redacted_text": "released words", "theme": "", "tags": "[]"}
    facilitator_writes.review(station, COMMENT, values)
    history = json.loads(station.execute(select(comments.c.history)).scalar_one())
    here.withheld |= {history[-1]} if state is ReviewState.WITHHELD else set()
    if state is ReviewState.RELEASED:
        here.released[history[-1]] = set(history)


def write_stick(here: World, chance: random.Random) -> None:
    here.sticks.append(list(parcels.everything(chance.choice(here.stations), [EVENT])))


def bring_stick(here: World, chance: random.Random) -> None:
    """Any of them, also one that is years old."""
    if here.sticks:
        take_in(chance.choice(here.stations), chance.choice(here.sticks))


def take_in(station: Connection, found: list[Parcel]) -> None:
    for parcel in found:
        joining.join_events(station, parcel.of(events))
        joining.join(station, parcel, JoinReport(), is_public=False)


def send(here: World, chance: random.Random) -> None:
    sync(chance.choice(here.stations), here.server)


def sync(station: Connection, server: Connection) -> None:
    """As `sync` does, without what is between the databases."""
    behind = reconciling.compare(station, server)
    reconciling.take_over(station, behind)
    ids: dict[str, list[str]] = {}
    for row in station.execute(select(outbox.c.kind, outbox.c.item_id)).all():
        ids.setdefault(row.kind, []).append(row.item_id)
    if ids:
        joined = joining.join(server, parcels.of_items(station, ids), JoinReport(), is_public=True)
        decisions.take_back(station, joined.changed.contested)
        station.execute(delete(outbox))


def back_up(here: World, chance: random.Random) -> None:
    here.backups.append(all_rows(chance.choice(here.stations)))


def put_back(here: World, chance: random.Random) -> None:
    """A backup of any of them in any of their places: also two copies of one folder."""
    if here.backups:
        put_rows(chance.choice(here.stations), chance.choice(here.backups))


def put_server_back(here: World, chance: random.Random) -> None:
    if chance.random() < 0.2:
        put_rows(here.server, {"events": all_rows(here.server)["events"]})


def all_rows(connection: Connection) -> Rows:
    tables = (events, comments, tombstones, outbox)
    return {table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}


def put_rows(connection: Connection, rows: Rows) -> None:
    for name in ("outbox", "tombstones", "comments", "events"):
        connection.execute(delete(metadata.tables[name]))
    for name in ("events", "comments", "tombstones", "outbox"):
        if rows.get(name):
            connection.execute(insert(metadata.tables[name]), rows[name])


def delete_it(here: World, chance: random.Random) -> None:
    station = chance.choice(here.stations)
    if chance.random() < 0.15 and state_of(station) is not None:
        this = comments.c.id == COMMENT
        purging.write_tombstones(station, "comment", select(comments.c.id).where(this))
        station.execute(delete(comments).where(this))


DEEDS = (
    decide,
    decide,
    decide,
    write_stick,
    bring_stick,
    bring_stick,
    send,
    send,
    back_up,
    put_back,
    put_server_back,
    delete_it,
)


def is_allowed(here: World, known: set[str]) -> bool:
    """May the words be released where all this is known? Some release has to know of each withdrawal known there."""
    return any(knew >= here.withheld & known for release, knew in here.released.items() if release in known)


def meet(here: World, chance: random.Random) -> None:
    """Everybody gives everything to everybody, in any order, until nothing new comes."""
    for _ in range(3):
        everybody = [list(parcels.everything(station, [EVENT])) for station in here.stations]
        for station in here.stations:
            for found in chance.sample(everybody, STATIONS):
                take_in(station, found)
        for station in chance.sample(here.stations, STATIONS):
            sync(station, here.server)


def test_in_any_order_what_was_withdrawn_is_nowhere_and_all_come_to_the_same(
    databases: list[Connection], pytestconfig: pytest.Config
) -> None:
    is_in_full = "attack" in pytestconfig.getoption("markexpr", "")
    for seed in range(MANY if is_in_full else FEW):
        chance, here = random.Random(seed), begun(databases)
        for _ in range(STEPS):
            chance.choice(DEEDS)(here, chance)
            assert shows_only_what_it_may(here), seed
        is_deleted = any(is_buried(station) for station in here.stations)
        meet(here, chance)
        ends = [state_of(station) for station in here.stations]
        assert all(end == ends[0] for end in ends), seed
        assert (ends[0] is None) == is_deleted, seed
        there = state_of(here.server)
        is_released = ends[0] is not None and ends[0][0] == ReviewState.RELEASED.value
        # What no station knows any more, deleted or released, for they were put back, stays on the server as it was.
        if there is None or (ends[0] is not None and there[2] <= ends[0][2]):
            assert there is None or (there[1] != "") == is_released, seed
        for found in here.sticks:
            if not is_new(found, ends[0]):
                take_in(here.stations[0], found)
        assert state_of(here.stations[0]) == ends[0], seed


def is_buried(connection: Connection) -> bool:
    return bool(connection.execute(select(tombstones)).all())


def shows_only_what_it_may(here: World) -> bool:
    found = [(each, state_of(each)) for each in (*here.stations, here.server)]
    is_allowed_there = all(
        is_allowed(here, state[2]) for _, state in found if state and state[0] == ReviewState.RELEASED.value
    )
    there = found[-1][1]
    words = "released words" if there and there[0] == ReviewState.RELEASED.value else ""
    return is_allowed_there and (there is None or there[1] == words)


def is_new(found: list[Parcel], before: Any) -> bool:
    """Does a stick know what nobody knew any more, since all who did were put back to before?"""
    known = before[2] if before else set()
    histories = [set(json.loads(each)) for parcel in found for each in parcel.texts(comments, "history")]
    has_tombstone = any(parcel.of(tombstones) for parcel in found)
    return any(history - known for history in histories) or (before is not None and has_tombstone)
