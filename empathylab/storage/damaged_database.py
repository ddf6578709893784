"""Takes what can be read of a database file that cannot be trusted into a new one, and sets the file aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from empathylab.domain.errors import RecordsError
from empathylab.domain.words import how_many
from empathylab.storage import damage, damaged_log, finalize, mended, rescue
from empathylab.storage.faults import DatabaseFault, disk_error, is_of_writing, plain_words
from empathylab.storage.folder import ARRIVING, damage_with_room_to_mend
from empathylab.storage.migrate import migrate
from empathylab.storage.sqlite import DATABASE_NAME, writing_engine
from empathylab.storage.wiping import passing_folder

_CUT_OFF = (
    "The records' database was damaged, and the start that read it out was cut off. It is kept as the newest "
    "records-damaged file in {folder}; what could be read of it is in use."
)


def set_aside(folder: Path, is_thorough: bool) -> list[str]:
    """Set the file aside where it is damaged; returns what is to be told, nothing of a whole one.

    A start that was cut off in between is gone on with, which is told until `mended.forget`.
    """
    try:
        told = [_CUT_OFF.format(folder=folder)] if mended.put_in_place(folder) else []
        why = damage_with_room_to_mend(folder, is_thorough)
        if why is not None:
            with plain_words(folder / DATABASE_NAME):
                told += _read_out(folder, why)
            mended.put_in_place(folder)
    except OSError as error:
        raise disk_error(error, folder) from error
    return told


def _read_out(folder: Path, why: str) -> list[str]:
    """Into a new database, which is whole and waits for its place in the end; returns what is to be told."""
    path = folder / DATABASE_NAME
    with passing_folder(ARRIVING, folder) as passing:
        draft = passing / DATABASE_NAME
        with damaged_log.with_all_frames(path, ARRIVING) as readable:
            rescued = rescue.rescue(readable, draft)
        found = None if rescued is None else _found(rescued, draft, folder)
        if found is None:
            rescue.forget(draft)
            _bring_up_to_date(draft, folder)
            found = ["nothing could be read of it, and a new one was begun. Look for a copy."]
        kept = f"The records' database was damaged ({why}). It is kept as {mended.name_aside(folder).name} in {folder}"
        mended.mark_whole(draft)
    return [f"{kept}; {found[0]}", *found[1:]]


def _found(rescued: rescue.Rescued, draft: Path, folder: Path) -> list[str] | None:
    """What is to be told of what could be read; None where it cannot be used."""
    try:
        left_out, rows = _bring_up_to_date(draft, folder)
    except (RecordsError, DBAPIError) as error:
        if isinstance(error, DatabaseFault) or is_of_writing(error):
            raise
        return None
    return [f"what could be read of it is in use: {_in_use(rescued, left_out)}.", *rows]


def _in_use(rescued: rescue.Rescued, left_out: int) -> str:
    """How much of it there is."""
    missing = ", ".join(rescued.missing)
    told = f"of {missing} something could not be read" if missing else "all of it could be read"
    if not rescued.has_contents:
        told += " (its table of contents is gone, so of comments, promises and deletions nobody can tell)"
    if left_out:
        told += f"; {how_many(left_out, 'visit was', 'visits were')} left out, since parts are missing"
    return told


def _bring_up_to_date(draft: Path, folder: Path) -> tuple[int, list[str]]:
    """Return how many visits are left out, and what is to be told of damaged rows, which are kept in the folder."""
    engine = writing_engine(draft)
    try:
        with engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(rescue.NO_LOG).fetchall()
        with engine.begin() as connection:
            rows = damage.set_aside(connection, folder)
            if migrate(connection):
                finalize.score_unscored(connection)
                finalize.hash_anew(connection)
            left_out = rescue.leave_out_parts_of_visits(connection)
            damage.mend_tables(connection)
            damage.derive_anew(connection)
        return left_out, rows
    finally:
        engine.dispose()
