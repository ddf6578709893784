"""What a visit is stands with it: simulations are counted by themselves, and so are audits, talks and follow-ups."""

from __future__ import annotations

import random

from empathylab.bench import synthetic_visits
from empathylab.domain.session import Answer, Ending, Mode
from empathylab.domain.summary import Scale
from empathylab.storage import Store, aggregates, rescore

EVENT = synthetic_visits.EVENT


def make_visits(store: Store, modes: dict[Mode, int], **more: bool) -> None:
    chance = random.Random(1)
    for mode, visits in modes.items():
        for _ in range(visits):
            synthetic_visits.visit(store, chance, facts=20, mode=mode, **more)
    store.commit()


def test_each_mode_has_results_of_its_own(store: Store) -> None:
    make_visits(store, {Mode.SIMULATION: 4, Mode.AUDIT: 3, Mode.TALK: 2})
    assert store.counts(EVENT).people == store.summary(EVENT).counts.people == 4
    assert store.counts(EVENT).other_visits == 5
    assert [store.summary(EVENT, mode).counts.people for mode in (Mode.AUDIT, Mode.TALK, Mode.FOLLOW_UP)] == [3, 2, 0]
    assert store.summary(EVENT, Mode.AUDIT).all_pairs(Scale.CONFIDENCE).people > 0
    assert [part.counts.people for part in store.parts(EVENT, Mode.AUDIT)] == [3]
    assert sum(each.people for each in store.worn(EVENT)) == 4
    assert sorted(run.mode for run in store.runs()) == ["audit"] * 6 + ["simulation"] * 8 + ["talk"] * 4


def test_what_is_counted_is_the_same_when_counted_again(store: Store) -> None:
    make_visits(store, {Mode.SIMULATION: 4, Mode.AUDIT: 3}, is_assigned=True)
    with store.snapshot() as connection:
        assert aggregates.is_right(connection)
    assert all(found == () for _id, found in rescore.differences(store))
    assert [part.is_assigned for part in store.parts(EVENT)] == [True]


def test_contact_and_anxiety_are_counted(store: Store) -> None:
    session_id = synthetic_visits.begin(store, random.Random(1))
    for question, number in {"contact": 2, "anxiety-then": 5, "anxiety-now": 3}.items():
        store.answer(Answer(session_id, question, None, number))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    summary = store.summary(EVENT)
    assert summary.contact == ((2, 1),)
    (pair,) = summary.all_pairs(Scale.ANXIETY).pairs
    assert (pair.before, pair.after) == (5, 3)
