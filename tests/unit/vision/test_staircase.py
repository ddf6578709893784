"""The sizes that a measurement shows: fast down to where somebody errs, and never finer than a screen can draw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathylab.vision.staircase import FILTERED, Staircase


def shown(*answers: bool) -> list[float]:
    stairs, sizes = Staircase(), []
    for is_right in answers:
        sizes.append(stairs.size)
        stairs.answer(is_right)
    return [*sizes, stairs.size]


def test_it_goes_down_in_steps_until_the_first_mistake() -> None:
    sizes = shown(True, True, False, True)
    assert sizes[:3] == pytest.approx([FILTERED.first, FILTERED.first - 0.3, FILTERED.first - 0.6])
    assert sizes[3] > sizes[2] - 0.3


def test_somebody_who_sees_everything_is_shown_nothing_finer_than_there_is() -> None:
    sizes = shown(*[True] * 16)
    assert min(sizes) >= FILTERED.finest
    assert FILTERED.finest in sizes


def test_it_ends_after_so_many_answers_however_sure_it_is() -> None:
    stairs = Staircase(replace(FILTERED, fewest=3, most=6, good_enough=0.0))
    for _ in range(6):
        assert not stairs.is_done
        stairs.answer(stairs.size > 0.5)
    assert stairs.is_done


def test_who_reads_the_finest_size_is_measured_from_there() -> None:
    """One right answer may be a guess: the next size is the threshold as believed, a little above."""
    stairs = Staircase()
    while stairs.size > FILTERED.finest:
        stairs.answer(True)
    stairs.answer(True)
    assert FILTERED.finest < stairs.size < FILTERED.finest + 0.3
