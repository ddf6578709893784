"""Two runs of the same people, compared without claiming too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from empathylab.domain.summary import PairCount, PersonaPairs, Scale
from empathylab.measures.comparing import Comparison, Verdict, compare
from empathylab.measures.comparison_words import count_words, harm_warning, harm_words, shift_words
from empathylab.measures.medians import weighted_median
from empathylab.measures.paired import _estimate_counted, estimate, hodges_lehmann, wilcoxon_interval


def changed(*differences: float) -> Comparison:
    """People who changed by so much on a scale where more is better."""
    pairs = tuple(PairCount(0, value, 1) for value in differences)
    return compare(PersonaPairs("", pairs), Scale.EASE)


def test_the_published_example() -> None:
    change = changed(3, 2, 0, 0, 4, 1, 0, 1)
    assert change.shift == 1.25
    assert change.interval is None, "only five people differ"
    assert (change.better, change.same, change.worse) == (5, 3, 0)


def test_six_people_who_differ_give_the_whole_range() -> None:
    interval = changed(1, 2, 3, 4, 5, 6).interval
    assert interval is not None
    assert (interval.low, interval.high) == (1, 6)
    assert interval.confidence == pytest.approx(1 - 2 / 64)


@pytest.mark.parametrize(
    ("scale", "differences", "words"),
    [
        (Scale.FIRST_FIELD_SECONDS, (0.853, 1.67, 0.91, 0.4, 0.8, -0.0465), "+0.8 seconds (95 % interval 0 to +1.7)"),
        (Scale.FIRST_FIELD_SECONDS, (0.013, 1.67, 0.91, 0.4, 0.8, 0.9), "+0.8 seconds (95 % interval +0.01 to +1.7)"),
        (Scale.SECONDS, (-0.853, -9.3, -41.27, -12.4, -31.9, -4.4), "−16 seconds (95 % interval −41 to −1)"),
        (Scale.EASE, (1, 2, 0, 1, 2, 3, 2), "+1.5 points of 7 (95 % interval +0.5 to +2.5)"),
        (Scale.EFFORT, (5, 10, 5, 0, 5, 10, 5), "+5 points of 100 (95 % interval +3 to +10)"),
        (Scale.FIRST_FIELD_KEYS, (-1, -1, -2, -1, -1, -1, 0), "−1 key press (95 % interval −1.5 to −0.5)"),
        (Scale.SECONDS, (-1_200.4,) * 6, "−1,200 seconds (95 % interval −1,200 to −1,200)"),
    ],
)
def test_a_change_is_printed_as_fine_as_its_measure_is(scale: Scale, differences: Sequence[float], words: str) -> None:
    pairs = tuple(PairCount(0, value, 1) for value in differences)
    assert shift_words(compare(PersonaPairs("", pairs), scale)) == words


def test_less_effort_is_better() -> None:
    change = compare(PersonaPairs("", (PairCount(80, 20, 3), PairCount(20, 40, 1))), Scale.EFFORT)
    assert (change.better, change.worse) == (3, 1)


def test_who_did_not_answer_is_counted() -> None:
    pairs = PersonaPairs("claudia", (PairCount(2, 6, 12),))
    assert count_words(compare(pairs, Scale.EASE, 14)) == "12 easier, 0 the same, 0 harder, 2 did not answer."
    assert count_words(compare(pairs, Scale.EASE, 12)) == "12 easier, 0 the same, 0 harder."
    for people in (14, 18):
        assert count_words(compare(pairs, Scale.EASE, people), k=5).endswith("0 harder."), "of a report nobody is told"


def test_nobody_has_both_runs() -> None:
    change = changed()
    assert (change.people, change.shift, change.interval) == (0, None, None)
    assert change.verdict is Verdict.NOT_TOLD


@pytest.mark.parametrize(
    ("scale", "better", "worse", "verdict"),
    [
        (Scale.PITY, 4, 7, Verdict.NOT_TOLD),
        (Scale.PITY, 1, 30, Verdict.WORSE),
        (Scale.PITY, 30, 1, Verdict.BETTER),
        (Scale.CAPABLE, 1, 30, Verdict.WORSE),
        (Scale.CAPABLE, 0, 5, Verdict.NOT_TOLD),
    ],
)
def test_which_way_people_went_is_told_only_where_the_interval_leaves_nought_out(
    scale: Scale, better: int, worse: int, verdict: Verdict
) -> None:
    up, down = (better, worse) if scale is Scale.CAPABLE else (worse, better)
    change = compare(PersonaPairs("", (PairCount(3, 5, up), PairCount(5, 3, down))), scale)
    assert change.verdict is verdict
    assert ("cannot be told yet" in harm_words(change)) is (verdict is Verdict.NOT_TOLD)
    warning = harm_warning([change])
    assert bool(warning) is (verdict is Verdict.WORSE)
    if warning:
        assert f"{worse} against {better}" in warning
        assert "95 % interval" in warning


def test_very_many_people_give_the_same_shift_and_interval_as_listing_them_all() -> None:
    values = np.random.default_rng(4).integers(-4, 7, 400).astype(float).tolist()
    listed, counted = estimate(Counter(values)), _estimate_counted(Counter(values))
    assert listed[1] is not None
    assert (listed[0], listed[1].low, listed[1].high) == (counted[0], counted[1].low, counted[1].high)


def test_counted_by_value_the_ends_of_the_interval_are_the_very_same_people() -> None:
    """Of 300 all different changes every place has a value of its own."""
    values = np.random.default_rng(4).normal(1, 3, 300).tolist()
    listed, counted = wilcoxon_interval(values), _estimate_counted(Counter(values))[1]
    assert (counted.low, counted.high) == pytest.approx((listed.low, listed.high))


def test_times_of_very_many_people_are_put_together_closely() -> None:
    seconds = tuple(PairCount(float(n % 3000), float(n % 3000 + n % 1999), 1) for n in range(6000))
    assert compare(PersonaPairs("", seconds), Scale.SECONDS).shift == pytest.approx(999, abs=10)


def test_of_very_many_people_of_whom_few_differ_no_interval_is_given() -> None:
    pairs = PersonaPairs("", (PairCount(4, 4, 600), PairCount(3, 5, 5)))
    assert compare(pairs, Scale.EASE).interval is None


@pytest.mark.parametrize("pairs", [6, 9, 20, 60])
def test_the_interval_holds_what_scipy_counts(pairs: int) -> None:
    differences = np.random.default_rng(pairs).normal(0.4, 1, pairs)
    interval = wilcoxon_interval(differences.tolist())
    for edge, is_inside in ((interval.low + 1e-9, True), (interval.low - 1e-9, False)):
        p = scipy.stats.wilcoxon(differences - edge, method="exact").pvalue
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
