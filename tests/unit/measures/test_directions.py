"""Which way is better, on every scale: what a person says who was moved that way."""

from __future__ import annotations

import re

import pytest

from empathylab.domain.summary import PairCount, PersonaPairs, Scale
from empathylab.measures.comparing import Verdict, compare
from empathylab.measures.comparison_words import full_count_words, shift_words

#: Before, after, and what is then said of twelve people.
MOVED = {
    Scale.EASE: (2, 6, "12 found it easier"),
    Scale.EFFORT: (80, 20, "12 needed less effort"),
    Scale.FRUSTRATION: (80, 20, "12 were less frustrated"),
    Scale.CONFIDENCE: (2, 6, "12 felt more confident"),
    Scale.PITY: (6, 2, "12 felt less pity"),
    Scale.ANXIETY: (6, 2, "12 felt less nervous"),
    Scale.CAPABLE: (2, 6, "12 thought the person more able"),
    Scale.FIRST_FIELD_SECONDS: (30, 4, "12 were there sooner"),
    Scale.FIRST_PAGE_SECONDS: (90, 40, "12 were faster"),
    Scale.SECONDS: (180, 60, "12 were faster"),
    Scale.FIRST_FIELD_KEYS: (40, 2, "12 needed fewer key presses"),
    Scale.KEYS_LOST: (30, 1, "12 lost fewer key presses"),
}


def test_every_scale_has_a_direction() -> None:
    assert set(MOVED) == set(Scale)


@pytest.mark.parametrize("scale", list(MOVED))
def test_people_who_are_better_off_are_told_as_such(scale: Scale) -> None:
    before, after, words = MOVED[scale]
    change = compare(PersonaPairs("claudia", (PairCount(before, after, 12),)), scale)
    assert full_count_words(change).startswith(words)
    assert (change.better, change.worse, change.verdict) == (12, 0, Verdict.BETTER)


@pytest.mark.parametrize("scale", list(MOVED))
def test_people_who_are_worse_off_are_told_as_such(scale: Scale) -> None:
    after, before, words = MOVED[scale]
    change = compare(PersonaPairs("claudia", (PairCount(before, after, 12),)), scale)
    assert words not in full_count_words(change)
    assert (change.better, change.worse, change.verdict) == (0, 12, Verdict.WORSE)


@pytest.mark.parametrize("scale", list(MOVED))
def test_one_of_a_unit_is_one(scale: Scale) -> None:
    change = compare(PersonaPairs("claudia", (PairCount(2, 3, 12),)), scale)
    assert re.search(r"1 (point|second|key press)\b", shift_words(change))


def test_who_has_not_both_values_is_left_out_and_whose_are_the_same_is_not() -> None:
    change = compare(PersonaPairs("claudia", (PairCount(2, 6, 3), PairCount(4, 4, 2))), Scale.EASE, people=9)
    assert (change.people, change.better, change.same, change.worse, change.left_out) == (5, 3, 2, 0, 4)
