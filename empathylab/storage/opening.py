"""Opens a folder of records: upgrades them, sets aside what is damaged, and ends visits that were cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from empathylab.domain.days import moment_words
from empathylab.domain.errors import InputError, RecordsError
from empathylab.storage import (
    counted_changes,
    damage,
    damaged_database,
    damaged_files,
    damaged_log,
    finalize,
    mended,
    reported,
    scoring,
)
from empathylab.storage.counted_changes import ChangeCounter, CountedChanges
from empathylab.storage.faults import disk_error, in_plain_words, plain_words
from empathylab.storage.folder import (
    OPEN_MARK_NAME,
    FolderLock,
    check_is_file,
    forget_copies,
    keep_to_this_user,
    must_look_closely,
)
from empathylab.storage.migrate import find_tables, migrate
from empathylab.storage.open_visits import LeftVisits, OpenVisits
from empathylab.storage.reader import RecordsReader
from empathylab.storage.sqlite import DATABASE_NAME, reading_engine, writing_engine
from empathylab.storage.store import Store
from empathylab.storage.writer import Writer


def open_store(data_dir: Path, *, is_thorough: bool = False) -> Store:
    """Open the records in a folder for writing, creating or upgrading them as needed.

    Sessions that a crash left open become 'interrupted'; what is damaged is set aside, the file as a whole or rows of
    it. Both are told in `Store.notices`. `is_thorough` looks at every row also of large records. Raises RecordsError:
    folder read-only, in use, disk full, written by a newer version.
    """
    lock = FolderLock(data_dir)
    try:
        return _open_locked(data_dir, lock, is_thorough)
    except BaseException:  # also Ctrl+C: a folder that stays locked opens no more
        lock.release()
        raise


def _open_locked(data_dir: Path, lock: FolderLock, is_thorough: bool) -> Store:
    path = data_dir / DATABASE_NAME
    for each in (path, data_dir / OPEN_MARK_NAME):
        check_is_file(each)
    is_thorough, before = is_thorough or must_look_closely(data_dir), counted_changes.left_by_last_lab(data_dir)
    forget_copies(data_dir)  # before, since damaged records take their room
    notices = damaged_database.set_aside(data_dir, is_thorough)
    if notices:  # what is missing is told, and nothing is counted in a new file
        is_thorough, before = True, None
    notices += _tidy(data_dir)
    engine = writing_engine(path)
    try:
        visits = OpenVisits(data_dir, engine)
        with plain_words(path):
            unfinished = _upgrade(engine, data_dir if is_thorough else None, notices)
            notices += _told_of_log(engine, before)
            left = visits.end_unfinished()
        changes = _marked_open(data_dir, engine)
    except BaseException:  # also Ctrl+C: nobody else holds what was opened
        engine.dispose()
        raise
    notices += _told_of_cut_off(data_dir, unfinished, left)
    store = Store(data_dir, lock, Writer(engine, path, visits, changes), visits, tuple(notices))
    reported.forget_purged(store, data_dir)
    with suppress(OSError):  # then it is told again
        mended.forget(data_dir)
    return store


def _told_of_log(engine: Engine, before: CountedChanges | None) -> list[str]:
    return counted_changes.told_of_missing(before, counted_changes.counted(engine))


def _tidy(data_dir: Path) -> Iterator[str]:
    """Nobody else reads the folder, and what was set aside long ago goes; tells which of it that was."""
    try:
        keep_to_this_user(data_dir)
        old = damaged_files.wipe_old(data_dir, datetime.now().astimezone())
    except OSError as error:
        raise disk_error(error, data_dir) from error
    if old.gone:
        yield f"Damaged files that had been set aside were old, and have been deleted: {', '.join(old.gone)}."
    if old.due_after is not None:
        yield (
            f"Damaged files that were set aside are old: {', '.join(old.due)}. The first start after "
            f"{moment_words(old.due_after)} deletes them. Is this computer's clock right?"
        )


def _told_of_cut_off(data_dir: Path, unfinished: int, left: LeftVisits) -> Iterator[str]:
    kept = unfinished + left.kept
    if kept:
        yield f"{_visits(kept)} cut off when the lab last ended, and kept as interrupted."
    if left.lines:
        yield f"Lines of what was cut off were damaged. They are kept as {_names(left.lines)}, the rest is in use."
    if left.unreadable:
        names = _names(left.unreadable)
        yield f"What was left of a visit that was cut off cannot be read. It is kept in {data_dir}: {names}."


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)


def _upgrade(engine: Engine, aside: Path | None, notices: list[str]) -> int:
    """Bring the tables up to date; return how many visits an older lab had open when it was cut off.

    With a folder for it, damaged rows go there.
    """
    unfinished = 0
    with engine.begin() as connection:
        there = find_tables(connection)
        if not there.columns:  # in new tables there is nothing to mend or to score
            migrate(connection, there=there)
            return 0
        if aside is not None:
            notices += damage.set_aside(connection, aside)
        if migrate(connection, there=there):
            unfinished = finalize.score_unscored(connection)
            finalize.hash_anew(connection)
            scoring.score_anew(connection)
        if aside is not None:
            notices += damage.mend_tables(connection)
    return unfinished


def open_records(data_dir: Path) -> RecordsReader:
    """Open the records in a folder for reading only, also while a lab is recording there.

    Records of an older version are upgraded first, a broken log is mended and a mending that
    was cut off ended, which needs the folder for a moment.
    """
    path = data_dir / DATABASE_NAME
    if not path.exists() and not mended.is_waiting(data_dir):
        raise InputError(f"There are no records in {data_dir}.", "Name the folder that the lab was started with.")
    check_is_file(path)
    before = counted_changes.left_by_last_lab(data_dir)
    told_of_mending = _mended(data_dir)
    engine = reading_engine(path)
    with plain_words(path):
        told = [] if told_of_mending is not None else _told_of_log(engine, before)
    reader = RecordsReader(engine, partial(in_plain_words, path=path), told)
    if not reader.is_current():
        reader.close()
        told_of_mending = (*(told_of_mending or ()), *_opened_once(data_dir))
        reader = RecordsReader(reading_engine(path), partial(in_plain_words, path=path), told)
    reader.mended = told_of_mending or ()
    return reader


def _opened_once(data_dir: Path) -> tuple[str, ...]:
    """What a lab that is started there would mend is mended; its sentences about that, which are told once."""
    store = open_store(data_dir)
    store.close()
    return store.notices


def _mended(data_dir: Path) -> tuple[str, ...] | None:
    """Mend a broken log, and go on with a mending that was cut off. None where there is neither.

    Not while a lab is recording there: whoever reads its log as it begins anew takes it for broken.
    """
    if not mended.is_waiting(data_dir) and not damaged_log.is_broken(data_dir / DATABASE_NAME):
        return None
    with suppress(RecordsError):
        return _opened_once(data_dir)
    return ()


def _visits(count: int) -> str:
    return "One visit was" if count == 1 else f"{count} visits were"


def _marked_open(data_dir: Path, engine: Engine) -> ChangeCounter:
    changes = ChangeCounter(data_dir, engine)
    try:
        changes.write()
    except OSError as error:
        raise disk_error(error, data_dir) from error
    return changes
