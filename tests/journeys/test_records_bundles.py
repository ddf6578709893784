"""Bundles under everything that happens to sticks and laptops: one copy of each visit, all of a file or nothing."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import InputError, LabError, RecordsError
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Answer, Ending, RunKind
from empathylab.reports.assemble import assemble
from empathylab.reports.names import Names
from empathylab.storage import (
    RecordsReader,
    Store,
    aggregates,
    import_records,
    open_records,
    open_store,
    sealing,
    write_bundle,
)
from support.killed_at_statements import KILLED_AFTER, KILLED_BEFORE, Killer, bundling, collecting
from support.mounting import can_mount
from support.scripted_station import begin, run_through, whole_visit

pytestmark = pytest.mark.journey

EVENT = synthetic_visits.EVENT
STATIONS, FEW_VISITS, MANY_VISITS = 8, 2, 500
OLDER = Path(__file__).parents[1] / "unit" / "storage" / "data" / "bundle_0010.labrecords"
FEW_FILES, MANY_FILES = 30, 5_000
SIDES = (KILLED_BEFORE, KILLED_AFTER)
NONSENSE = (None, -1, 10**30, "x", "", [], {}, True, 1.5, "\ud800", "2026-13-45", float("nan"), "'")
_SHARE = 16


@pytest.fixture
def is_soak(pytestconfig: pytest.Config) -> bool:
    return "soak" in pytestconfig.getoption("markexpr", "")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "home")
    yield store
    store.close()


def recorded(folder: Path, visits: int, seed: int, name: str = "") -> Path:
    """A laptop's records: its visits, a promise, one comment released."""
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    chance = random.Random(seed)
    for _ in range(visits):
        synthetic_visits.visit(store, chance, facts=20, station_name=name or folder.name)
        store.commit()
    for comment in list(store.comments())[:1]:
        store.review(comment.id, ReviewState.RELEASED)
    store.put_action(ActionRecord(f"promise of {folder.name}", EVENT, "Label every field"))
    store.close()
    return folder


def bundled(folder: Path, name: str = "", passphrase: str = "") -> Path:
    path = folder.parent / f"{name or folder.name}.labrecords"
    reader = open_records(folder)
    write_bundle(reader, path, folder.name, None, passphrase)
    reader.close()
    return path


def everything_in(source: RecordsReader) -> list[list[str]]:
    reads: list[Callable[[], Iterator[Any]]] = [source.event_stream, source.answers, source.comments, source.actions]
    runs = [repr(run) for run in source.runs()]
    return [sorted(runs), *(sorted(map(repr, read())) for read in reads)]


def is_counted_right(store: Store) -> bool:
    with store.snapshot() as connection:
        return aggregates.is_right(connection)


# --- in every order -------------------------------------------------------------------------------------------------


@pytest.mark.soak
def test_many_stations_in_any_order_and_repeated_are_there_once(tmp_path: Path, is_soak: bool) -> None:
    """8 × 2 visits in the ordinary run, 8 × 500 with `pytest -m soak`; by way of another station, too."""
    visits = MANY_VISITS if is_soak else FEW_VISITS
    paths = [bundled(recorded(tmp_path / f"station-{n}", visits, seed=n)) for n in range(STATIONS)]
    found = []
    for order in range(3 if is_soak else 2):
        store = open_store(tmp_path / f"all-{order}")
        chance = random.Random(order)
        for path in [*chance.sample(paths, STATIONS), *chance.choices(paths, k=3)]:
            import_records(store, path)
        assert store.counts(EVENT).people == STATIONS * visits
        assert is_counted_right(store)
        write_bundle(store, tmp_path / f"relay-{order}.labrecords", "relay")
        found.append(everything_in(store))
        store.close()
    relayed = open_store(tmp_path / "relayed")
    import_records(relayed, tmp_path / "relay-0.labrecords")
    import_records(relayed, paths[0])
    found.append(everything_in(relayed))
    relayed.close()
    assert all(each == found[0] for each in found)


