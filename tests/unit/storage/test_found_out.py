"""What people found out: how many of an event knew each fact after each form, as far as small numbers may be told."""

from __future__ import annotations

import random

from empathylab.bench import synthetic_visits
from empathylab.domain.session import Answer, Ending, Mode, RunKind
from empathylab.files.questions import load_questions
from empathylab.reports.assemble import assemble
from empathylab.reports.comprehension import comprehension_rows
from empathylab.reports.names import library_names
from empathylab.storage import Store

EVENT = synthetic_visits.EVENT
ASKED = load_questions()
PAPER = ("What may you show?", "A council tax bill")
AGE = ("How old may it be?", "Under three months")


def visits(
    store: Store,
    people: int,
    *,
    know: int,
    mode: Mode = Mode.SIMULATION,
    station_name: str = "",
    persona: str = "ashleigh",
) -> None:
    """Visits in which the first so many know what the film says with barriers, and everybody when it is built well."""
    chance = random.Random(f"{people} {know} {mode} {station_name} {persona}")
    for number in range(people):
        session_id = synthetic_visits.begin(store, chance, persona, mode=mode, station_name=station_name)
        store.answer(Answer(session_id, "fact-paper", RunKind.BARRIER, int(number < know)))
        store.answer(Answer(session_id, "fact-paper", RunKind.HELPED, 1))
        store.answer(Answer(session_id, "fact-age", RunKind.BARRIER, None))
        store.answer(Answer(session_id, "fact-age", RunKind.HELPED, 1 if number < know else None))
        store.answer(Answer(session_id, "ease", RunKind.BARRIER, 1))
        store.end_session(session_id, Ending.FINISHED)
    store.commit()


def rows(store: Store, k: int) -> tuple[tuple[str, ...], ...]:
    return comprehension_rows(store.comprehension(ASKED.facts, EVENT), ASKED, k)


def test_of_each_fact_it_is_told_how_many_knew_it_of_those_who_answered(store: Store) -> None:
    visits(store, 12, know=6)
    assert rows(store, 1) == ((*PAPER, "6 of 12", "12 of 12"), (*AGE, "–", "6 of 6"))
    assert rows(store, 5) == (
        (*PAPER, "at least 5 of at least 10", "at least 10 of at least 10"),
        (*AGE, "–", "at least 5 of at least 5"),
    )


def test_a_few_who_knew_it_or_answered_are_not_told_apart(store: Store) -> None:
    visits(store, 7, know=3)
    assert rows(store, 5) == ((*PAPER, "fewer than 5 of at least 5", "at least 5 of at least 5"),)
    assert rows(store, 8) == ()


def test_laptops_with_a_few_people_each_are_not_added_up(store: Store) -> None:
    for name in ("one", "two"):
        visits(store, 6, know=3, station_name=name)
    assert rows(store, 5) == ((*PAPER, "–", "at least 10 of at least 10"),)


def test_people_who_wore_this_and_people_who_wore_that_are_not_added_up_where_they_are_few(store: Store) -> None:
    """That five were asked would tell how many wore a persona of which it is said that they are fewer than five."""
    visits(store, 4, know=4)
    visits(store, 3, know=3, persona="claudia")
    assert rows(store, 5) == ()
    visits(store, 6, know=6, persona="claudia")
    assert rows(store, 5)[0] == (*PAPER, "at least 5 of at least 5", "at least 5 of at least 5")


def test_who_only_looked_or_talked_is_not_among_them(store: Store) -> None:
    visits(store, 6, know=6, mode=next(mode for mode in Mode if mode is not Mode.SIMULATION))
    assert rows(store, 1) == ()


def test_the_report_has_a_section_where_enough_answered(store: Store) -> None:
    def sections() -> list[str]:
        return [section.id for section in assemble(store, EVENT, library_names()).sections]

    visits(store, 4, know=4)
    assert "found-out" not in sections()
    visits(store, 6, know=2)
    assert "found-out" in sections()
