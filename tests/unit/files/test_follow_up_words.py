"""The words to come back with are easy, are not taken for one another, and are enough."""

from __future__ import annotations

import random
from itertools import combinations
from math import comb

import pytest

from empathylab.domain.errors import InputError
from empathylab.files.follow_up import _is_a_letter_off, drawn_words, known_words, understood


def test_no_two_words_are_taken_for_one_another() -> None:
    assert list(known_words()) == sorted(set(known_words()))
    for one, other in combinations(known_words(), 2):
        assert not _is_a_letter_off(one, other), (one, other)
        assert not other.startswith(one), (one, other)
    assert all(4 <= len(word) <= 12 and word.isascii() and word.islower() for word in known_words())


def test_among_500_visitors_it_is_unlikely_that_two_have_the_same() -> None:
    threes = comb(len(known_words()), 3)
    assert threes > 17_000_000
    assert comb(500, 2) / threes < 0.008
    assert 500 / threes < 1 / 35_000


def test_they_are_understood_in_any_order_and_with_a_slip_of_a_letter() -> None:
    words = drawn_words(random.Random(3))
    assert len(set(words)) == 3
    assert understood("Lighthouse, pebble; ACORN") == ("lighthouse", "pebble", "acorn")
    assert understood("lihgthouse pebbel accorn") == ("lighthouse", "pebble", "acorn")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "all three"),
        ("acorn pebble", "all three"),
        ("acorn pebble lighthouse anchor", "all three"),
        ("acorn pebble acorn", "different"),
        ("acorn pebble qwertz", "none of the lab"),
    ],
)
def test_other_words_are_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        understood(typed)
