"""Database errors in plain words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from empathylab.domain.errors import RecordsError


class DatabaseFault(RecordsError):
    """What the database or the disk says of the records; what to do is told to whoever's records they are."""


#: Part of SQLite's message → what happened, what to do. The first that fits is taken.
_SQLITE_WORDS = (
    (
        ("disk is full", "full"),
        "The disk is full, so new records cannot be kept.",
        "Free some space; a lab that is open has what it took in memory, and writes it as soon as there is room.",
    ),
    (
        ("readonly", "read-only", "attempt to write"),
        "The records' folder is read-only.",
        "Allow writing to it, or start the lab with --data and another folder.",
    ),
    (
        ("locked", "busy"),
        "Another program holds the records' database.",
        "Close the other program; a lab that is open tries again by itself.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        "The records' database is damaged.",
        "Restart the lab: it sets the damaged file aside and begins a new one.",
    ),
    (
        ("too big",),
        "The records hold more in one place than any lab writes.",
        "Look where they came from.",
    ),
    (
        ("no such table", "no such column"),
        "The records' database lacks a part that every lab's database has.",
        "Close the lab and run `empathylab check`, which repairs what it can, or use --data and another folder.",
    ),
    (
        ("already exists", "duplicate column", "already a"),
        "The records' tables are of no version that a lab has had.",
        "Keep this folder, and take a copy of it or start the lab with --data and another one.",
    ),
    (
        ("unable to open",),
        "The records' database cannot be opened.",
        "Check that the folder exists and may be written to.",
    ),
    (
        ("disk i/o error",),
        "The disk refuses to write the records.",
        "Check the disk and its free space; a lab that is open tries again by itself.",
    ),
)


#: What SQLite calls what the system says.
_DISK_WORDS = dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk is full") | dict.fromkeys(
    (errno.EROFS, errno.EACCES, errno.EPERM), "readonly"
)


#: An error of input and output by its message, and of a full disk by its name: no room for the notes on who reads.
_NAMED = {"SQLITE_IOERR_SHMSIZE": "disk is full"}

#: What is said where nothing more can be written, and never of what is read.
_OF_WRITING = frozenset(
    f"SQLITE_{name}" for name in ("FULL", "IOERR_WRITE", "IOERR_FSYNC", "IOERR_TRUNCATE", "IOERR_SHMSIZE")
)


def is_of_writing(error: BaseException) -> bool:
    """Does the disk take no more? Whatever could not be written then is no sign of damage."""
    return getattr(getattr(error, "orig", error), "sqlite_errorname", "") in _OF_WRITING


def in_plain_words(error: DBAPIError, path: Path) -> DatabaseFault:
    """The error of the lab for an error of SQLite on `path`."""
    message = _NAMED.get(getattr(error.orig, "sqlite_errorname", ""), str(error.orig).lower())
    for parts, what_happened, what_to_do in _SQLITE_WORDS:
        if any(part in message for part in parts):
            return DatabaseFault(f"{what_happened} ({path})", what_to_do)
    return DatabaseFault(f"The records cannot be used: {error.orig} ({path}).", "Restart the lab.")


def disk_error(error: OSError, path: Path) -> RecordsError:
    """The RecordsError for what the system said of a file or folder."""
    words = _DISK_WORDS.get(error.errno or 0, "disk i/o error")
    return in_plain_words(DBAPIError(None, None, error.__class__(error.errno, words)), path)


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn the database's own errors inside into RecordsError."""
    try:
        yield
    except DBAPIError as error:
        raise in_plain_words(error, path) from error
    except sqlite3.DatabaseError as error:  # of rows as SQLite holds them
        raise in_plain_words(DBAPIError(None, None, error), path) from error


@contextmanager
def of_another_lab(path: Path) -> Iterator[None]:
    """Nothing that is done to one's own records mends a folder that is brought in."""
    try:
        with plain_words(path):
            yield
    except DatabaseFault as error:
        what_to_do = (
            "Copy that folder, open the copy once with `empathylab --data`, which mends what it can, and choose it."
        )
        raise RecordsError(error.what_happened, what_to_do) from error
