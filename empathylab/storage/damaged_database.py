"""Sets a database file aside that cannot be trusted, and takes what can be read of it into a new one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from empathylab.domain.errors import RecordsError
from empathylab.domain.words import how_many
from empathylab.storage import damage, damaged_log, finalize, rescue
from empathylab.storage.folder import ARRIVING, BrokenFile, set_aside_if_damaged
from empathylab.storage.migrate import migrate
from empathylab.storage.sqlite import DATABASE_NAME, writing_engine


def set_aside(folder: Path, is_thorough: bool) -> list[str]:
    """Set the file aside where it is damaged; returns what is to be told, nothing of a whole one."""
    broken = set_aside_if_damaged(folder, is_thorough)
    return [] if broken is None else [_rescued(broken, folder / DATABASE_NAME)]


def _rescued(broken: BrokenFile, path: Path) -> str:
    """Begin a new database with what can be read of a broken one; return what is to be told."""
    with damaged_log.with_all_frames(broken.path, ARRIVING) as readable:
        rescued = rescue.rescue(readable, path)
    if rescued is not None:
        try:
            left_out = _use_rescued(path)
        except (RecordsError, DBAPIError):
            rescued = None
    kept = f"The records' database was damaged ({broken.why}). It is kept as {broken.path.name} in {path.parent}"
    if rescued is None:
        rescue.forget(path)
        return f"{kept}; nothing could be read of it, and a new one was begun. Look for a copy."
    return f"{kept}; what could be read of it is in use: {_in_use(rescued, left_out)}."


def _in_use(rescued: rescue.Rescued, left_out: int) -> str:
    """How much of it there is."""
    missing = ", ".join(rescued.missing)
    told = f"of {missing} something could not be read" if missing else "all of it could be read"
    if not rescued.has_contents:
        told += " (its table of contents is gone, so of comments, promises and deletions nobody can tell)"
    if left_out:
        told += f"; {how_many(left_out, 'visit was', 'visits were')} left out, since parts are missing"
    return told


def _use_rescued(path: Path) -> int:
    """Bring it up to date; return how many visits are left out."""
    engine = writing_engine(path)
    try:
        with engine.begin() as connection:
            damage.set_aside(connection, path.parent)
            if migrate(connection):
                finalize.score_unscored(connection)
                finalize.hash_anew(connection)
            left_out = rescue.leave_out_parts_of_visits(connection)
            damage.mend_tables(connection)
            damage.derive_anew(connection)
        return left_out
    finally:
        engine.dispose()
