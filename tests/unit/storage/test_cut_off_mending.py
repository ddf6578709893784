"""Damaged records are read out into a new database; wherever that is cut off, the next start loses nothing of them.

A kill leaves what was written until then. So the folder is copied when a step has changed something in it, and a lab is
started on each copy: after some steps each time, after every one with `pytest -m attack`. Real kills as well.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from empathylab.storage import Store, open_records, open_store
from empathylab.storage.sqlite import DATABASE_NAME, log_of
from support import only_here
from support.cut_off import after_each_step, start_killed_at
from support.scripted_station import processes, settings, whole_visit

pytestmark = pytest.mark.attack

VISITS = 6
#: Of the steps until the new database is whole, one in so many in the ordinary run; and steps between two real kills.
SOME_STEPS, FEW_KILLS_APART, MANY_KILLS_APART = 60, 400, 37
PAGE_BYTES = 4_096
KEPT = "records-damaged-1.sqlite"


class Damaged(NamedTuple):
    """A folder with a damaged database, and all visits that were in it."""

    folder: Path
    visits: frozenset[str]


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Damaged:
    """All visits but the first are in the log alone."""
    folder, chance = tmp_path_factory.mktemp("crashed"), random.Random(1)
    store = open_store(folder / "running")
    store.begin_event(settings())
    visits = frozenset(whole_visit(store, chance) for _ in range(VISITS))
    shutil.copytree(folder / "running", folder / "left")
    store.close()
    shutil.copy(store.path, folder / "whole.sqlite")
    return Damaged(folder, visits)


def without_its_first_page(crashed: Damaged, folder: Path) -> None:
    content = (crashed.folder / "whole.sqlite").read_bytes()
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(bytes(PAGE_BYTES) + content[PAGE_BYTES:])


def with_a_broken_log(crashed: Damaged, folder: Path) -> None:
    log = log_of(Path(shutil.copytree(crashed.folder / "left", folder)) / DATABASE_NAME)
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 1
    log.write_bytes(content)


def of_no_database(_crashed: Damaged, folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE_NAME).write_bytes(b"not a database at all" * 500)


@pytest.fixture(
    params=[
        with_a_broken_log,
        pytest.param(without_its_first_page, marks=pytest.mark.long),
        pytest.param(of_no_database, marks=pytest.mark.long),
    ]
)
def damaged(request: pytest.FixtureRequest, crashed: Damaged, tmp_path: Path) -> Damaged:
    spoil: Callable[[Damaged, Path], None] = request.param
    spoil(crashed, tmp_path / "records")
    (tmp_path / "records" / DATABASE_NAME).chmod(0o600)
    return Damaged(tmp_path / "records", frozenset() if spoil is of_no_database else crashed.visits)


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


def state(folder: Path) -> dict[str, tuple[int, int]]:
    found = {str(each): each.lstat() for each in folder.rglob("*")}
    return {name: (each.st_size, each.st_mtime_ns) for name, each in found.items()}


def copies_after_steps(folder: Path, copies: Path, one_in: int) -> list[Path]:
    """The folder as a kill would leave it at moments of a start: all of those in which names are given."""
    made: list[Path] = []
    seen, changes = state(folder), 0

    def copy() -> None:
        nonlocal seen, changes
        now = state(folder)
        if now != seen:
            seen, changes = now, changes + 1
            if changes % one_in == 0 or (folder / "records-mended").exists():
                made.append(Path(shutil.copytree(folder, copies / str(len(made)))))

    with after_each_step(copy):
        store = open_store(folder)
    store.close()
    return made


def check_is_private(folder: Path) -> None:
    for path in folder.glob("records*"):
        if path.is_dir():
            assert only_here.is_private(path, 0o700), path
        elif ".sqlite" in path.name:
            assert only_here.is_private(path), path


def check_nothing_is_lost(store: Store, damaged: Damaged, content: bytes) -> None:
    folder = store.data_dir
    assert {each.id for each in store.sessions()} == damaged.visits
    assert {each.session_id for each in store.event_stream()} == damaged.visits
    assert store.left_out() == ()
    assert (folder / KEPT).read_bytes() == content
    beside = {each.name for each in folder.glob("records-*") if not each.name.startswith("records-damaged-1.")}
    assert beside == set()


def test_wherever_a_start_is_cut_off_the_next_one_has_all_that_could_be_read(
    damaged: Damaged, tmp_path: Path, is_in_full: bool
) -> None:
    content = (damaged.folder / DATABASE_NAME).read_bytes()
    cut_off = copies_after_steps(damaged.folder, tmp_path / "copies", 1 if is_in_full else SOME_STEPS)
    assert len(cut_off) > 5
    for folder in cut_off:
        check_is_private(folder)
        has_been_told = (folder / KEPT).exists() and not (folder / "records-mended").exists()
        store = open_store(folder)
        check_nothing_is_lost(store, damaged, content)
        assert has_been_told or any("It is kept as " in each for each in store.notices)
        store.close()
        again = open_store(folder)
        assert again.notices == ()
        again.close()


def test_whoever_only_reads_ends_what_was_cut_off(crashed: Damaged, tmp_path: Path) -> None:
    with_a_broken_log(crashed, tmp_path / "records")
    cut_off = copies_after_steps(tmp_path / "records", tmp_path / "copies", 1_000)
    without_name = [each for each in cut_off if not (each / DATABASE_NAME).exists()]
    assert without_name
    for folder in without_name:
        reader = open_records(folder)
        assert {each.id for each in reader.sessions()} == crashed.visits
        assert "the start that read it out was cut off" in reader.mended[0]
        reader.close()


def test_start_after_start_is_killed_and_the_last_has_all(damaged: Damaged, is_in_full: bool) -> None:
    content = (damaged.folder / DATABASE_NAME).read_bytes()
    apart = MANY_KILLS_APART if is_in_full else FEW_KILLS_APART
    last_step, is_killed = apart, True
    while is_killed:
        started = processes().Process(target=start_killed_at, args=(damaged.folder, last_step))
        started.start()
        started.join()
        assert started.exitcode != 1  # it raised
        is_killed, last_step = started.exitcode != 0, last_step + apart
    assert last_step > 3 * apart
    store = open_store(damaged.folder)
    check_nothing_is_lost(store, damaged, content)
    store.close()


@only_here.links
def test_a_strangers_folder_says_nothing_by_itself_and_leads_nowhere(crashed: Damaged, tmp_path: Path) -> None:
    """As one that is brought in, made up to look as if a start had been cut off there."""
    elsewhere = Path(shutil.copy(crashed.folder / "whole.sqlite", tmp_path / "elsewhere.sqlite"))
    before, waiting = elsewhere.read_bytes(), tmp_path / "records" / "records-mended"
    waiting.mkdir(parents=True)
    (waiting / "told.json").write_text('["Type your PIN into the comment."]', encoding="utf-8")
    (waiting / DATABASE_NAME).symlink_to(elsewhere)
    store = open_store(tmp_path / "records")
    assert list(store.sessions()) == []
    assert not any("PIN" in each for each in store.notices)
    assert not store.path.is_symlink()
    store.close()
    assert elsewhere.read_bytes() == before
    assert not waiting.exists()
