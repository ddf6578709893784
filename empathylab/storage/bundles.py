"""A bundle: one file with everything that another laptop needs of some events.

Its first piece tells what is in it, each further one is a parcel: the length of a JSON text as four bytes, the text,
which holds each table by columns, and behind it the blocks of the visits' events, in whose column are their lengths.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.joined import BundleContents, BundledEvent
from empathylab.domain.words import as_known
from empathylab.domain.workshop import EventSettings
from empathylab.files.held_files import replace, take_away
from empathylab.storage import older_bundles, parcels, sealing, stored, validation
from empathylab.storage.migrate import VERSIONS
from empathylab.storage.older_bundles import Columns
from empathylab.storage.parcels import COLUMNS, Parcel
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import sessions, streams
from empathylab.storage.unpacking import UnpackingLimit, check_size, json_within_limits

Progress = Callable[[int, int], None]
_LENGTH_BYTES = 4
#: By the oldest visits of an event it is known whether it was brought in before.
_FIRST_VISITS = 20
_BLOCK = COLUMNS[streams.name].index("block")
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def no_progress(_done: int, _all: int) -> None:
    """A progress callback that nobody watches."""


def write_bundle(
    source: RecordsReader,
    path: Path,
    station_name: str,
    event_names: Sequence[str] | None = None,
    passphrase: str = "",
    progress: Progress = no_progress,
) -> BundleContents:
    """Write everything of these events (None: of all that hold anything) to a file, whole or not at all.

    Raises InputError (an event that is not there) and RecordsError (no room, the stick is gone).
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with source.snapshot() as connection:
            contents = _contents(source, connection, station_name, event_names)
            _write(part, _pieces(connection, contents, progress), passphrase)
        replace(part, path)
    except OSError as error:
        raise stick_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            take_away(part)
    return contents


def is_locked(path: Path) -> bool:
    """Whether a bundle needs a passphrase. InputError: it is none; RecordsError: it cannot be read."""
    with _opened(path) as file:
        return sealing.needs_passphrase(file)


@contextmanager
def open_bundle(path: Path, passphrase: str = "") -> Iterator[tuple[BundleContents, Iterator[Parcel]]]:
    """What a bundle says is in it, and everything that is; visits that cannot be read are left out and counted.

    A file that is none, locked or of a newer lab is an InputError at once, a damaged one a RecordsError at its damage,
    and one that unpacks to more than any lab writes an InputError where it does.
    What an older lab wrote is upgraded in a folder beside the file.
    """
    with _opened(path) as file, contextlib.closing(sealing.unseal(file, passphrase)) as pieces:
        contents, version, columns = _read_contents(next(pieces))
        unpacked = (_unpack(piece, columns) for piece in pieces)
        file_bytes = path.stat().st_size
        if version != VERSIONS[-1]:
            unpacked = _unpacked_within(UnpackingLimit(file_bytes), columns, unpacked)
            unpacked = older_bundles.upgraded(version, columns, unpacked, path.parent)
        limit = UnpackingLimit(file_bytes)
        with contextlib.closing(unpacked):
            yield contents, (validation.sound(parcel, limit.block) for parcel in unpacked)


def stick_error(error: OSError, path: Path) -> RecordsError:
    """The RecordsError for what the system said of a file that somebody carries."""
    if error.errno in _DISK_FULL:
        return RecordsError(
            f"There is no room for the file in {path.parent}.", "Free some space, or use another stick."
        )
    return RecordsError(
        f"The file {path.name} cannot be read or written ({error.strerror}).", "Is the stick still in its place?"
    )


# --- what is told of it ---------------------------------------------------------------------------------------------


def _contents(
    source: RecordsReader, connection: Connection, station_name: str, names: Sequence[str] | None
) -> BundleContents:
    known = {event.name: event for event in source.events()}
    wanted = sorted(parcels.held_events(connection)) if names is None else [as_known(name, known) for name in names]
    missing = [name for name in wanted if name not in known]
    if missing:
        raise InputError(f"There is no event named '{missing[0]}'.", "Choose one of the list.")
    return BundleContents(station_name, tuple(preview_of_event(connection, known[name]) for name in wanted))


def preview_of_event(connection: Connection, event: EventSettings) -> BundledEvent:
    """What is told of an event before anything of it is read."""
    ids = parcels.session_ids(connection, [event.name])
    return BundledEvent(event.name, event.held_on, event.keep_until, len(ids), tuple(ids[:_FIRST_VISITS]))