def test_three_stations_with_deletions_and_withheld_words_come_to_the_same_in_every_order(tmp_path: Path) -> None:
    first = recorded(tmp_path / "first", 3, seed=1)
    shutil.copytree(first, tmp_path / "copy")
    store = open_store(tmp_path / "copy")
    waiting = next(iter(store.comments(state=ReviewState.WAITING)), None) or next(iter(store.comments()))
    store.review(waiting.id, ReviewState.WITHHELD)
    store.drop_action("promise of first")
    store.close()
    store = open_store(first)
    store.review(waiting.id, ReviewState.RELEASED, "as reviewed")
    store.close()
    paths = [bundled(first), bundled(tmp_path / "copy"), bundled(recorded(tmp_path / "third", 2, seed=3))]
    found = []
    for number, order in enumerate(itertools.permutations(paths)):
        together = open_store(tmp_path / f"all-{number}")
        for path in (*order, order[0]):
            import_records(together, path)
        assert {each.id: each.state for each in together.comments()}[waiting.id] is ReviewState.WITHHELD
        found.append([*everything_in(together)[:2], *everything_in(together)[4:]])
        together.close()
    assert all(each == found[0] for each in found)
    assert len(found[0][0]) == 10
    assert [action for action in found[0][-1] if "promise of first" in action] == []


# --- cut and killed -------------------------------------------------------------------------------------------------


@pytest.mark.soak
@pytest.mark.parametrize("side", SIDES)
def test_a_lab_killed_at_a_statement_has_all_of_a_bundle_or_nothing(
    elsewhere: Killer, tmp_path: Path, side: str, is_soak: bool
) -> None:
    """A share of the statements in the ordinary run, every one with `pytest -m soak`."""
    home = recorded(tmp_path / "home", 2, seed=1)
    path = bundled(recorded(tmp_path / "away", 3, seed=2))
    shutil.copytree(home, tmp_path / "whole")
    elsewhere.do(collecting(tmp_path / "whole", path))
    for cut in itertools.count(1 + SIDES.index(side), 1 if is_soak else _SHARE):
        folder = tmp_path / str(cut)
        shutil.copytree(home, folder)
        was_cut_off = elsewhere.cut_off(collecting(folder, path), cut, side)
        store = open_store(folder)
        assert store.counts(EVENT).people in (2, 5)
        assert is_counted_right(store)
        assert not list(folder.glob("records-arriving-*"))
        import_records(store, path)
        assert store.counts(EVENT).people == 5
        assert is_counted_right(store)
        store.close()
        if not was_cut_off:
            break
    assert cut > 15


