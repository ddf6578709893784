"""The folder of the records: whether it can be written, another lab has it, and its database is sound."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from empathylab.domain.errors import RecordsError
from empathylab.files.held_files import take_away
from empathylab.storage import damaged_log, table_of_contents
from empathylab.storage.faults import in_plain_words
from empathylab.storage.sqlite import BUSY_TIMEOUT_MS, DATABASE_NAME, has_wal, held_bytes, read_within_limit
from empathylab.storage.wiping import wipe, wipe_folder

LOCK_NAME = "records.lock"
#: What a system says of a file that another process has locked.
_LOCKED = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
#: Present while a lab has the records open: still there at a start means that the last one did not end well. How many
#: changes there were stands in it (`counted_changes`).
OPEN_MARK_NAME = "records.open"
#: How copies of bundles begin while they are taken in, and of damaged records while they are read.
ARRIVING = "records-arriving-"
#: A database below this size is checked page by page at every start, a larger one only after a crash.
SMALL_DATABASE_BYTES = 64 * 2**20
#: And one below this size row by row as well: about two seconds.
FEW_ROWS_BYTES = 8 * 2**20
#: What can be read of a damaged one is in copies of it, in a new one and in that one's log.
_ROOM_TIMES = 5
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\x00"


class FolderLock:
    """The folder is ours until `release()` or until this process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._file: IO[bytes] = _open_for_lock(self._path)
        try:
            _lock(self._file)
            _check_is_there(self._file, self._path)
        except OSError as error:
            self._file.close()
            raise _not_locked(folder, error) from None

    def release(self) -> None:
        """Let another lab have the folder."""
        self._file.close()

    def release_without_trace(self) -> None:
        """The same, and its file goes; raises OSError."""
        if _CAN_DELETE_OPEN:  # at once: afterwards it may be another lab's already
            take_away(self._path)
        self.release()
        if not _CAN_DELETE_OPEN:
            take_away(self._path)


def _check_is_there(file: IO[bytes], path: Path) -> None:
    """What another lab took away, while it was waited for here, keeps nobody else out."""
    if not path.exists() or not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise OSError(errno.EAGAIN, "taken away meanwhile")


def _not_locked(folder: Path, error: OSError) -> RecordsError:
    """Somebody else has it, or it lies where nobody can lock anything."""
    if error.errno in _LOCKED:
        return RecordsError(
            f"Another Empathy Lab is using the records in {folder}.",
            "Close it, or start this one with --data and another folder.",
        )
    return RecordsError(
        f"Two labs cannot be kept apart in {folder} ({error.strerror}).",
        "Keep records on a disk of this computer, not on a network drive: start the lab with --data and such a folder.",
    )


def _open_for_lock(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_is_file(path)
        return open(path, "ab")
    except OSError as error:
        raise RecordsError(
            f"The folder {path.parent} cannot be written to ({error.strerror}).",
            "Allow writing to it, or start the lab with --data and another folder.",
        ) from error


if sys.platform == "win32":
    import msvcrt

    _CAN_DELETE_OPEN = False

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    _CAN_DELETE_OPEN = True

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def check_is_file(path: Path) -> None:
    """Refuse a folder, pipe or device of a file's name: opening it would fail oddly, or wait without end."""
    if path.exists() and not path.is_file():
        raise RecordsError(
            f"{path} is no ordinary file, so the records cannot be kept there.",
            "Move it away, or start the lab with --data and another folder.",
        )


def keep_to_this_user(folder: Path) -> None:
    """Records hold comments that nobody has reviewed: no other user of the machine may read them.

    SQLite gives its own files beside the database the same rights. On Windows the folder's rights hold: the default
    folder is in the user's profile.
    """
    (folder / DATABASE_NAME).touch(mode=0o600)
    for path in folder.glob("records*"):
        with contextlib.suppress(OSError):  # of another user, who decides
            if path.is_file():
                path.chmod(0o600)


def forget_copies(folder: Path) -> None:
    """Take away what a crash left of bundles that were being taken in, and of what was read out of damaged records."""
    for copy in folder.glob(f"{ARRIVING}*"):
        with contextlib.suppress(OSError):
            wipe_folder(copy) if copy.is_dir() and not copy.is_symlink() else wipe(copy)


def must_look_closely(folder: Path, below_bytes: int = FEW_ROWS_BYTES) -> bool:
    """Whether every row is to be looked at, since that is quick, or since the last lab did not end well."""
    path = folder / DATABASE_NAME
    is_small = not path.exists() or path.stat().st_size < below_bytes
    return is_small or (folder / OPEN_MARK_NAME).exists()


def damage_with_room_to_mend(folder: Path, is_thorough: bool) -> str | None:
    """What is wrong with the database, or None; RecordsError without the room to read it into another."""
    path = folder / DATABASE_NAME
    if not path.exists() or path.stat().st_size == 0:
        return None
    damage = _damage(path, is_thorough or must_look_closely(folder, SMALL_DATABASE_BYTES))
    if damage is not None:
        _check_room_to_mend(path, damage)
    return damage


def _check_room_to_mend(path: Path, damage: str) -> None:
    """Cut off by a full disk, what had been read would be all that is in use, and nobody would be told."""
    needed_mb = _ROOM_TIMES * held_bytes(path) // 2**20 + 1
    if shutil.disk_usage(path.parent).free < needed_mb * 2**20:
        raise RecordsError(
            f"The records' database is damaged ({damage.splitlines()[0]}), and the disk is full: to read what is in it "
            f"takes {needed_mb:,} MB ({path}).",
            "Free some space and start the lab again; until then nothing is changed.",
        )


def _damage(path: Path, is_thorough: bool) -> str | None:
    """What is wrong with the file, or None."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES:
        return "it does not begin like a database"
    if damaged_log.is_broken(path):
        return damaged_log.WHAT_IS_WRONG
    if not has_wal(path) and _stated_bytes(header) > path.stat().st_size:
        return "its end is missing"
    return _ask_sqlite(path, is_thorough)


def _stated_bytes(header: bytes) -> int:
    page_bytes = int.from_bytes(header[16:18], "big")
    return (65_536 if page_bytes == 1 else page_bytes) * int.from_bytes(header[28:32], "big")


def _ask_sqlite(path: Path, is_thorough: bool) -> str | None:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000)
    read_within_limit(connection)
    try:
        question = "PRAGMA integrity_check(1)" if is_thorough else "SELECT count(*) FROM sqlite_master"
        (answer,) = connection.execute(question).fetchone()
        contents = table_of_contents.fault(connection)
        if contents is None:
            table_of_contents.refuse_another_programs(connection)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise in_plain_words(DBAPIError(None, None, error), path) from error
        return str(error)
    finally:
        connection.close()
    return str(answer) if is_thorough and answer != "ok" else contents
