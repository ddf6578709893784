"""Two stations' records exported together: each visit once, and nothing that was deleted comes back."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from empathylab.bench import synthetic_visits
from empathylab.cli.export import command
from empathylab.domain.errors import InputError, LabError
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.roles import HostThere
from empathylab.domain.workshop import EventSettings
from empathylab.reports.assemble import assemble
from empathylab.reports.exporting import export
from empathylab.reports.names import Names
from empathylab.storage import Store, combine_records, facilitator_writes, open_records, open_store
from empathylab.storage.reader import RecordsReader
from empathylab.storage.sqlite import DATABASE_NAME
from support.spoilt_records import spoil_at_random

#: Times that something is spoilt in the ordinary run, and with `pytest -m attack`.
FEW, MANY = 3, 300
CAFE = "Café Gŵyl"


Combine = Callable[[Sequence[Path]], RecordsReader]


@pytest.fixture
def combine() -> Iterator[Combine]:
    """What was put together lies in memory until it is closed."""
    with ExitStack() as opened:
        yield lambda folders: opened.enter_context(closing(combine_records(folders)))


@pytest.fixture
def stations(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders; the second also holds a copy of everything that the first recorded."""
    first, second = tmp_path / "one", tmp_path / "two % three"
    record(first, 12, seed=1)
    shutil.copytree(first, second)
    record(second, 7, seed=2)
    return first, second


def record(folder: Path, visits: int, seed: int, event: str = synthetic_visits.EVENT) -> None:
    store = open_store(folder)
    begin_as_typed(store, synthetic_visits.settings(event))
    for _ in synthetic_visits.visits(store, visits, seed, event, facts=20):
        pass
    for number, comment in enumerate(store.comments(state=ReviewState.WAITING)):
        if number % 2:
            store.review(comment.id, ReviewState.RELEASED)
    store.close()


def begin_as_typed(store: Store, settings: EventSettings) -> None:
    """As records have it from before names were composed."""
    store.write(lambda connection: facilitator_writes.put_event(connection, settings))


def exported(folders: Sequence[Path], out: Path, event: str | None = None) -> dict[str, Any]:
    records = combine_records(folders)
    export(records, out, ["json"], event)
    records.close()
    found: dict[str, Any] = json.loads((out / "records.json").read_text(encoding="utf-8"))
    return found


def test_each_visit_is_there_once(combine: Combine, stations: tuple[Path, Path], tmp_path: Path) -> None:
    together = combine(stations)
    assert together.counts().people == 19
    ids = [session.id for session in together.sessions()]
    assert len(ids) == len(set(ids)) == 19
    alone = open_records(stations[1])
    assert together.summary() == alone.summary()
    assert set(together.event_stream()) == set(alone.event_stream())
    assert sorted(map(repr, together.runs())) == sorted(map(repr, alone.runs()))
    assert sorted(map(repr, together.answers())) == sorted(map(repr, alone.answers()))
    assert list(together.comments()) == list(alone.comments())


def test_two_stations_that_share_nothing_are_added_up(combine: Combine, tmp_path: Path) -> None:
    for name, visits in (("a", 5), ("b", 8)):
        record(tmp_path / name, visits, seed=visits)
    together = combine([tmp_path / "a", tmp_path / "b"])
    one, other = open_records(tmp_path / "a"), open_records(tmp_path / "b")
    assert [found.name for found in together.events()] == [synthetic_visits.EVENT]
    assert together.counts().people == 13
    assert together.counts().facts == one.counts().facts + other.counts().facts
    assert [session.number for session in together.sessions()] == list(range(1, 14))
    assert len(list(together.comments())) == len(list(one.comments())) + len(list(other.comments()))


def test_every_format_is_written(combine: Combine, stations: tuple[Path, Path], tmp_path: Path) -> None:
    records = combine(stations)
    written = export(records, tmp_path / "out")
    records.close()
    assert {path.suffix for path in written} >= {".csv", ".xlsx", ".json", ".html", ".pdf"}
    assert "19" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert not [path for path in stations[0].parent.iterdir() if path.name not in ("one", "two % three", "out")]


