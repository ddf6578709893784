"""Finds the tables of a database file whose own table of contents is gone: its first page, or those that it leads to.

Which tables there are the lab knows; where each begins is found by trying. A tree begins at a page that no other page
leads to. SQLite itself reads it, by a first page made for one table alone, and it is that table whose every value can
be read so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from empathylab.storage import stored
from empathylab.storage.folder import ARRIVING
from empathylab.storage.sqlite import read_within_limit, sqlite_address
from empathylab.storage.wiping import passing_folder

#: Every lab's database has pages of this size.
PAGE_BYTES = 4096
_INTERIOR, _LEAF = frozenset({2, 5}), frozenset({10, 13})
_OF_INDEX = frozenset({2, 10})
#: Rows that are looked at to know a table by, and columns more than it has, which have to be empty.
_LOOKED_AT, _MORE = 20, ("more_1", "more_2", "more_3")
_UNREADABLE = (sqlite3.DatabaseError, OverflowError)


class FoundTable(NamedTuple):
    """A table, open where a part of it begins."""

    name: str
    source: sqlite3.Connection


def find_tables(broken: Path, made: Sequence[tuple[str, str]]) -> Iterator[FoundTable]:
    """Each part of each table; `made` names tables and says how they are made, some in more than one way.

    Another is open only after the last is done with.
    """
    with passing_folder(ARRIVING, broken.parent) as folder:
        copy = folder / "copy.sqlite"
        shutil.copyfile(broken, copy)
        os.truncate(copy, copy.stat().st_size // PAGE_BYTES * PAGE_BYTES)
        for root, is_index in _roots_in(copy):
            alike = [each for each in made if ("WITHOUT ROWID" in each[1].upper()) is is_index]
            fitting = next((each for each in alike if _is_read_as(copy, *each, root)), None)
            if fitting is not None:
                _begin_at(copy, *fitting, root)
                with contextlib.closing(_open(copy)) as source:
                    yield FoundTable(fitting[0], source)


def _roots_in(copy: Path) -> list[tuple[int, bool]]:
    """Pages to which no other leads, each with whether it is an index's or a table's without row numbers."""
    if copy.stat().st_size == 0:
        return []
    with copy.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return _roots(content)


def _roots(content: mmap) -> list[tuple[int, bool]]:
    kinds = {number: content[(number - 1) * PAGE_BYTES] for number in range(2, len(content) // PAGE_BYTES + 1)}
    trees = {number: kind for number, kind in kinds.items() if kind in _INTERIOR | _LEAF}
    parents = (number for number, kind in trees.items() if kind in _INTERIOR)
    below = {child for number in parents for child in _children(_page(content, number))}
    return [(number, kind in _OF_INDEX) for number, kind in trees.items() if number not in below]


def _page(content: mmap, number: int) -> bytes:
    return content[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]


def _children(page: bytes) -> Iterator[int]:
    """As SQLite's file format has it (section 1.6): the last child in the head, the others before each cell."""
    yield _number(page[8:12])
    for cell in range(_number(page[3:5])):
        at = _number(page[12 + 2 * cell : 14 + 2 * cell])
        yield _number(page[at : at + 4])


def _number(content: bytes) -> int:
    return int.from_bytes(content, "big")


def _is_read_as(copy: Path, name: str, sql: str, root: int) -> bool:
    """Whether what is there are rows of this table and of no wider one."""
    _begin_at(copy, name, sql, root, _MORE)
    with contextlib.closing(_open(copy)) as source:
        try:
            found = source.execute(f'SELECT * FROM "{name}" NOT INDEXED LIMIT ?', (_LOOKED_AT,))
            names = [each[0] for each in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found]
        except _UNREADABLE:
            return False
    return bool(rows) and not any(_is_strange(name, row) for row in rows)


def _is_strange(name: str, row: dict[str, object]) -> bool:
    return any(row[more] is not None for more in _MORE) or any(stored.faults(name, row))


def _begin_at(copy: Path, name: str, sql: str, root: int, more: tuple[str, ...] = ()) -> None:
    """Give the copy a first page that knows this table alone, at this place."""
    with _in_memory() as one:
        one.deserialize(_begun_with(name, sql, more))
        one.execute("PRAGMA writable_schema = ON")
        one.execute("UPDATE sqlite_schema SET rootpage = ?", (root,))
        one.commit()
        first = bytearray(one.serialize()[:PAGE_BYTES])
    first[28:32] = (copy.stat().st_size // PAGE_BYTES).to_bytes(4, "big")
    first[24:28] = first[92:96]  # so that the size just written counts
    first[32:40] = bytes(8)  # no free pages
    with copy.open("r+b") as file:
        file.write(first)


@cache
def _begun_with(name: str, sql: str, more: tuple[str, ...]) -> bytes:
    """A database that knows a table alone. Each is tried at many places."""
    with _in_memory() as one:
        one.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        one.execute(sql)
        for column in more:
            one.execute(f'ALTER TABLE "{name}" ADD COLUMN {column}')
        one.execute("PRAGMA writable_schema = ON")
        one.execute("DELETE FROM sqlite_schema WHERE name != ?", (name,))
        one.commit()
        return one.serialize()


def _in_memory() -> contextlib.closing[sqlite3.Connection]:
    return contextlib.closing(sqlite3.connect(":memory:"))


def _open(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{sqlite_address(copy.absolute())}?mode=ro&immutable=1", uri=True)
    read_within_limit(connection)
    connection.execute("PRAGMA cell_size_check = ON")
    return connection
