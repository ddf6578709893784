"""A records folder that somebody prepared: said in one sentence, never waited for, nothing outside it touched."""

from __future__ import annotations

import errno
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from empathylab.domain.errors import LabError, RecordsError
from empathylab.domain.workshop import EventSettings
from empathylab.files.access_locks import load_locks
from empathylab.files.pin import make_pin
from empathylab.files.settings import FILE_NAME, Settings, load_settings
from empathylab.session.randomisation import MODES_FILE, ORDERS_FILE, mode_randomiser, order_randomiser
from empathylab.storage import open_records, open_store
from empathylab.storage.folder import LOCK_NAME, OPEN_MARK_NAME
from empathylab.storage.sqlite import DATABASE_NAME
from support import only_here


@pytest.mark.parametrize("name", [DATABASE_NAME, LOCK_NAME, OPEN_MARK_NAME])
@pytest.mark.parametrize("make", [pytest.param("mkfifo", marks=only_here.named_pipes), "mkdir"])
def test_a_pipe_or_a_folder_in_a_files_place_is_refused(tmp_path: Path, name: str, make: str) -> None:
    getattr(os, make)(tmp_path / name)
    with pytest.raises(RecordsError, match="no ordinary file"):
        open_store(tmp_path)


@only_here.named_pipes
def test_a_pipe_is_not_read_either(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / DATABASE_NAME)
    with pytest.raises(RecordsError, match="no ordinary file"):
        open_records(tmp_path)


@only_here.links
def test_a_link_to_another_file_is_set_aside_and_that_file_stays_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("somebody's letter" * 100)
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / DATABASE_NAME).symlink_to(other)
    store = open_store(folder)
    store.close()
    assert "damaged" in store.notices[0]
    assert other.read_text() == "somebody's letter" * 100


def test_whoever_reads_what_is_no_database_is_told_so(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    path = tmp_path / DATABASE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    with pytest.raises(RecordsError, match="is damaged"):
        open_records(tmp_path)


@only_here.links
def test_an_endless_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE_NAME).symlink_to("/dev/zero")
    with pytest.raises(RecordsError, match="no ordinary file"):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("column", "version"),
    [("version_num", "0003"), ("version_num", "0004"), ("other", "0003"), ("version_num", "9999")],
)
def test_a_database_that_lies_about_its_tables_is_refused_with_what_to_do(
    tmp_path: Path, column: str, version: str
) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    connection.execute(f"CREATE TABLE alembic_version({column})")
    connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    connection.commit()
    connection.close()
    for use in (open_store, lambda folder: open_records(folder).counts()):
        with pytest.raises(RecordsError, match="another folder") as caught:
            use(tmp_path)
        assert "Restart the lab." not in str(caught.value)


def test_a_log_of_garbage_beside_the_database_is_not_taken_over(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / f"{DATABASE_NAME}-wal").write_bytes(os.urandom(3_000_000))
    store = open_store(tmp_path)
    try:
        assert store.notices == ()
        assert store.counts().people == 0
    finally:
        store.close()


@only_here.named_pipes
def test_settings_that_never_end_are_not_waited_for(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("cannot be read")
    os.mkfifo(tmp_path / FILE_NAME)
    assert "no ordinary file" in load_settings(tmp_path).notices[0]


@pytest.mark.parametrize(
    "words", ["[" * 100_000, '{"format": 1, "text_scale": NaN}', '{"pin": {"salt": "x"}}', "\0" * 500]
)
def test_settings_that_were_tampered_with_are_set_aside_and_never_leave_the_lab_half_set(
    tmp_path: Path, allowed_logs: list[str], words: str
) -> None:
    allowed_logs.append("damaged")
    (tmp_path / FILE_NAME).write_text(words)
    settings = load_settings(tmp_path)
    assert settings.model_copy(update={"notices": ()}) == Settings()
    assert load_locks(tmp_path).is_damaged


def test_a_clock_set_back_by_a_day_lets_the_facilitator_in_after_five_minutes() -> None:
    pin = make_pin("2468")
    for _ in range(3):
        _, pin = pin.tried("0000", now=100_000.0)
    yesterday = 100_000.0 - 86_400
    assert pin.wait_s(yesterday) == 300
    seen = pin.settled(yesterday)
    assert seen.wait_s(yesterday) == 300
    assert seen.tried("2468", now=yesterday + 301)[0]


def test_settling_never_shortens_a_wait() -> None:
    pin = make_pin("2468")
    for _ in range(3):
        _, pin = pin.tried("0000", now=100.0)
    assert pin.settled(101.0).wait_s(101.0) == pin.wait_s(101.0)
    assert not pin.settled(101.0).tried("2468", now=104.0)[0]


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LabError):
        open_store(tmp_path / "file")


@only_here.links
@pytest.mark.parametrize(
    "name",
    [
        *("visit-a.open", "visit-a.forgotten", "visit-a.damaged"),
        *("records-arriving-a", "records-damaged-1.sqlite", "records-mended"),
    ],
)
def test_what_a_link_leads_to_is_never_overwritten(tmp_path: Path, name: str) -> None:
    """A lab wipes what was left in its own folder, and nothing elsewhere."""
    outside, folder = tmp_path / "outside", tmp_path / "records"
    outside.mkdir()
    (outside / "letter.txt").write_text("somebody's letter")
    os.utime(outside / "letter.txt", (0, 0))
    for leads_to in (outside, outside / "letter.txt"):
        open_store(folder).close()
        (folder / name).symlink_to(leads_to)
        store = open_store(folder)
        store.begin_event(EventSettings("Thursday", date(2026, 3, 2), date(2026, 6, 2)))
        store.purge("Thursday")
        store.close()
        (folder / name).unlink(missing_ok=True)
        assert (outside / "letter.txt").read_text() == "somebody's letter"


@pytest.mark.parametrize("name", ["visit-a.open", "visit-a.forgotten", "records-damaged-1.sqlite"])
def test_a_folder_of_a_files_name_keeps_no_lab_from_opening_or_closing(tmp_path: Path, name: str) -> None:
    open_store(tmp_path).close()
    (tmp_path / name).mkdir()
    for _ in range(2):
        open_store(tmp_path).close()


@only_here.named_pipes
@pytest.mark.parametrize("name", [MODES_FILE, ORDERS_FILE])
def test_a_lot_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    told: list[LabError] = []
    mode_randomiser(tmp_path, told.append)
    order_randomiser(tmp_path, told.append)
    assert [str(each) for each in told if name in str(each)]


def test_a_folder_that_cannot_be_locked_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As network drives have it."""

    def refuse(_file: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("empathylab.storage.folder._lock", refuse)
    with pytest.raises(RecordsError, match="No locks available.*disk of this computer"):
        open_store(tmp_path)