def test_the_later_word_on_a_comment_and_a_promise_counts(combine: Combine, tmp_path: Path) -> None:
    promise = ActionRecord("one", synthetic_visits.EVENT, "Label every field")
    first, copy = tmp_path / "first", tmp_path / "copy"
    record(first, 3, seed=1)
    store = open_store(first)
    waiting = next(iter(store.comments(state=ReviewState.WAITING)))
    store.put_action(promise)
    store.close()
    shutil.copytree(first, copy)
    store = open_store(copy)
    store.review(waiting.id, ReviewState.RELEASED, "said so")
    store.put_action(replace(promise, is_done=True))
    store.close()
    for folders in ((first, copy), (copy, first)):
        together = combine(folders)
        assert {comment.id: comment.public_text for comment in together.comments()}[waiting.id] == "said so"
        assert [action.is_done for action in together.actions()] == [True]


@pytest.mark.parametrize(
    ("decided", "stays"),
    [
        ((ReviewState.RELEASED, ReviewState.WITHHELD), ReviewState.WITHHELD),
        ((ReviewState.RELEASED, ReviewState.RELEASED), ReviewState.WAITING),
    ],
)
def test_a_comment_decided_on_in_two_copies_does_not_leave(
    combine: Combine, stations: tuple[Path, Path], decided: tuple[ReviewState, ...], stays: ReviewState
) -> None:
    """Each may have left other words in it."""
    stores = [open_store(folder) for folder in stations]
    in_both, *_ = set.intersection(*({comment.id for comment in store.comments()} for store in stores))
    for store, state in zip(stores, decided, strict=True):
        store.review(in_both, state)
        store.close()
    for folders in (stations, stations[::-1]):
        together = {found.id: found.state for found in combine(folders).comments()}
        assert together[in_both] is stays


def test_what_one_station_deleted_does_not_come_back_from_another(
    combine: Combine, stations: tuple[Path, Path]
) -> None:
    store = open_store(stations[0])
    store.purge(synthetic_visits.EVENT)
    store.close()
    for folders in (stations, stations[::-1]):
        together = combine(folders)
        assert together.counts().people == 7
        assert {comment.event for comment in together.comments()} == {synthetic_visits.EVENT}


def test_one_event_in_two_forms_of_unicode_is_one_and_the_stricter_promise_counts(
    combine: Combine, tmp_path: Path
) -> None:
    for name, form, k, day in (("a", "NFC", 5, 1), ("b", "NFD", 10, 9)):
        event = unicodedata.normalize(form, CAFE)
        record(tmp_path / name, 3, seed=k)
        record(tmp_path / name, 4, seed=k + 1, event=event)
        store = open_store(tmp_path / name)
        begin_as_typed(store, EventSettings(event, date(2026, 3, 2), date(2027, 3, day), k))
        store.close()
    folders = [tmp_path / "a", tmp_path / "b"]
    (cafe,) = (found for found in combine(folders).events() if found.name != synthetic_visits.EVENT)
    assert (cafe.name, cafe.k, cafe.keep_until) == (CAFE, 10, date(2027, 3, 1))
    for form in ("NFC", "NFD"):
        found = exported(folders, tmp_path / form, unicodedata.normalize(form, CAFE))
        assert len(found["runs"]) == 16


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_an_event_is_found_in_whichever_form_its_name_is_typed(tmp_path: Path, stored: str) -> None:
    record(tmp_path / "records", 3, 1, unicodedata.normalize(stored, CAFE))
    for form in ("NFC", "NFD", "NFKC"):
        source = open_records(tmp_path / "records")
        export(source, tmp_path / form, ["json"], unicodedata.normalize(form, CAFE))
        found = json.loads((tmp_path / form / "records.json").read_text(encoding="utf-8"))
        assert len(found["runs"]) == 6


