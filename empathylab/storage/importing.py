"""Imports bundles and other labs' folders into a station's records: all of one, or nothing.

A bundle is copied beside the records first, so that a stick that is pulled out, or a share that does not answer, holds
up nobody at the station: the records are written from that copy, in one transaction.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError

from empathylab.domain.errors import InputError
from empathylab.domain.joined import BundleContents, BundledEvent, ItemKind, JoinReport
from empathylab.domain.words import all_as_known
from empathylab.files.usb_sticks import ENDING
from empathylab.storage import bundles, outbox, parcels, scrubbing, sealing, stored, validation
from empathylab.storage.bundles import Progress, no_progress
from empathylab.storage.faults import disk_error, of_another_lab
from empathylab.storage.folder import ARRIVING
from empathylab.storage.joining import JoinResult, join, join_events
from empathylab.storage.opening import open_records
from empathylab.storage.parcels import Parcel
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import events, sessions
from empathylab.storage.sqlite import DATABASE_NAME, held_bytes
from empathylab.storage.store import Store
from empathylab.storage.unpacking import UnpackingLimit, check_size, of_limited_values
from empathylab.storage.wiping import wipe

_COPIED_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a bundle or a folder holds; `known_as` tells under which name visits of its events are here already.

    `usual_names` tells the event that each one joins when nobody says otherwise: where its visits are, else the one of
    its name.
    """

    contents: BundleContents
    known_as: Mapping[str, str]
    usual_names: Mapping[str, str]


def sources_in(path: Path) -> list[Path]:
    """What can be brought in from here: a bundle, a folder of records, or every bundle in a folder."""
    if path.is_file() or (path / DATABASE_NAME).is_file():
        return [path]
    found = sorted(path.glob(f"*{ENDING}")) if path.is_dir() else []
    if not found:
        raise InputError(f"There is nothing to bring in at {path}.", f"Name a file that ends in {ENDING}, or a folder.")
    return found


def preview_import(store: RecordsReader, path: Path, passphrase: str = "") -> ImportPreview:
    """The preview of an import, before anything is taken; raises LabError."""
    with _source(path, passphrase) as (contents, _parcels):
        return _beside_what_is_here(store, contents)


def _beside_what_is_here(store: RecordsReader, contents: BundleContents) -> ImportPreview:
    with store.snapshot() as connection:
        here = {event.name: _event_here(connection, event) for event in contents.events}
        ours = connection.execute(select(events.c.name)).scalars().all()
    known_as = {theirs: name for theirs, name in here.items() if name is not None}
    return ImportPreview(contents, known_as, {**all_as_known(here, ours), **known_as})


def import_records(
    store: Store,
    path: Path,
    names: Mapping[str, str] | None = None,
    passphrase: str = "",
    progress: Progress = no_progress,
) -> JoinReport:
    """Import a bundle or a folder; `names` says which event becomes which.

    What cannot be read as a whole raises LabError, and then nothing of it was taken.
    """
    if path.resolve() == store.data_dir.resolve():
        raise InputError("These are the records themselves.", "Choose the file or the folder of another laptop.")
    with _beside(store.data_dir, path) as local, _source(local, passphrase) as (contents, found):
        wanted = {**_beside_what_is_here(store, contents).usual_names, **(names or {})}
        # Not in the transaction: a file of an older lab is upgraded before there is a first.
        first = next(found, Parcel({}))
        renamed = (parcel.renamed(lambda name: wanted.get(name, name)) for parcel in chain([first], found))
        report = store.take(partial(_take_all, parcels=renamed, visits=contents.visits, progress=progress))
    return replace(report, mended=contents.mended)


def _take_all(
    connection: Connection, breathe: Callable[[], None], parcels: Iterator[Parcel], visits: int, progress: Progress
) -> JoinReport:
    report, done = JoinReport(), 0
    for parcel in parcels:
        report = _take(connection, parcel, report)
        done += len(parcel.of(sessions))
        progress(done, visits)
        breathe()
    return report


