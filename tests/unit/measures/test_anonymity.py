"""Small groups are not told, and nothing that is told can be taken away from anything else."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylab.measures.anonymity import NOT_SHOWN, are_hidden_together, tell, tell_list

K = 5


def words(*parts: int, k: int = K, counted: int = 0) -> str:
    return tell(parts, k, counted).words


def test_a_group_that_stands_alone_is_told_from_below_or_not_at_all() -> None:
    assert words(4) == words(0) == "fewer than 5"
    assert words(5) == words(9) == "at least 5"
    assert words(1_234) == "at least 1,230"
    assert words(9, k=10) == "fewer than 10"


def test_with_k_of_one_everything_is_told_as_it_is() -> None:
    assert words(3, k=1) == "3"


def test_those_who_are_seen_anyway_are_counted_and_the_rest_is_rounded() -> None:
    assert words(1, counted=27) == "at least 27"
    assert words(6, counted=21) == "at least 26"


def test_two_events_with_few_people_each_are_not_given_away_by_their_sum() -> None:
    assert words(4, 4) == "not shown"
    assert words(4, 4, 3) == "not shown"
    assert words(2, 1) == "not shown"
    assert words(4, 12) == "at least 10"


def test_a_list_without_a_single_large_group_is_not_told() -> None:
    assert set(tell_list({"a": (4,), "b": (4,), "c": (4,)}, K).values()) == {NOT_SHOWN}
    told = tell_list({"a": (4,), "b": (8,)}, K)
    assert [told["a"].words, told["b"].words] == ["fewer than 5", "at least 5"]
    assert tell_list({}, K) == {}


def open_values(place: int, parts: list[int], total_least: int, total_most: int) -> set[int]:
    """What a small part may be for somebody who knows which parts are small and how large the sum is."""
    ranges = [range(K) if count < K else range(K, 40) for count in parts]
    return {values[place] for values in product(*ranges) if total_least <= sum(values) <= total_most}


@settings(deadline=None)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_no_small_part_is_narrowed_by_what_is_told_of_the_sum(parts: list[int]) -> None:
    told = tell(parts, K)
    most = K - 1 if told.words == "fewer than 5" else 10_000
    for place, count in enumerate(parts):
        if count < K:
            assert open_values(place, parts, told.least, most) == set(range(K))


def test_that_several_small_groups_are_few_together_is_not_told_apart_from_that_they_are_not() -> None:
    """Where it is not said, two groups of fewer than five would have five to eight people: four numbers."""
    assert {words(*parts) for parts in ((0, 0), (2, 1), (3, 2), (4, 4))} == {"not shown"}


@pytest.mark.parametrize(
    ("small", "are_hidden"), [([2, 2], False), ([4, 1], False), ([4, 4], False), ([2, 2, 2], True), ([4, 4, 1], False)]
)
def test_small_groups_are_one_only_where_any_of_them_could_be_empty(small: list[int], are_hidden: bool) -> None:
    """With k of 5: as many as they are must fit into all but one of them."""
    assert are_hidden_together(small, 5) is are_hidden
