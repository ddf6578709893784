"""What a facilitator reads, and what is kept, when disk, folder, clock or another program gets in the way."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from empathylab.domain.errors import RecordsError
from empathylab.domain.session import Ending, RunKind, Session
from empathylab.reports.exporting import export
from empathylab.storage import Store, open_records, open_store, scrubbing, sqlite, writer
from support import mounting
from support.mounting import can_mount, fill_up
from support.scripted_station import EVENT, begin, fact, run_through, settings, whole_visit

pytestmark = pytest.mark.journey

#: Where it is, how to fill it, how to make room again.
Disk = tuple[Path, Callable[[], None], Callable[[], None]]
_DISK_BYTES = 4 * 2**20


@pytest.fixture
def chance() -> random.Random:
    return random.Random(7)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for another program and trying again take a moment instead of seconds."""
    for module in (sqlite, scrubbing):
        monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(writer, "RETRY_S", 0.05)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Disk]:
    """A folder on a disk to fill and to empty: a real one where mounting is allowed, else a limit on file sizes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    yield from (_mounted(folder) if can_mount() else _limited(folder))


def _mounted(folder: Path) -> Iterator[Disk]:
    with mounting.small_disk(folder, _DISK_BYTES):
        ballast = folder / "ballast"
        yield folder / "records", partial(fill_up, ballast), ballast.unlink


def _limited(folder: Path) -> Iterator[Disk]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill() -> None:
        largest = max((path.stat().st_size for path in (folder / "records").iterdir()), default=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))

    def empty() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    try:
        yield folder / "records", fill, empty
    finally:
        empty()


def test_a_full_disk_is_said_in_plain_words_and_nothing_is_lost_once_there_is_room(
    small_disk: Disk, chance: random.Random, impatient: None
) -> None:
    folder, fill, empty = small_disk
    store = open_store(folder)
    store.begin_event(settings())
    session_id = begin(store, chance)
    store.commit()
    fill()
    run_through(store, session_id, RunKind.BARRIER, (0, 2000))
    with pytest.raises(RecordsError, match=r"disk is full|refuses to write"):
        store.commit()
    with pytest.raises(RecordsError):
        store.commit()
    empty()
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    (stream,) = store.event_stream()
    assert [row[0] for row in stream.rows] == list(range(2000))
    store.close()


def test_a_visit_can_be_deleted_on_a_full_disk(small_disk: Disk, chance: random.Random) -> None:
    folder, fill, empty = small_disk
    store = open_store(folder)
    store.begin_event(settings())
    session_id = begin(store, chance)
    run_through(store, session_id, RunKind.BARRIER, (0, 500))
    store.commit()
    fill()
    store.forget_session(session_id)
    store.commit()
    assert not any(session_id.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    empty()
    store.close()


@pytest.mark.parametrize("has_begun", [True, False], ids=["begun before", "begun on it"])
def test_a_visit_that_a_full_disk_takes_nothing_more_of_can_be_deleted(
    small_disk: Disk, chance: random.Random, impatient: None, has_begun: bool
) -> None:
    folder, fill, empty = small_disk
    store = open_store(folder)
    store.begin_event(settings())
    if not has_begun:
        fill()
    session_id = begin(store, chance)
    if has_begun:
        store.commit()
        fill()
    run_through(store, session_id, RunKind.BARRIER, (0, 2000))
    with pytest.raises(RecordsError, match=r"disk is full|refuses to write"):
        store.commit()
    store.forget_session(session_id)
    store.commit()
    assert not any(session_id.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    empty()
    store.end_session(begin(store, chance), Ending.FINISHED)
    store.commit()
    assert store.counts().people == 1
    store.close()


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may write to, root included."""
    folder = tmp_path / "records"
    folder.mkdir()
    if can_mount():
        subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        try:
            yield folder
        finally:
            subprocess.run(["umount", str(folder)], check=True)
    elif hasattr(os, "geteuid") and os.geteuid() == 0:
        (tmp_path / "file").touch()
        yield tmp_path / "file"
    else:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)


def test_a_folder_that_nobody_may_write_to_is_refused_with_a_way_out(read_only_folder: Path) -> None:
    with pytest.raises(RecordsError, match="cannot be written to") as refused:
        open_store(read_only_folder)
    assert "--data" in refused.value.what_to_do


def test_records_and_exports_are_for_this_user_alone(tmp_path: Path, chance: random.Random) -> None:
    folder, out = tmp_path / "records", tmp_path / "out"
    folder.mkdir()
    sqlite3.connect(folder / sqlite.DATABASE_NAME).close()
    (folder / sqlite.DATABASE_NAME).touch(mode=0o644)
    store = open_store(folder)
    store.begin_event(settings())
    whole_visit(store, chance)
    begin(store, chance)
    store.commit()
    export(store, out / "deeper")
    export(store, out)
    files = [path for place in (folder, out) for path in place.iterdir()]
    assert {path.name for path in files} >= {
        sqlite.DATABASE_NAME,
        f"{sqlite.DATABASE_NAME}-wal",
        "runs.csv",
        "report.pdf",
    }
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in files if path.stat().st_mode & 0o077} == {}
    assert {path.stat().st_mode & 0o777 for path in (out, out / "deeper")} == {0o700}
    store.close()


