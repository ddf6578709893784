"""What people said of pictures and clips: counts of an event, of those who answered both sets to their end."""

from __future__ import annotations

import random

from empathylab.bench import synthetic_visits
from empathylab.domain.session import Answer, Ending
from empathylab.domain.spotting import SpotMoment, spot_question
from empathylab.files.spotting import spotting_sets
from empathylab.reports.assemble import assemble
from empathylab.reports.names import library_names
from empathylab.reports.spotting import spotting_rows
from empathylab.storage import Store

EVENT = synthetic_visits.EVENT


def visit(store: Store, chance: random.Random, *, is_right_before: float, answered: tuple[int, int] = (12, 12)) -> None:
    """Somebody who is right so often before, and always after, and answers so many each time."""
    session_id = synthetic_visits.begin(store, chance)
    shares = {SpotMoment.BEFORE: is_right_before, SpotMoment.AFTER: 1.0}
    sets = chance.sample(spotting_sets(), k=2)
    for (moment, share), spot_set, count in zip(shares.items(), sets, answered, strict=True):
        for item in spot_set.items[:count]:
            says = item.has_barrier if chance.random() < share else not item.has_barrier
            store.answer(Answer(session_id, spot_question(moment, item.id), None, int(says)))
    store.end_session(session_id, Ending.FINISHED)
    store.commit()


def test_people_who_were_guessing_before_and_right_after_are_told_so(store: Store) -> None:
    chance = random.Random(4)
    for _ in range(12):
        visit(store, chance, is_right_before=0.5)
    for skipped in ((12, 0), (12, 11), (5, 5)):
        visit(store, chance, is_right_before=0.5, answered=skipped)
    counts = store.spotted(EVENT)
    assert sum(each.people for each in counts) == 12 * 24
    before, after = spotting_rows(counts, 5)
    assert before[:2] == ("Before", "at least 10")
    assert abs(float(before[2].replace("\N{MINUS SIGN}", "-"))) < 0.6
    assert float(after[2]) > 3
    sections = [section.id for section in assemble(store, EVENT, library_names()).sections]
    assert "spotting" in sections


def test_of_a_few_nothing_is_told(store: Store) -> None:
    chance = random.Random(4)
    for _ in range(4):
        visit(store, chance, is_right_before=0.5)
    assert spotting_rows(store.spotted(EVENT), 5) == ()
    assert len(spotting_rows(store.spotted(EVENT), 1)) == 2
