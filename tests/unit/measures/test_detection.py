"""What an event can tell of how well people spot barriers: simulated raters are found as they were made."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from empathylab.files.spotting import spotting_sets
from empathylab.measures.detection import Answers, Detection, detection

RATERS = 1_000
#: How much harder than the middle an item is; both sets have the same barriers in pictures and clips of their own.
ITEM_SPREAD = 0.3


def answers_of(raters: int, d_prime: float, bias: float, hardness: Sequence[tuple[bool, float]], seed: int) -> Answers:
    """Everybody looks at every item: what has a barrier lies higher, and is said to have one above the criterion."""
    chance, criterion = random.Random(seed), d_prime / 2 + bias
    found = Answers()
    for _ in range(raters):
        for has_barrier, harder in hardness:
            says_so = chance.gauss(d_prime if has_barrier else 0, 1) - (harder if has_barrier else -harder) > criterion
            found += Answers(1, says_so, 0, 0) if has_barrier else Answers(0, 0, 1, says_so)
    return found


EVEN = [(number % 2 == 0, 0.0) for number in range(12)]


@pytest.mark.parametrize(("d_prime", "bias"), [(0.0, 0.0), (0.8, 0.3), (1.5, -0.4), (2.5, 0.0)])
def test_a_thousand_raters_are_found_as_they_were_made(d_prime: float, bias: float) -> None:
    found = detection(answers_of(RATERS, d_prime, bias, EVEN, seed=3))
    assert found.d_prime == pytest.approx(d_prime, abs=0.1)
    assert found.bias == pytest.approx(bias, abs=0.1)


def test_the_two_sets_are_equally_hard_for_the_same_raters() -> None:
    """An item's hardness goes with its barrier and its kind, which both sets share."""
    found = []
    for spot_set in spotting_sets():
        hardness = [
            (item.has_barrier, random.Random(f"{item.kind} {item.barrier} {item.has_barrier}").gauss(0, ITEM_SPREAD))
            for item in spot_set.items
        ]
        found.append(detection(answers_of(RATERS, 1.2, 0.1, hardness, seed=len(found))).d_prime)
    assert abs(found[0] - found[1]) < 0.1


def test_always_right_is_not_without_end_and_nothing_is_nothing() -> None:
    assert 0 < detection(Answers(6, 6, 6, 0)).d_prime < 4
    assert detection(Answers()) == Detection(0.0, -0.0)
    assert detection(Answers(6, 6, 6, 6)).bias < 0