def test_two_labs_cannot_use_the_same_records(store: Store) -> None:
    with pytest.raises(RecordsError, match="Another Empathy Lab is using the records"):
        open_store(store.data_dir)


def test_records_can_be_exported_while_the_lab_writes_them(store: Store, chance: random.Random) -> None:
    whole_visit(store, chance)
    reader = open_records(store.data_dir)
    runs = reader.runs()
    first = next(runs)
    whole_visit(store, chance)
    assert [run.session_id for run in runs] == [first.session_id]
    assert reader.counts().people == 2
    reader.close()


def test_another_program_holding_the_database_delays_records_but_loses_none(
    store: Store, chance: random.Random, impatient: None
) -> None:
    session_id = begin(store, chance)
    store.commit()
    store.write(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout = 50").close())
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    run_through(store, session_id, RunKind.BARRIER, (0, 30))
    store.commit()
    store.end_session(session_id, Ending.FINISHED)
    with pytest.raises(RecordsError, match="Another program holds"):
        store.commit()
    other.execute("ROLLBACK")
    other.close()
    store.commit()
    assert store.counts().facts == 30


def test_a_database_held_by_another_program_at_the_start_is_said(tmp_path: Path, impatient: None) -> None:
    open_store(tmp_path).close()
    other = sqlite3.connect(tmp_path / sqlite.DATABASE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RecordsError, match="(Another program holds|cannot be opened)"):
        open_store(tmp_path)
    other.close()
    open_store(tmp_path).close()


@pytest.mark.parametrize("damage", ["garbage", "truncated", "overwritten"])
def test_a_damaged_database_is_set_aside_and_named_and_the_lab_begins_anew(
    tmp_path: Path, chance: random.Random, damage: str
) -> None:
    store = open_store(tmp_path)
    store.begin_event(settings())
    for _ in range(20):
        whole_visit(store, chance)
    store.close()
    content = store.path.read_bytes()
    damaged = {
        "garbage": b"not a database at all" * 500,
        "truncated": content[: len(content) // 2],
        "overwritten": content[:8192] + os.urandom(16384) + content[24576:],
    }[damage]
    store.path.write_bytes(damaged)

    again = open_store(tmp_path)
    (notice,) = again.notices
    assert "records-damaged-1.sqlite" in notice
    assert (tmp_path / "records-damaged-1.sqlite").read_bytes() == damaged
    rescued = again.counts().people
    assert rescued <= 20
    again.begin_event(settings())
    whole_visit(again, chance)
    assert again.counts().people == rescued + 1
    again.close()


def test_a_second_damaged_database_does_not_replace_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / sqlite.DATABASE_NAME).write_bytes(b"garbage" * 100)
        open_store(tmp_path).close()
    names = sorted(path.name for path in tmp_path.glob("records-damaged-*"))
    assert names == ["records-damaged-1.sqlite", "records-damaged-2.sqlite"]


def test_records_of_a_newer_lab_are_refused_and_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / sqlite.DATABASE_NAME
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordsError, match="newer Empathy Lab"):
        open_store(tmp_path)
    assert path.read_bytes() == before


def test_a_clock_set_back_changes_no_order(store: Store, chance: random.Random) -> None:
    days = (3, 1, 2)
    ids = []
    for day in days:
        session_id = begin(store, chance)
        store.forget_session(session_id)
        started = datetime(2026, 3, day, tzinfo=UTC)
        store.begin_session(Session(session_id, EVENT, "severe", ("ashleigh",), started, "0.1.0", 1))
        store.end_session(session_id, Ending.FINISHED)
        store.commit()
        ids.append(session_id)
    assert [session.id for session in store.sessions()] == ids
    assert [item.item_id for item in store.outbox_batch(9)] == ids


def test_a_visit_cut_off_by_a_crash_is_kept_as_interrupted(tmp_path: Path, chance: random.Random) -> None:
    store = open_store(tmp_path)
    store.begin_event(settings())
    session_id = begin(store, chance)
    run_through(store, session_id, RunKind.BARRIER, (0, 5))
    store.record(session_id, fact(5))
    store.close()

    again = open_store(tmp_path)
    assert "One visit was cut off" in again.notices[0]
    assert [session.ending for session in again.sessions()] == [Ending.INTERRUPTED]
    assert again.counts().facts == 6
    again.close()
