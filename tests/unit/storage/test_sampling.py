"""A report's numbers are of a sample of the visits; what people were asked is of all of them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from empathylab.bench import synthetic_visits
from empathylab.domain.session import Answer, Ending, RunKind
from empathylab.domain.summary import ASKED, Scale, Summary
from empathylab.reports.assemble import assemble
from empathylab.reports.model import Report
from empathylab.reports.names import library_names
from empathylab.storage import Store, combine_records, for_report, open_store
from empathylab.storage.sampling import is_counted
from empathylab.storage.schema import sessions
from empathylab.storage.summary import summarise_some

EVENT = synthetic_visits.EVENT


class _LeftOut(random.Random):
    """Draws ids that the lot leaves out of the sample."""

    def getrandbits(self, bits: int, /) -> int:
        return super().getrandbits(bits) >> 4 << 4


def with_visits(folder: Path, count: int = 24, seed: int = 1) -> Store:
    store = open_store(folder)
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, count, seed, facts=40))
    return store


def of_sample(store: Store) -> Summary:
    with store.snapshot() as connection:
        every = connection.execute(select(sessions.c.id)).scalars().all()
        counted = [each for each in every if is_counted(each)]
        assert 0 < len(counted) < len(every)
        return summarise_some(connection, EVENT, select(sessions.c.id).where(sessions.c.id.in_(counted)))


def unsaid(summary: Summary) -> Summary:
    """Without its event and how many comments there are."""
    return replace(summary, event="", counts=replace(summary.counts, facts=0, comments_waiting=0))


def test_numbers_are_of_the_sample_and_answers_of_everybody(tmp_path: Path) -> None:
    store = with_visits(tmp_path)
    told, every = store.sampled(), store.summary(EVENT)
    expected = unsaid(of_sample(store).with_answers_of(every))
    assert unsaid(told.summary(EVENT)) == expected
    assert [unsaid(part) for part in told.parts(EVENT)] == [expected]
    assert all(expected.pairs_of(scale) == every.pairs_of(scale) for scale in ASKED)
    assert expected.pairs_of(Scale.KEYS_LOST) != every.pairs_of(Scale.KEYS_LOST)
    assert {run.session_id for run in told.runs(EVENT)} == {
        run.session_id for run in store.runs(EVENT) if is_counted(run.session_id)
    }
    store.close()


def test_the_sample_is_the_same_after_another_report_and_in_records_that_came_together(tmp_path: Path) -> None:
    stores = [with_visits(tmp_path / name, seed=seed) for seed, name in enumerate("ab")]
    assert unsaid(for_report(stores[0], tmp_path / "a", (EVENT,)).sampled().summary(EVENT)) == unsaid(
        stores[0].sampled().summary(EVENT)
    )
    for store in stores:
        store.close()
    together = combine_records([tmp_path / "a", tmp_path / "b"])
    people = [part.counts.people for part in together.sampled().parts(EVENT)]
    assert sum(people) == together.sampled().summary(EVENT).counts.people < 48
    assert len(people) == 2
    together.close()


def test_visits_that_the_lot_left_out_and_that_answered_nothing_change_no_report(tmp_path: Path) -> None:
    """So nobody who has a report can know how many there were."""
    store = with_visits(tmp_path)
    before, people = reported(store), store.summary(EVENT).counts.people
    chance = _LeftOut(5)
    for number in range(12):
        visit = synthetic_visits.begin(store, chance, ("ashleigh", "claudia")[number % 2])
        assert not is_counted(visit)
        store.answer(Answer(visit, "fact-paper", RunKind.BARRIER, 1))
        store.end_session(visit, Ending.FINISHED)
    store.commit()
    assert store.summary(EVENT).counts.people == people + 12
    assert reported(store) == before
    store.close()


def reported(store: Store) -> Report:
    return assemble(store, EVENT, library_names())
