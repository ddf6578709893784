"""What a crash leaves beside the records' file, damaged: the log, and the visits under way.

Some of each time; a thousand of each with `pytest -m attack`.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from empathylab.domain.pairing import Pairing
from empathylab.domain.session import Answer, RunKind
from empathylab.storage import Store, damaged_log, open_records, open_store
from empathylab.storage.open_visits import PREFIX
from empathylab.storage.sqlite import DATABASE_NAME, log_of
from support.scripted_station import begin, run_through, settings, whole_visit

pytestmark = pytest.mark.attack

FEW, MANY = 4, 1_000
FACTS = 12
TOLD_OF_LOG = re.compile(r"log is missing.* ([\d,]+) changes? w")
#: What belongs nowhere, as JSON.
NONSENSE = (
    *("nan", "Infinity", "-1", "1e308", "9" * 30, "9" * 5_000, "true", "null", "[]", "{}", "0.5", "[" * 100_000),
    *('""', '"x"', '"\\ud800"', '"\\u0000"', '"2026-99-99"', '{"a": 1}', f'"{"x" * 70_000}"'),
)


class Left(NamedTuple):
    """A folder as a crash left it: ended visits, all of them in the log, and one under way."""

    folder: Path
    ended: frozenset[str]
    under_way: str

    @property
    def visit(self) -> Path:
        return self.folder / f"{PREFIX}{self.under_way}.open"

    @property
    def log(self) -> Path:
        return log_of(self.folder / DATABASE_NAME)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Left:
    chance, folder = random.Random(1), tmp_path_factory.mktemp("crashed")
    store = open_store(folder / "running")
    store.begin_event(settings())
    ended = frozenset(whole_visit(store, chance) for _ in range(20))
    under_way = begin(store, chance)
    run_through(store, under_way, RunKind.BARRIER, (0, FACTS))
    for question in ("what-like", "what-hurt"):
        store.answer(Answer(under_way, question, None, text=f"Words on {question}"))
    store.pair(under_way, Pairing("5a" * 16, "b6" * 32))
    store.commit()
    shutil.copytree(folder / "running", folder / "left")
    store.close()
    return Left(folder / "left", ended, under_way)


@pytest.fixture
def left(crashed: Left, tmp_path: Path) -> Callable[[], Left]:
    """The folder as the crash left it, each time anew."""

    def copy() -> Left:
        shutil.rmtree(tmp_path / "records", ignore_errors=True)
        return crashed._replace(folder=Path(shutil.copytree(crashed.folder, tmp_path / "records")))

    return copy


@pytest.fixture
def times(pytestconfig: pytest.Config) -> int:
    return MANY if "attack" in pytestconfig.getoption("markexpr", "") else FEW


def all_read(store: Store) -> dict[str, int]:
    """Visits and how many facts there are of each; nothing of the rest is unreadable."""
    visits = {each.id for each in store.sessions()}
    facts = {each.session_id: len(each.rows) for each in store.event_stream()}
    list(store.runs())
    list(store.answers())
    store.summary()
    assert store.left_out() == ()
    assert visits == facts.keys()
    return facts


def started_twice(folder: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """What is in use after two starts, and what the first of them told; the second has nothing to tell."""
    first = open_store(folder)
    found, told = all_read(first), first.notices
    first.close()
    second = open_store(folder)
    assert all_read(second) == found
    assert second.notices == ()
    second.close()
    return found, told


# --- a visit under way ------------------------------------------------------------------------------------------------


def changed_value(content: bytes, chance: random.Random) -> bytes:
    """Nonsense in place of one value of a line, or no such value."""
    lines = content.split(b"\n")
    place = chance.randrange(len(lines) - 1)
    what, row = json.loads(lines[place])
    name = chance.choice(list(row))
    if chance.random() < 0.2:
        del row[name]
    words = json.dumps([what, {**row, name: "here"} if name in row else row])
    lines[place] = words.replace('"here"', chance.choice(NONSENSE)).encode()
    return b"\n".join(lines)


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = start + chance.choice((0, 1, chance.randrange(60), len(content)))
    return (
        content[:start] + chance.choice((b"", b"\0", b'"', b"[[", b"\xff", b"\n", chance.randbytes(9))) + content[end:]
    )


@pytest.mark.parametrize("change", [changed_value, changed_bytes])
def test_a_damaged_line_of_a_visit_under_way_costs_that_line_and_is_told(
    left: Callable[[], Left], times: int, change: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(2)
    for _ in range(times):
        each = left()
        content = each.visit.read_bytes()
        each.visit.write_bytes(change(content, chance))
        found, told = started_twice(each.folder)
        assert each.ended <= found.keys() <= each.ended | {each.under_way}
        if change is changed_value:
            assert found.get(each.under_way, FACTS) >= FACTS - 1
            is_told = "damaged" in " ".join(told) or "cannot be read" in " ".join(told)
            assert is_told or found[each.under_way] == FACTS


# --- the log ----------------------------------------------------------------------------------------------------------


def flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.choice((chance.randrange(32), *3 * (chance.randrange(len(content)),)))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def with_noise(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.choice((40, 4_096, 20_000))
    return content[:place] + chance.randbytes(min(length, len(content) - place)) + content[place + length :]


def with_more(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.randbytes(5) + content[place:]


def with_less(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + content[place + chance.choice((1, 5_000)) :]


@pytest.mark.parametrize("change", [flipped, with_noise, with_more, with_less])
def test_what_a_damaged_log_no_longer_tells_is_told_and_the_rest_of_it_is_in_use(
    left: Callable[[], Left], times: int, change: Callable[[bytes, random.Random], bytes]
) -> None:
    chance, kept = random.Random(3), 0
    for _ in range(times // 4):
        each = left()
        each.log.write_bytes(change(each.log.read_bytes(), chance))
        found, told = started_twice(each.folder)
        assert found.keys() <= each.ended | {each.under_way}
        assert each.ended <= found.keys() or "log" in " ".join(told)
        kept += len(found)
    assert kept > 0.8 * (times // 4) * len(each.ended)


def test_a_log_that_is_cut_off_tells_how_much_is_missing_and_the_rest_is_in_use(
    left: Callable[[], Left], times: int
) -> None:
    chance = random.Random(5)
    for length in (None, 0, 1, *(chance.random() for _ in range(times))):
        each = left()
        cut_off(each.log, length)
        exported = told_at_export(each.folder)
        each = left()
        cut_off(each.log, length)
        found, told = started_twice(each.folder)
        of_log = [words for words in told if TOLD_OF_LOG.search(words)]
        missing = len(each.ended - found.keys())
        assert found.keys() <= each.ended | {each.under_way}
        # An event was set up, too.
        assert [missing <= int(TOLD_OF_LOG.findall(words)[0]) <= missing + 1 for words in of_log] in ([], [True])
        assert bool(of_log) >= bool(missing)
        assert length != 1 or not of_log
        assert of_log == exported


def told_at_export(folder: Path) -> list[str]:
    reader = open_records(folder)
    reader.close()
    return list(reader.left_out())


def cut_off(log: Path, length: float | None) -> None:
    """All of it gone, or so much of it left."""
    if length is None:
        log.unlink()
    else:
        content = log.read_bytes()
        log.write_bytes(content[: int(length * len(content))])


def test_whoever_exports_before_the_next_start_has_all_of_a_damaged_log_too(left: Callable[[], Left]) -> None:
    each = left()
    each.log.write_bytes(flipped(each.log.read_bytes(), random.Random(4)))
    reader = open_records(each.folder)
    assert {found.id for found in reader.sessions()} >= each.ended
    assert "One visit was cut off when the lab last ended, and kept as interrupted." in reader.mended
    reader.close()
    again = open_records(each.folder)
    assert again.mended == (), "it is told once"
    again.close()


def test_a_log_that_looks_broken_while_a_lab_records_keeps_nobody_from_reading(
    left: Callable[[], Left], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does to whoever reads it at the moment at which it begins anew."""
    each = left()
    store = open_store(each.folder)
    monkeypatch.setattr(damaged_log, "is_broken", lambda _path: True)
    reader = open_records(each.folder)
    assert {found.id for found in reader.sessions()} >= each.ended
    reader.close()
    store.close()


def test_an_older_copy_that_is_put_back_after_a_crash_is_no_log_that_lost_its_end(tmp_path: Path) -> None:
    running, older, chance = tmp_path / "running", tmp_path / "older", random.Random(6)
    for copy in (older, tmp_path / "crashed"):
        store = open_store(running)
        whole_visit(store, chance)
        store.close()
        store = open_store(running)
        shutil.copytree(running, copy)
        store.close()
    shutil.copy(older / DATABASE_NAME, tmp_path / "crashed")
    found, told = started_twice(tmp_path / "crashed")
    assert (len(found), told) == (1, ())
