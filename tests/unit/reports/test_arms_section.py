"""What the lot compares: those whom it assigned alone, and a verdict only where more than chance speaks."""

from __future__ import annotations

import pytest

from empathylab.domain.session import Mode
from empathylab.domain.summary import Counts, PairCount, PersonaPairs, Scale, Summary
from empathylab.reports.arms import ARMS, drawn, lot_rows, lot_words
from empathylab.reports.names import Names

K = 5


def came(people: int, change: int, *, is_assigned: bool = True) -> Summary:
    """So many, each as much surer as the others, or as little."""
    answered = {Scale.CONFIDENCE: (PersonaPairs("claudia", (PairCount(2, 2 + change, people),)),)}
    return Summary("Day", Counts(people=people), (("claudia", people),), answered, is_assigned=is_assigned)


def test_who_chose_what_to_do_is_in_no_arm_of_the_lot() -> None:
    parts = {mode: (came(12, 1), came(30, 4, is_assigned=False)) for mode in ARMS}
    rows = lot_rows(drawn(parts, K, Names()))
    assert [(row[1], row[2]) for row in rows] == [(words, "12") for words in ARMS.values()]


@pytest.mark.parametrize(("changes", "verdict"), [((4, 0, 0), "differ by more than"), ((1, 1, 1), "do not differ")])
def test_the_verdict_rests_on_chance(changes: tuple[int, ...], verdict: str) -> None:
    parts = {mode: (came(12, change),) for mode, change in zip(ARMS, changes, strict=True)}
    assert verdict in lot_words(drawn(parts, K, Names()))[1]


def test_there_is_no_verdict_where_few_answered_in_one_arm() -> None:
    parts = {mode: (came(12 if mode is not Mode.TALK else K - 1, 1),) for mode in ARMS}
    assert len(lot_words(drawn(parts, K, Names()))) == 1
