"""Attacks on "gone": every block of a disk is read, those in no file as well, as whoever finds the disk would.

A share each time; all of it with `pytest -m attack`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from empathylab.domain.errors import RecordsError
from empathylab.domain.session import Answer, RunKind
from empathylab.storage import Store, open_store, scrubbing, sqlite, writer
from support.mounting import disk_in_a_file, fill_up, leave_room
from support.scripted_station import EVENT, begin, deleted_visit, run_through, settings, whole_visit

pytestmark = [pytest.mark.journey, pytest.mark.attack]

_DISK_BYTES = 24 * 2**20
FEW_DELETIONS, MANY_DELETIONS = 12, 200
FEW_PURGES, MANY_PURGES = 2, 20

Disk = tuple[Path, Callable[[], bytes]]


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    for module in (sqlite, scrubbing):
        monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr(writer, "RETRY_S", 0.05)
    with disk_in_a_file(tmp_path, _DISK_BYTES) as made:
        yield made


def words_of(session_id: str) -> bytes:
    return f"Words of {session_id}".encode()


def remains(blocks: bytes, session_ids: list[str]) -> list[str]:
    return [each for each in session_ids if words_of(each) in blocks]


def test_no_disk_is_filled_but_one_that_was_made_for_it(tmp_path: Path) -> None:
    """Whoever may not mount any has a folder in its place: their own disk was filled to the last block."""
    with pytest.raises(AssertionError, match="somebody's"):
        fill_up(tmp_path / "ballast")
    assert list(tmp_path.iterdir()) == []


def test_visits_deleted_on_a_full_disk_are_in_no_block_of_it(disk: Disk, is_in_full: bool) -> None:
    (folder, blocks), chance = disk, random.Random(21)
    if not folder.is_mount():
        pytest.skip("this user may not mount file systems")
    store = open_store(folder / "records")
    store.begin_event(settings())
    for _ in range(MANY_DELETIONS if is_in_full else FEW_DELETIONS):
        session_id = write_until_full(store, folder / "ballast", chance)
        store.forget_session(session_id)
        store.commit()
        assert remains(blocks(), [session_id]) == []
        (folder / "ballast").unlink()
    store.close()


def write_until_full(store: Store, ballast: Path, chance: random.Random) -> str:
    """A visit on a disk with room for two blocks or for none, so that some of what is written does not fit."""
    session_id = begin(store, chance)
    run_through(store, session_id, RunKind.BARRIER, (0, chance.randrange(100)))
    store.commit()
    leave_room(ballast, chance.randrange(3))
    for question in ("what-like", "what-hurt"):
        words = words_of(session_id).decode() * chance.choice((1, 100, 400))
        store.answer(Answer(session_id, question, None, text=words))
    for _ in range(chance.randint(1, 3)):
        with suppress(RecordsError):
            store.commit()
    return session_id


def test_an_event_that_was_purged_is_in_no_block_of_the_disk(disk: Disk, is_in_full: bool) -> None:
    (folder, blocks), chance = disk, random.Random(22)
    store = open_store(folder / "records")
    for number in range(MANY_PURGES if is_in_full else FEW_PURGES):
        store.begin_event(settings())
        if number % 2:
            whole_visit(store, chance, event_name="another")
        visits = [whole_visit(store, chance) for _ in range(chance.randrange(1, 80))]
        visits.append(deleted_visit(store, chance))
        if number % 3 == 0:  # closing takes the log away as well
            store.close()
            store = open_store(folder / "records")
        store.purge(EVENT)
        assert not store.has_remains()
        assert remains(blocks(), visits) == []
    store.close()
