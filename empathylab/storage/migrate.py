"""Brings a database, SQLite or PostgreSQL, to the version of the tables that this program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from empathylab.domain.errors import RecordsError

#: Every version there ever was, oldest first; the last is today's. A test compares it with the migrations' files.
VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
_SCRIPTS = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The version of the tables in this database; None when there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(connection: Connection, to: str = VERSIONS[-1]) -> bool:
    """Upgrade inside the caller's transaction; True when something changed. A newer version is a RecordsError."""
    found = version_of(connection)
    if found == to:
        return False
    if found is not None and found not in VERSIONS:
        raise RecordsError(
            f"These records were written by a newer Empathy Lab (version {found} of the tables, this one knows "
            f"{VERSIONS[-1]}).",
            "Install the newer Empathy Lab, or use another folder.",
        )
    _run_alembic(connection, to)
    return True


def _run_alembic(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _SCRIPTS.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
