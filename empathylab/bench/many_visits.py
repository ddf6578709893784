"""Records of any size, made in seconds: a few hundred visits taken by the real store, then copied under new ids."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from empathylab.bench import synthetic_visits
from empathylab.storage import aggregates, open_records, open_store

TEMPLATES = 200
_OWNED = ("runs", "answers", "streams", "results", "met")


def make_records(folder: Path, sessions: int, facts: int = 200) -> Path:
    """Records of so many ended visits in a new folder; returns the database's path."""
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    for _id in synthetic_visits.visits(store, min(sessions, TEMPLATES), facts=facts):
        pass
    store.close()
    if sessions > TEMPLATES:
        _copy_templates(store.path, sessions)
        store = open_store(folder)
        store.take(lambda connection, _breathe: aggregates.rebuild(connection))
        store.close()
    return store.path


def _copy_templates(path: Path, sessions: int) -> None:
    """Copy the visits that are there until there are enough; the same content under other ids."""
    chance = random.Random(2)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    templates = connection.execute("SELECT * FROM sessions").fetchall()
    owned = {name: _by_session(connection, name) for name in _OWNED}
    for number in range(TEMPLATES, sessions):
        _number, old_id, *rest = templates[number % TEMPLATES]
        new_id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        _insert(connection, "sessions", [(None, new_id, *rest)])
        for name, rows in owned.items():
            _insert(connection, name, [(new_id, *row[1:]) for row in rows.get(old_id, ())])
        connection.execute("INSERT INTO outbox (kind, item_id) VALUES ('session', ?)", [new_id])
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _by_session(connection: sqlite3.Connection, table: str) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {}
    for row in connection.execute(f"SELECT * FROM {table}"):
        rows.setdefault(row[0], []).append(row)
    return rows


def _insert(connection: sqlite3.Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def as_plain_rows(folder: Path, path: Path) -> None:
    """The events of records as one table row each in a plain SQLite file, for peers to work on."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(
        "CREATE TABLE events (session_id TEXT, seq INTEGER, at_ms INTEGER, kind TEXT, field TEXT, data TEXT, "
        "PRIMARY KEY (session_id, seq)) WITHOUT ROWID"
    )
    connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", _plain_rows(folder))
    connection.commit()
    connection.close()


def _plain_rows(folder: Path) -> Iterator[tuple[object, ...]]:
    reader = open_records(folder)
    for stream in reader.event_stream():
        for row in stream.rows:
            yield (stream.session_id, *row)
    reader.close()
