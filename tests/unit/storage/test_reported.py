"""Two reports on one event, set side by side, tell of nobody who came in between."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import RecordsError
from empathylab.domain.records import ReviewState
from empathylab.domain.session import Mode
from empathylab.domain.summary import Summary
from empathylab.reports.assemble import assemble
from empathylab.reports.names import library_names
from empathylab.reports.summary_files import as_values
from empathylab.storage import Store, combine_records, for_report_together, open_store
from empathylab.storage.reported import FILE_NAME, ReportedRecords, for_report, forget, waiting_visits
from empathylab.storage.schema import sessions
from empathylab.storage.summary import summarise_some

EVENT = synthetic_visits.EVENT
FEW, MANY = 30, 1_000
Come = Callable[[int], None]


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


@pytest.fixture
def come(store: Store) -> Come:
    """So many more people come."""
    seeds = iter(range(1_000))
    store.begin_event(synthetic_visits.settings())

    def come(people: int) -> None:
        list(synthetic_visits.visits(store, people, seed=next(seeds), facts=40))

    return come


def told(store: Store) -> Any:
    """What a report says that is handed on now."""
    return json.loads(
        json.dumps(as_values(assemble(for_report(store, store.data_dir, (EVENT,)), EVENT, library_names())))
    )


def without_caution(report: Any) -> Any:
    """All but that visits wait, which is true of the later one alone."""
    return {name: value for name, value in report.items() if name != "limitations"}


def test_a_report_that_is_made_one_visit_later_says_the_same(store: Store, come: Come) -> None:
    come(24)
    before, of_all = told(store), assemble(store, EVENT, library_names())
    come(1)
    assert assemble(store, EVENT, library_names()) != of_all, "what the visitor answered is the one line more"
    after = told(store)
    assert without_caution(after) == without_caution(before)
    assert "came after an earlier report" in json.dumps(after)
    assert waiting_visits(store, store.data_dir, (EVENT,)) == 1


def test_a_report_tells_of_more_visits_once_there_are_enough_of_a_persona(store: Store, come: Come) -> None:
    come(24)
    before = for_report(store, store.data_dir, (EVENT,)).summary(EVENT)
    for _ in range(12):
        come(1)
        reported = for_report(store, store.data_dir, (EVENT,))
        now = reported.summary(EVENT)
        more = {persona: people - before.people_of(persona) for persona, people in now.personas}
        assert sum(more.values()) in (0, *range(5, 13))
        assert all(people == 0 or people >= 5 or before.people_of(persona) < 5 for persona, people in more.items())
        assert now.counts.people + reported.waiting == store.summary(EVENT).counts.people
        before = now
    assert before.counts.people > 24


def test_what_is_told_is_what_would_be_counted_of_these_visits_alone(store: Store, come: Come) -> None:
    come(24)
    for_report(store, store.data_dir, (EVENT,))
    with store.snapshot() as connection:
        first = connection.execute(select(sessions.c.id)).scalars().all()
    come(3)
    reported = for_report(store, store.data_dir, (EVENT,))
    with store.snapshot() as connection:
        counted = summarise_some(connection, EVENT, select(sessions.c.id).where(sessions.c.id.in_(first)))
    assert reported.waiting == 3
    assert numbers_of(reported.summary(EVENT)) == numbers_of(counted)
    assert [numbers_of(part) for part in reported.parts(EVENT)] == [numbers_of(counted)]
    assert len({run.session_id for run in reported.runs(EVENT)}) == 24
    assert reported.counts(EVENT).visits == 24
    assert reported.summary(EVENT, Mode.AUDIT).counts.people == 0


def numbers_of(summary: Summary) -> Any:
    return summary.pairs, summary.outcomes, summary.barriers, summary.personas, summary.zoom, summary.orders


def test_a_comment_that_came_with_one_visit_more_waits_with_it(store: Store, come: Come) -> None:
    def release_all() -> None:
        for comment in store.comments(EVENT, ReviewState.WAITING):
            store.review(comment.id, ReviewState.RELEASED)

    come(24)
    before = {each.id for each in for_report(store, store.data_dir, (EVENT,)).comments(EVENT, ReviewState.RELEASED)}
    release_all()  # nobody came meanwhile: whose they are tells nothing
    all_first = {each.id for each in for_report(store, store.data_dir, (EVENT,)).comments(EVENT, ReviewState.RELEASED)}
    assert before == set() < all_first
    come(2)
    release_all()
    assert {each.id for each in store.comments(EVENT, ReviewState.RELEASED)} > all_first
    assert {each.id for each in for_report(store, store.data_dir, (EVENT,)).comments(EVENT)} == all_first
    gone = min(all_first)
    store.review(gone, ReviewState.WITHHELD)
    left = for_report(store, store.data_dir, (EVENT,)).comments(EVENT, ReviewState.RELEASED)
    assert {each.id for each in left} == all_first - {gone}


def test_whoever_handed_on_no_report_tells_of_all_visits(store: Store, come: Come) -> None:
    come(24)
    for_report(store, store.data_dir, (EVENT,))
    come(2)
    assert for_report(store, store.data_dir, (EVENT,)).waiting == 2
    forget(store.data_dir, (EVENT,))
    assert for_report(store, store.data_dir, (EVENT,)).waiting == 0


def test_reports_on_overlapping_folders_tell_of_nobody_who_came_in_between(tmp_path: Path) -> None:
    """On one laptop, on it and another, on that and a third: each folder remembers."""
    folders = {name: tmp_path / name for name in ("one", "two", "three")}

    def come_to(name: str, people: int, seed: int) -> None:
        with closing(open_store(folders[name])) as there:
            there.begin_event(synthetic_visits.settings())
            list(synthetic_visits.visits(there, people, seed=seed, facts=40))

    def told_of(*names: str) -> tuple[Any, int]:
        with closing(combine_records([folders[name] for name in names])) as together:
            reported = for_report_together(together, (EVENT,))
            report = json.loads(json.dumps(as_values(assemble(reported, EVENT, library_names()))))
            assert sum(part.counts.people for part in reported.parts(EVENT)) == reported.summary(EVENT).counts.people
        return without_caution(report), reported.waiting

    for seed, (name, people) in enumerate({"one": 24, "two": 24, "three": 3}.items()):
        come_to(name, people, seed)
    first, _ = told_of("one", "two")
    told_of("two", "three")
    come_to("two", 1, seed=10)
    come_to("three", 1, seed=11)
    assert told_of("one", "two") == (first, 1)
    with closing(open_store(folders["two"])) as alone:
        assert for_report(alone, alone.data_dir, (EVENT,)).waiting == 1
    assert told_of("one", "two", "three")[1] == 2
    come_to("three", 4, seed=12)
    assert told_of("three", "one")[1] == 0, "five came together"


def test_small_events_come_into_the_report_on_all_in_company(store: Store) -> None:
    """A lab that is always there, with a few people a day."""

    def come_on(day: int, people: int) -> ReportedRecords:
        store.begin_event(synthetic_visits.settings(f"Day {day}"))
        list(synthetic_visits.visits(store, people, seed=day, event=f"Day {day}", facts=40))
        return for_report(store, store.data_dir)

    assert come_on(1, 3).summary().counts.people == 3, "of which a report says nothing yet"
    assert [come_on(day, 2).summary().counts.people for day in (2, 3, 4, 5)] == [3, 3, 9, 9]


def test_an_event_that_is_deleted_is_named_no_more_and_one_of_few_never_is(store: Store, come: Come) -> None:
    come(4)
    for_report(store, store.data_dir, (EVENT,))
    assert not (store.data_dir / FILE_NAME).exists()
    come(20)
    for_report(store, store.data_dir, (EVENT,))
    assert EVENT in (store.data_dir / FILE_NAME).read_text(encoding="utf-8")
    assert (store.data_dir / FILE_NAME).stat().st_mode & 0o077 == 0
    store.purge(EVENT)
    assert EVENT not in (store.data_dir / FILE_NAME).read_text(encoding="utf-8")


def test_a_folder_that_takes_no_note_is_told(store: Store, come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    come(24)

    def refuse(*_all: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("empathylab.storage.reported.write_durably", refuse)
    assert "could not be noted" in for_report(store, store.data_dir, (EVENT,)).notices[0]


@pytest.mark.attack
def test_a_damaged_note_never_lets_a_single_visit_out(store: Store, come: Come, is_in_full: bool) -> None:
    come(24)
    before = for_report(store, store.data_dir, (EVENT,)).summary(EVENT)
    come(1)
    path, chance = store.data_dir / FILE_NAME, random.Random(5)
    good = path.read_bytes()
    for bad in (b"", b"[]", b"{", b"\xff", b'{"events": 3}', *some_changes(good, chance, MANY if is_in_full else FEW)):
        path.write_bytes(bad)
        assert told_or_refused(store) in (None, before.counts.people), bad


def told_or_refused(store: Store) -> int | None:
    """Of how many people a report tells; None where a sentence says why it cannot."""
    try:
        return for_report(store, store.data_dir, (EVENT,)).summary(EVENT).counts.people
    except RecordsError as error:
        if FILE_NAME not in str(error):
            raise
        return None


def some_changes(good: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    for _ in range(count):
        place = chance.randrange(len(good))
        yield (
            good[:place]
            + chance.choice((b"", b"\0", b'"', b"[", b"}", b"1e9", b"-", chance.randbytes(3)))
            + good[place + chance.choice((0, 1, 20)) :]
        )
