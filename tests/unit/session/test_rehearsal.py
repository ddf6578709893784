"""Ten scripted visitors: what is right, what was tried before it, how many keys and seconds it took."""

from __future__ import annotations

import random

import pytest

from empathylab.domain.what_to_say import Deed, HardMoment
from empathylab.files.leading import load_what_to_say
from empathylab.files.library import load_library
from empathylab.session.rehearsal import Rehearsal
from support.clocks import SetClock

MOMENTS = load_what_to_say(load_library()).moments


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def of(moment_id: str, clock: SetClock) -> tuple[Rehearsal, HardMoment]:
    moment = next(each for each in MOMENTS if each.id == moment_id)
    return Rehearsal([moment], clock.now_s, random.Random(1)), moment


def test_each_moment_is_played_once_in_an_order_of_its_own(clock: SetClock) -> None:
    orders = [[each.id for each in Rehearsal(MOMENTS, clock.now_s, random.Random(seed)).moments] for seed in (1, 2)]
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(each.id for each in MOMENTS)
    assert orders[0] != orders[1]


def test_words_are_enough_where_nothing_can_be_done(clock: SetClock) -> None:
    rehearsal, moment = of("brave", clock)
    rehearsal.press_key()
    clock.wait(4)
    rehearsal.look_up(moment.id)
    assert rehearsal.right is not None
    assert (rehearsal.right.keys, rehearsal.right.seconds, rehearsal.right.tried) == (1, 4, ())


def test_a_deed_is_asked_for_where_there_is_one_and_what_was_tried_is_told(clock: SetClock) -> None:
    rehearsal, moment = of("unwell", clock)
    rehearsal.look_up("stuck")
    rehearsal.do(Deed.HELP)
    rehearsal.look_up(moment.id)
    assert rehearsal.right is None
    rehearsal.do(Deed.END)
    assert rehearsal.right is not None
    assert rehearsal.right.tried == ("stuck", "help")


def test_the_first_right_thing_counts(clock: SetClock) -> None:
    rehearsal, moment = of("own", clock)
    rehearsal.look_up(moment.id)
    rehearsal.press_key()
    clock.wait(9)
    rehearsal.look_up(moment.id)
    rehearsal.go_on()
    assert [(each.keys, each.seconds) for each in rehearsal.played] == [(0, 0)]
    assert rehearsal.moment is None


def test_what_is_not_done_is_passed_over_and_after_the_last_nothing_counts(clock: SetClock) -> None:
    rehearsal, _ = of("stuck", clock)
    rehearsal.go_on()
    rehearsal.go_on()
    rehearsal.look_up("stuck")
    rehearsal.do(Deed.END)
    assert [each.is_right for each in rehearsal.played] == [False]
