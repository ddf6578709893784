"""Numbers of people are told lower by a lot that is always the same, that nobody can draw, and that has no end."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from empathylab.measures.anonymity import tell
from empathylab.measures.lowering import LOWERED_BY_K, NOT_LOWERED, Lowering

K = 5
KEYS = 20_000


def lots(k: int = K) -> Counter[int]:
    return Counter(Lowering(f"visits {each}").people("people", k) for each in range(KEYS))


@pytest.mark.parametrize("k", [5, 10])
def test_each_person_more_by_which_a_number_is_lower_is_less_likely_by_the_same_share(k: int) -> None:
    drawn = lots(k)
    share = LOWERED_BY_K ** (1 / k)
    for people in range(k + 1):
        assert drawn[people] / KEYS == pytest.approx((1 - share) * share**people, abs=0.015)
    assert sum(drawn[people] for people in drawn if people >= k) / KEYS == pytest.approx(LOWERED_BY_K, abs=0.01)
    assert max(drawn) >= 2 * k


def test_a_number_has_the_same_lot_wherever_it_is_told_and_another_has_its_own() -> None:
    lot = Lowering("visits")
    assert lot.people("people", K) == Lowering("visits").people("people", K)
    names = [f"number {each}" for each in range(300)]
    for other in (Lowering("other visits"), lot.of("a group"), lot.of("a group").of("within it")):
        assert any(lot.people(name, K) != other.people(name, K) for name in names)
    # With lots that hang together for two k, both numbers together would bound how many there are.
    of_five, of_ten = ([lot.people(name, k) * 10 // k for name in names] for k in (5, 10))
    assert sum(abs(one - other) > 2 for one, other in zip(of_five, of_ten, strict=True)) > 100


def test_nothing_is_lower_where_everything_is_told() -> None:
    assert not any(Lowering("visits").people(f"{each}", 1) for each in range(100))
    assert not any(NOT_LOWERED.of("a group").people(f"{each}", K) for each in range(100))
    assert "visits" not in repr(Lowering("visits"))


@pytest.mark.parametrize("counted", [0, 7])
def test_whatever_is_told_from_below_any_larger_number_of_people_may_be_told_so(counted: int) -> None:
    """Why whoever knows the rule knows no more than whoever takes a number at its word."""
    told = {tell((people,), K, counted, lower).least for people, lower in product(range(1, 60), range(60))} - {0}
    for least in told:
        for people in range(least - counted, 60):
            if people >= K or counted:
                assert least in {tell((people,), K, counted, lower).least for lower in range(people + 1)}


def test_a_group_that_is_large_enough_is_always_told_to_be() -> None:
    for people, lower in product(range(60), range(80)):
        told = tell((people,), K, lower=lower)
        assert told.is_counted is (people >= K)
        assert told.least <= people