@pytest.mark.soak
@pytest.mark.parametrize("side", SIDES)
def test_a_lab_killed_while_it_writes_a_bundle_leaves_none_and_writes_it_the_next_time(
    elsewhere: Killer, tmp_path: Path, side: str, is_soak: bool
) -> None:
    folder, path = recorded(tmp_path / "away", 3, seed=2), tmp_path / "away.labrecords"
    elsewhere.do(bundling(folder, path))
    path.unlink()
    for cut in itertools.count(1 + SIDES.index(side), 1 if is_soak else _SHARE // 2):
        if not elsewhere.cut_off(bundling(folder, path), cut, side):
            break
        assert not path.exists()
    assert cut > 5
    with path.open("rb") as file:
        assert len(list(sealing.unseal(file))) == 3


# --- sticks ---------------------------------------------------------------------------------------------------------


@contextmanager
def no_file_larger_than(room_bytes: int) -> Iterator[None]:
    """As if so much room were left: the system's own limit, which it tells as a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_stick_holds_no_part_of_a_file_and_that_is_said(tmp_path: Path) -> None:
    folder = recorded(tmp_path / "away", 3, seed=2)
    whole = bundled(folder).stat().st_size
    reader, path = open_records(folder), tmp_path / "stick" / "full.labrecords"
    path.parent.mkdir()
    with reader.snapshot() as reading:  # which has SQLite's notes on who reads made before
        reading.exec_driver_sql("SELECT count(*) FROM sessions")
        for room in (0, 10, 100, whole // 2, whole - 1):
            with no_file_larger_than(room), pytest.raises(RecordsError, match="no room"):
                write_bundle(reader, path, "away")
            assert list(path.parent.iterdir()) == []
    write_bundle(reader, path, "away")
    assert path.stat().st_size == whole
    reader.close()


def test_a_full_disk_at_home_takes_nothing_and_says_whose_disk_it_is(home: Store, tmp_path: Path) -> None:
    path = bundled(recorded(tmp_path / "away", 3, seed=2))
    for room in (100, path.stat().st_size):
        with no_file_larger_than(room), pytest.raises(RecordsError, match=r"disk is full|refuses to write"):
            import_records(home, path)
    assert home.counts().people == 0
    import_records(home, path)
    assert home.counts(EVENT).people == 3


def test_a_stick_that_goes_away_is_said_and_what_was_being_taken_is_taken_whole(home: Store, tmp_path: Path) -> None:
    """A real file system that is taken away in the middle, where mounting is allowed; else its folder is."""
    stick = tmp_path / "stick"
    stick.mkdir()
    if can_mount():
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(stick)], check=True, timeout=60)
    folder = recorded(tmp_path / "away", 2, seed=2)
    reader = open_records(folder)
    write_bundle(reader, stick / "good.labrecords", "away")
    with pytest.raises(RecordsError, match="stick still in its place"):
        write_bundle(reader, stick / "bad.labrecords", "away", progress=lambda _done, _all: _pull_out(stick))
    reader.close()
    with pytest.raises(InputError, match="Is the stick in its place"):
        import_records(home, stick / "good.labrecords")
    again = bundled(folder, "again")
    import_records(home, again, progress=lambda _done, _all: again.unlink(missing_ok=True))
    assert home.counts(EVENT).people == 2


def _pull_out(stick: Path) -> None:
    if os.path.ismount(stick):
        subprocess.run(["umount", "--lazy", str(stick)], check=True, timeout=60)
    elif stick.exists():
        stick.rename(stick.with_name("pulled-out"))


def test_a_stick_whose_reading_fails_is_said(home: Store, tmp_path: Path) -> None:
    """The kernel's own error: nobody can read the beginning of a process's memory."""
    (tmp_path / "broken.labrecords").symlink_to("/proc/self/mem")
    with pytest.raises(RecordsError, match="Is the stick still in its place"):
        import_records(home, tmp_path / "broken.labrecords")


# --- forged, damaged, of a newer lab --------------------------------------------------------------------------------


@pytest.mark.soak
def test_a_damaged_file_is_refused_and_changes_nothing(home: Store, tmp_path: Path, is_soak: bool) -> None:
    """30 files in the ordinary run, 5,000 with `pytest -m soak`; every twentieth is locked."""
    folder = recorded(tmp_path / "away", 2, seed=2)
    whole = {words: bundled(folder, words or "open", words).read_bytes() for words in ("", "four plain words here")}
    chance, path = random.Random(4), tmp_path / "damaged.labrecords"
    for number in range(MANY_FILES if is_soak else FEW_FILES):
        words = "" if number % 20 else "four plain words here"
        content = _damaged(whole[words], chance)
        path.write_bytes(content)
        if content != whole[words]:
            with pytest.raises(LabError):
                import_records(home, path, passphrase=words)
    assert home.counts().people == 0
    assert home.events() == ()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.randrange(1, 200)
    other = bytes(chance.randrange(256) for _ in range(length))
    return chance.choice(
        (
            content[:place],
            content[:place] + bytes((content[place] ^ (1 << chance.randrange(8)),)) + content[place + 1 :],
            content[:place] + other + content[place + length :],
            content[:place] + other + content[place:],
            content[:place] + content[place + length :],
            content + other,
            other,
        )
    )


@pytest.mark.soak
def test_a_forged_file_is_refused_or_leaves_records_that_can_be_read(
    home: Store, tmp_path: Path, is_soak: bool, allowed_logs: list[str]
) -> None:
    """Somebody who knows the format writes nonsense into it: 30 files in the ordinary run, 5,000 with `-m soak`.

    Every tenth is one that an older lab wrote.
    """
    path = bundled(recorded(tmp_path / "away", 2, seed=2))
    pieces, older_pieces = _pieces_of(path), _pieces_of(OLDER)
    chance = random.Random(5)
    for number in range(MANY_FILES if is_soak else FEW_FILES):
        with path.open("wb") as file:
            sealing.seal(file, _forged(older_pieces if number % 10 == 5 else pieces, chance))
        try:
            import_records(home, path)
        except LabError:
            continue
        if number % 10 == 0:
            _read_everything(home)
    _read_everything(home)
    home.close()
    again = open_store(home.data_dir, is_thorough=True)
    _read_everything(again)
    again.close()


def _pieces_of(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return list(sealing.unseal(file))


def _read_everything(store: Store) -> None:
    everything_in(store)
    for event in store.events():
        store.summary(event.name)
    assert is_counted_right(store)


def _forged(pieces: list[bytes], chance: random.Random) -> list[bytes]:
    """One value of one piece is another kind of thing."""
    forged = list(pieces)
    which = chance.randrange(len(pieces))
    start = 0 if which == 0 else 4
    end = len(pieces[0]) if which == 0 else 4 + int.from_bytes(pieces[which][:4], "big")
    table = json.loads(pieces[which][start:end])
    holder, key = _somewhere(table, chance)
    holder[key] = chance.choice(NONSENSE)
    text = json.dumps(table).encode()
    forged[which] = text if which == 0 else len(text).to_bytes(4, "big") + text + pieces[which][end:]
    return forged


def _somewhere(table: Any, chance: random.Random) -> tuple[Any, Any]:
    key = chance.choice(list(table) if isinstance(table, dict) else range(len(table)))
    inner = table[key]
    if isinstance(inner, dict | list) and inner and chance.random() < 0.9:
        return _somewhere(inner, chance)
    return table, key


def test_a_bundle_of_a_newer_lab_is_told_as_one(home: Store, tmp_path: Path) -> None:
    path = bundled(recorded(tmp_path / "away", 1, seed=2))
    with path.open("rb") as file:
        told, *rest = sealing.unseal(file)
    with path.open("wb") as file:
        sealing.seal(file, [json.dumps({**json.loads(told), "version": "9999"}).encode(), *rest])
    with pytest.raises(InputError, match="newer Empathy Lab"):
        import_records(home, path)
    assert home.events() == ()


# --- what a bundle holds --------------------------------------------------------------------------------------------


def test_a_deleted_visit_is_in_no_bundle_and_a_locked_one_holds_no_readable_word(home: Store, tmp_path: Path) -> None:
    canary, chance = "canarienvogel-7741", random.Random(3)
    for is_kept in (True, False):
        session_id = begin(home, chance)
        run_through(home, session_id, RunKind.BARRIER, (0, 20))
        home.answer(Answer(session_id, "what-like", None, text="kept words" if is_kept else canary))
        home.commit()
        home.end_session(session_id, Ending.FINISHED) if is_kept else home.forget_session(session_id)
    under_way = begin(home, chance)
    home.answer(Answer(under_way, "what-like", None, text=canary))
    whole_visit(home, chance)
    home.commit()
    path = tmp_path / "open.labrecords"
    write_bundle(home, path, "Library desk")
    with path.open("rb") as file:
        inside = b"".join(sealing.unseal(file))
    assert canary.encode() not in inside
    assert b"kept words" in inside
    write_bundle(home, path, "Library desk", passphrase="four plain words here")
    content = path.read_bytes()
    words = ("kept", "Library", "Scripted", "ashleigh", "sessions", "version", "missed-bin", "finished", "four")
    assert [word for word in words if word.encode() in content] == []
    assert sealing.MAGIC in content


def test_a_small_station_cannot_be_found_in_the_report_on_all(home: Store, tmp_path: Path) -> None:
    """The large one may have had a report of its own before they came together."""
    large = recorded(tmp_path / "large", 30, seed=30)
    for folder in (large, recorded(tmp_path / "small", 4, seed=4)):
        import_records(home, bundled(folder))
    assert [part.counts.people for part in home.parts(EVENT)] == [30, 4]
    both, one = (
        [section.charts for section in assemble(source, EVENT, Names()).sections if section.id == "ease"]
        for source in (home, open_records(large))
    )
    assert both == one