def test_an_event_that_is_begun_in_another_form_is_the_one_there_is(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for form in ("NFC", "NFD"):
        store.begin_event(synthetic_visits.settings(unicodedata.normalize(form, CAFE)))
    assert [event.name for event in store.events()] == [CAFE]
    store.close()


def test_a_folder_without_records_is_named(stations: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no records in .*nowhere"):
        combine_records([stations[0], tmp_path / "nowhere"])


def test_records_on_a_disk_that_cannot_be_written_are_exported(combine: Combine, tmp_path: Path) -> None:
    """Of the files beside the records SQLite needs one to read; a folder in its place keeps it from being made."""
    record(tmp_path / "a", 3, 1)
    alone = tmp_path / "disk"
    alone.mkdir()
    shutil.copy(tmp_path / "a/records.sqlite", alone)
    (alone / "records.sqlite-shm").mkdir()
    records = open_records(alone)
    assert records.counts().people == 3
    assert combine([alone, tmp_path / "a"]).counts().people == 3


def test_the_command_takes_several_folders(stations: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = [word for folder in stations for word in ("--data", str(folder))]
    done = CliRunner().invoke(command, [*given, "--out", str(out), "--format", "csv"])
    assert done.exit_code == 0, done.output
    assert len((out / "runs.csv").read_text(encoding="utf-8").splitlines()) == 1 + 2 * 19


def test_what_came_from_each_folder_adds_up_and_is_told_as_its_own_report_tells_it(
    combine: Combine, tmp_path: Path
) -> None:
    """A folder with few visits cannot be found as what the report on both has more than the one on the other."""
    for name, visits in (("a", 30), ("b", 4)):
        record(tmp_path / name, visits, seed=visits)
    together = combine([tmp_path / "a", tmp_path / "b"])
    large, small = (open_records(tmp_path / name).summary(synthetic_visits.EVENT) for name in "ab")
    assert [part.counts.people for part in together.parts(synthetic_visits.EVENT)] == [30, 4]
    for part, alone in zip(together.parts(synthetic_visits.EVENT), (large, small), strict=True):
        assert replace(part, counts=alone.counts) == alone
    both, one = (
        [
            section.charts
            for section in assemble(source, synthetic_visits.EVENT, Names()).sections
            if section.id == "ease"
        ]
        for source in (together, open_records(tmp_path / "a"))
    )
    assert both == one
    together.close()


def test_visits_with_a_host_and_those_that_were_drawn_are_parts_of_their_own(tmp_path: Path) -> None:
    chance = random.Random(1)
    apart: tuple[dict[str, Any], ...] = ({}, {"is_assigned": True}, {"host": HostThere.YES})
    store = open_store(tmp_path / "a")
    store.begin_event(synthetic_visits.settings())
    for people, how in enumerate(apart, 1):
        for _ in range(people):
            synthetic_visits.visit(store, chance, facts=20, **how)
    store.commit()
    store.close()
    record(tmp_path / "b", 4, seed=4)
    together = combine_records([tmp_path / "a", tmp_path / "b"])
    parts = together.parts(synthetic_visits.EVENT)
    found = {(part.host, part.is_assigned, part.counts.people) for part in parts}
    unknown = HostThere.NOT_TOLD
    assert found == {(unknown, False, 1), (unknown, True, 2), (HostThere.YES, False, 3), (unknown, False, 4)}
    together.close()


@pytest.mark.parametrize(
    ("table", "column", "value"), [("events", "held_on", 1e308), ("results", "confidence_before", "")]
)
def test_what_is_damaged_in_one_folder_is_left_out_and_told(
    stations: tuple[Path, Path], combine: Combine, table: str, column: str, value: object
) -> None:
    with closing(sqlite3.connect(stations[0] / DATABASE_NAME)) as records, records:
        records.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS NOT NULL", (value,))
    together = combine(stations)
    assert assemble(together, None, Names())
    if table == "results":
        assert any(str(stations[0]) in words for words in together.left_out())


@pytest.mark.attack
def test_nonsense_in_one_of_two_folders_ends_in_no_traceback(
    stations: tuple[Path, Path], tmp_path: Path, allowed_logs: list[str], pytestconfig: pytest.Config
) -> None:
    """In any column of any table: it is left out, or a sentence says what is wrong."""
    allowed_logs.append("could not be scored")
    chance = random.Random(6)
    for number in range(MANY if "attack" in pytestconfig.getoption("markexpr", "") else FEW):
        spoilt = Path(shutil.copytree(stations[1], tmp_path / str(number)))
        for _ in range(chance.randint(1, 5)):
            spoil_at_random(spoilt, chance)
        folders = [stations[0], spoilt] if chance.random() < 0.5 else [spoilt, stations[0]]
        with suppress(LabError), closing(combine_records(folders)) as together:
            export(together, spoilt / "out", ["csv", "json", "html"])
            assert together.counts().people >= 12, "of the folder that is sound"
        shutil.rmtree(spoilt)
