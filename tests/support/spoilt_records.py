"""Records in which something stands that no lab writes."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

from empathylab.storage.sqlite import DATABASE_NAME

NONSENSE = (
    "",
    "x",
    "9" * 40,
    -1,
    0,
    2**62,
    1.5,
    float("inf"),
    b"",
    b"\xff\xfe",
    "[",
    "{}",
    "null",
    "\x00",
    "2026-02-30",
)


def spoil_at_random(folder: Path, chance: random.Random) -> None:
    """Nonsense in a column of a row of a table that exports show."""
    connection = sqlite3.connect(folder / DATABASE_NAME)
    tables = ("sessions", "runs", "answers", "streams", "results", "met", "tallies", "comments", "events")
    table = chance.choice(tables)
    described = connection.execute(f"PRAGMA table_info({table})").fetchall()
    column, keys = chance.choice(described)[1], [each[1] for each in described if each[5]]
    this = " AND ".join(f"{key} IS ?" for key in keys)
    row = chance.choice(connection.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall())
    with contextlib.suppress(sqlite3.IntegrityError):
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {this}", (chance.choice(NONSENSE), *row))
    connection.commit()
    connection.close()
