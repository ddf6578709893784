"""A server whose disk is full, really: its tables lie on a small file system of their own."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from empathylab.domain.errors import RecordsError
from empathylab.storage import open_server, open_store, sync
from support.mounting import can_mount, fill_up
from support.private_postgres import private_postgres
from support.scripted_station import settings, whole_visit

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not can_mount(), reason="this user may not mount file systems"),
]


@pytest.fixture
def small_server() -> Iterator[tuple[str, Path]]:
    """A database on a small disk, and a file to fill the disk with."""
    with private_postgres() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
            disk = Path(data).parent / "disk"
            disk.mkdir()
            mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
            subprocess.run(mount, check=True)
            shutil.chown(disk, Path(data).owner())
            connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}'".encode())
            connection.execute("CREATE DATABASE full_soon TABLESPACE small")
        try:
            yield address.replace("/postgres?", "/full_soon?"), disk / "ballast"
        finally:
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("DROP DATABASE full_soon WITH (FORCE)")
                connection.execute("DROP TABLESPACE small")
            subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_at_the_server_is_said_and_the_rest_goes_when_there_is_room(
    small_server: tuple[str, Path], tmp_path: Path
) -> None:
    address, ballast = small_server
    store = open_store(tmp_path / "station")
    store.begin_event(settings())
    sync(store, address)
    chance = random.Random(5)
    ids = [whole_visit(store, chance) for _ in range(3)]
    fill_up(ballast)
    with pytest.raises(RecordsError, match="server's disk is full"):
        sync(store, address)
    assert store.waiting_to_send() == len(ids)
    ballast.unlink()
    assert sync(store, address).visits == len(ids)
    reader = open_server(address)
    assert [session.id for session in reader.sessions()] == ids
    reader.close()
    store.close()
