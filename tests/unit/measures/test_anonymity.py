"""Small groups are not told, and cannot be found by subtraction."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from empathylab.measures.anonymity import Shown, show, show_counts, show_table


def words(shown: dict[str, Shown]) -> list[str]:
    return [str(cell) for cell in shown.values()]


def test_a_count_that_stands_alone() -> None:
    assert str(show(5)) == "5"
    assert str(show(4)) == "fewer than 5"
    assert show(4).count is None
    assert str(show(9, k=10)) == "fewer than 10"


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert words(show_counts({"a": 7, "b": 2, "c": 9, "d": 30})) == ["not shown", "fewer than 5", "9", "30"]


def test_two_groups_that_are_small_together_take_another_with_them() -> None:
    assert words(show_counts({"a": 0, "b": 1, "c": 8, "d": 30})) == [
        "fewer than 5",
        "fewer than 5",
        "not shown",
        "30",
    ]


def test_groups_that_must_each_be_four_take_another_with_them() -> None:
    assert words(show_counts({"a": 4, "b": 4, "c": 8})) == ["fewer than 5", "fewer than 5", "not shown"]


def test_nothing_small_nothing_hidden() -> None:
    assert words(show_counts({"a": 5, "b": 6})) == ["5", "6"]
    assert show_counts({}) == {}
    assert show_table({}) == {}


def test_a_table_protects_its_rows_and_its_columns() -> None:
    shown = show_table({"easy": {"x": 2, "y": 20, "z": 9}, "hard": {"x": 11, "y": 12, "z": 13}})
    assert str(shown["easy"]["x"]) == "fewer than 5"
    for line in (
        *(list(row.values()) for row in shown.values()),
        *zip(*(r.values() for r in shown.values()), strict=True),
    ):
        assert sum(cell.count is None for cell in line) != 1


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_small_count_is_determined_by_the_total(counts: list[int]) -> None:
    """Each hidden small count could be at least two things, for a reader who knows the total and the words."""
    shown = show_counts(dict(enumerate(counts)))
    hidden = [i for i in shown if shown[i].count is None]
    if len(hidden) == len(counts):
        return  # then the total itself is not told
    limits = {i: (0, 4) if "fewer" in str(shown[i]) else (5, 10**6) for i in hidden}
    rest = sum(counts[i] for i in hidden)
    for i in hidden:
        others = [limits[other] for other in hidden if other != i]
        least = max(limits[i][0], rest - sum(high for _, high in others))
        most = min(limits[i][1], rest - sum(low for low, _ in others))
        assert counts[i] >= 5 or most > least