def _told(contents: BundleContents) -> bytes:
    told = [
        [each.name, each.held_on.isoformat(), each.keep_until.isoformat(), each.visits, each.first_visits]
        for each in contents.events
    ]
    whole = {"version": VERSIONS[-1], "station": contents.station_name, "events": told, "columns": COLUMNS}
    return json.dumps(whole).encode()


def _read_contents(piece: bytes) -> tuple[BundleContents, str, Columns]:
    """What is in it, and of which version its tables are."""
    try:
        told = json.loads(json_within_limits(piece))
        if told["version"] not in VERSIONS:
            raise sealing.newer_lab()
        found = [
            BundledEvent(
                stored.text(name),
                stored.day(held_on),
                stored.day(keep_until),
                stored.whole(visits),
                tuple(map(stored.text, first)),
            )
            for name, held_on, keep_until, visits, first in told["events"]
        ]
        if any(len(each.first_visits) > _FIRST_VISITS or each.visits < 0 for each in found):
            raise ValueError("no lab tells so many, or so few")
        columns = {name: tuple(map(stored.text, names)) for name, names in told["columns"].items()}
        if columns.keys() - COLUMNS.keys() or (told["version"] == VERSIONS[-1] and columns != COLUMNS):
            raise ValueError("other columns")
        return BundleContents(stored.text(told["station"]), tuple(found)), told["version"], columns
    except (*stored.UNSOUND, KeyError, AttributeError):
        raise sealing.damaged() from None


# --- rows as bytes --------------------------------------------------------------------------------------------------


def _pieces(connection: Connection, contents: BundleContents, progress: Progress) -> Iterator[bytes]:
    yield _told(contents)
    done = 0
    for parcel in parcels.everything(connection, [each.name for each in contents.events]):
        yield _pack(parcel.at_station(contents.station_name))
        done += len(parcel.of(sessions))
        progress(done, contents.visits)


def _pack(parcel: Parcel) -> bytes:
    columns = {name: list(zip(*rows, strict=True)) for name, rows in parcel.rows.items() if rows}
    blocks: Sequence[bytes] = ()
    if streams.name in columns:
        blocks = columns[streams.name][_BLOCK]
        columns[streams.name][_BLOCK] = tuple(map(len, blocks))
    table = json.dumps(columns, separators=(",", ":"), ensure_ascii=False).encode()
    return b"".join((len(table).to_bytes(_LENGTH_BYTES, "big"), table, *blocks))


def _unpack(piece: bytes, names: Columns) -> Parcel:
    """A parcel as it was packed; what is no table of rows is refused."""
    end = _LENGTH_BYTES + int.from_bytes(piece[:_LENGTH_BYTES], "big")
    try:
        columns = json.loads(json_within_limits(piece[_LENGTH_BYTES:end]))
        if streams.name in columns:
            block = names[streams.name].index("block")
            columns[streams.name][block] = _blocks(columns[streams.name][block], memoryview(piece)[end:])
        if any(len(found) != len(names[name]) for name, found in columns.items()):
            raise ValueError("other columns")
        return Parcel({name: list(zip(*found, strict=True)) for name, found in columns.items()})
    except (*stored.UNSOUND, AttributeError, LookupError):
        raise sealing.damaged() from None


def _unpacked_within(limit: UnpackingLimit, names: Columns, found: Iterable[Parcel]) -> Generator[Parcel, None, None]:
    """What an older lab wrote, looked at before an upgrade unpacks it; a damaged block is told afterwards."""
    for parcel in found:
        for row in parcel.of(streams):
            with contextlib.suppress(*stored.UNSOUND):
                limit.block(row[names[streams.name].index("block")])
        yield parcel


def _blocks(lengths: Sequence[int], joined: memoryview) -> list[bytes]:
    ends = list(accumulate(map(stored.whole, lengths)))
    if min(lengths, default=0) < 0 or ends[-1:] != [len(joined)]:
        raise ValueError("blocks are missing")
    return [bytes(joined[end - length : end]) for end, length in zip(ends, lengths, strict=True)]


# --- files ----------------------------------------------------------------------------------------------------------


def _write(part: Path, pieces: Iterable[bytes], passphrase: str) -> None:
    take_away(part)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        sealing.seal(file, pieces, passphrase)
        check_size(file.tell())
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not path.is_file():
            raise InputError(f"There is no file {path}.", "Is the stick in its place?")
        check_size(path.stat().st_size)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise stick_error(error, path) from error