def _take(connection: Connection, parcel: Parcel, report: JoinReport) -> JoinReport:
    try:
        join_events(connection, parcel.of(events))
        joined = join(connection, parcel, report, is_public=False)
        _write_down(connection, joined)
    except (IntegrityError, InterfaceError, DataError, *stored.UNSOUND) as error:
        raise sealing.damaged() from error  # rows that no lab writes, each of them readable
    return joined.report


def _write_down(connection: Connection, joined: JoinResult) -> None:
    """What came in goes on to a server, if there is one; what was deleted leaves the file for good."""
    outbox.drop(connection, joined.buried)
    outbox.queue_new(connection, ItemKind.VISIT, joined.fresh)
    outbox.queue_new(connection, ItemKind.TOMBSTONE, joined.buried)
    changed = joined.changed
    for kind, ids in (
        (ItemKind.COMMENT, changed.decided),
        (ItemKind.PROMISE, changed.actions),
        (ItemKind.MARK, changed.marks),
    ):
        for each in ids:
            outbox.queue(connection, kind, each)
    if joined.buried or changed.comments:
        scrubbing.note_deletion(connection)  # what came first would lie beside the visits that it came with


def _event_here(connection: Connection, event: BundledEvent) -> str | None:
    """Where this event's visits went when it was brought in before."""
    query = select(sessions.c.event).where(sessions.c.id.in_(event.first_visits)).order_by(sessions.c.number)
    return connection.execute(query).scalars().first()


# --- where it comes from --------------------------------------------------------------------------------------------


@contextmanager
def _source(path: Path, passphrase: str) -> Iterator[tuple[BundleContents, Iterator[Parcel]]]:
    with _open_folder(path) if path.is_dir() else bundles.open_bundle(path, passphrase) as source:
        yield source


@contextmanager
def _open_folder(path: Path) -> Iterator[tuple[BundleContents, Iterator[Parcel]]]:
    """Another lab's records, also while it is open."""
    file_bytes = held_bytes(path / DATABASE_NAME)
    check_size(file_bytes)
    with of_another_lab(path):
        reader = open_records(path)
    try:
        with reader.snapshot() as connection:
            with of_another_lab(path):
                held = parcels.held_events(connection)
                known = [each for each in reader.events() if each.name in held]
                found = tuple(bundles.preview_of_event(connection, each) for each in known)
            limit = UnpackingLimit(file_bytes)
            brought = of_limited_values(parcels.everything(connection, sorted(held)))
            sound = (validation.sound(parcel, limit.block) for parcel in brought)
            yield BundleContents(path.name, found, reader.mended), _read_there(sound, path)
    finally:
        reader.close()


def _read_there(found: Iterator[Parcel], path: Path) -> Iterator[Parcel]:
    """Read while what is here is written, whose faults are others."""
    with of_another_lab(path):
        yield from found


@contextmanager
def _beside(data_dir: Path, path: Path) -> Iterator[Path]:
    """A copy of a bundle beside the records, for as long as it is needed; a folder is read where it is."""
    if path.is_dir():
        yield path
        return
    if not path.is_file():
        raise InputError(f"There is no file {path}.", "Is the stick in its place?")
    copy = data_dir / f"{ARRIVING}{secrets.token_hex(4)}{ENDING}"
    try:
        _copy(path, copy)
        yield copy
    finally:
        with contextlib.suppress(OSError):
            wipe(copy)


def _copy(path: Path, copy: Path) -> None:
    try:
        handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as target:
            for piece in _bytes_of(path):
                target.write(piece)
                check_size(target.tell())
    except OSError as error:
        raise disk_error(error, copy.parent) from error


def _bytes_of(path: Path) -> Iterator[bytes]:
    try:
        check_size(path.stat().st_size)
        with path.open("rb") as source:
            while piece := source.read(_COPIED_BYTES):
                yield piece
    except OSError as error:
        raise bundles.stick_error(error, path) from error
