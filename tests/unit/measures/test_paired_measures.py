"""Two runs of the same people, compared without claiming too much."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from empathylab.measures.paired import compare, hodges_lehmann, of_differences, weighted_median, wilcoxon_interval


def test_the_published_example() -> None:
    result = of_differences([3, 2, 0, 0, 4, 1, 0, 1])
    assert result.shift == 1.25
    assert result.median == 1.0
    assert result.interval is None, "only five people differ"
    assert (result.improved, result.same, result.worse) == (5, 3, 0)


def test_six_people_who_differ_give_the_whole_range() -> None:
    interval = of_differences([1, 2, 3, 4, 5, 6]).interval
    assert interval is not None
    assert (interval.low, interval.high) == (1, 6)
    assert interval.confidence == pytest.approx(1 - 2 / 64)


def test_fewer_seconds_are_better() -> None:
    result = compare([100, 90, None, 50], [60, 95, 10, 50], is_higher_better=False)
    assert (result.pairs, result.improved, result.worse, result.same) == (3, 1, 1, 1)


def test_nobody_has_both_runs() -> None:
    result = compare([None], [3])
    assert (result.pairs, result.shift, result.median, result.interval) == (0, None, None, None)


def test_different_lengths_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare([1, 2], [1])


@pytest.mark.parametrize("pairs", [6, 9, 20, 60])
def test_the_interval_holds_what_scipy_counts(pairs: int) -> None:
    differences = np.random.default_rng(pairs).normal(0.4, 1, pairs)
    interval = wilcoxon_interval(differences.tolist())
    for edge, is_inside in ((interval.low + 1e-9, True), (interval.low - 1e-9, False)):
        p = stats.wilcoxon(differences - edge, method="exact").pvalue
        assert bool(p > 0.05) is is_inside
    assert interval.confidence >= 0.95


def test_the_normal_approximation_takes_over_without_a_step() -> None:
    differences = np.random.default_rng(1).normal(0, 1, 201)
    many, fewer = wilcoxon_interval(differences.tolist()), wilcoxon_interval(differences[:200].tolist())
    assert many.high - many.low == pytest.approx(fewer.high - fewer.low, rel=0.1)


def test_too_few_pairs_for_an_interval() -> None:
    with pytest.raises(ValueError, match="cannot give an interval"):
        wilcoxon_interval([1, 2, 3])


@given(st.lists(st.integers(-6, 6), min_size=1, max_size=15), st.integers(-5, 5))
def test_a_shift_of_everybody_shifts_the_estimate(differences: list[int], by: int) -> None:
    assert hodges_lehmann([d + by for d in differences]) == pytest.approx(hodges_lehmann(differences) + by)
    assert hodges_lehmann([-d for d in differences]) == pytest.approx(-hodges_lehmann(differences))


@pytest.mark.parametrize("values", [[75, 75, 83, 83], [1, 2, 3], [5, 1, 9, 2, 7, 7], [4], [0.5, 0.25]])
def test_the_middle_of_counted_values_is_the_middle_of_the_values_themselves(values: list[float]) -> None:
    counted = [(value, values.count(value)) for value in set(values)] + [(100.0, 0)]
    assert weighted_median(counted) == median(values)
