"""What each hand model does to somebody who types, and that the help made for it undoes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathylab.domain.events import Delivery
from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor import HELPS, US, KeyFilter
from empathylab.motor.strength import Strength
from support.typing_hands import SHIFT, capital, down, events, filtered, play, tap, typed, up

CAT = [*tap("c", 0), *tap("a", 300), *tap("t", 600)]
#: Whoever uses slow keys holds each key.
HELD_CAT = [*tap("c", 0, 220), *tap("a", 400, 220), *tap("t", 800, 220)]


def test_a_light_tap_is_lost_and_a_held_key_comes_late() -> None:
    got = filtered("hold", [*tap("a", 0, for_ms=50), *tap("b", 300, for_ms=120)], accept_ms=90)
    assert typed(got) == "b"
    assert got[0].at_ms == 390
    assert got[0].delivery is Delivery.DELAYED


@pytest.mark.parametrize(("late_ms", "told"), [(2, Delivery.DELIVERED), (3, Delivery.DELAYED)])
def test_what_comes_out_at_once_is_not_late(late_ms: float, told: Delivery) -> None:
    """What nobody could notice is no delay; what is more is told as one."""
    got = filtered("hold", tap("b", 0, for_ms=120), accept_ms=late_ms)
    assert [item.delivery for item in got if item.press.is_down] == [told]


def test_a_dropped_key_leaves_nothing_behind() -> None:
    held = [down("KeyA", 0, "a"), KeyPress("KeyA", True, 500, "a", is_repeat=True), up("KeyA", 600)]
    assert filtered("drop", held, probability=1) == []


def test_a_slip_strikes_a_key_beside_the_intended_one_and_lets_go_of_it() -> None:
    got = filtered("slip", tap("g", 0), probability=1, remote=0)
    assert len(got) == 2
    assert got[0].press.code == got[1].press.code
    assert got[0].press.text in set("tyfhvb")
    assert got[0].delivery is Delivery.SLIPPED


def test_a_remote_slip_strikes_a_far_key() -> None:
    got = filtered("slip", tap("g", 0), probability=1, remote=1)
    assert got[0].press.text not in set("tyfhvbg")


def test_a_slip_with_shift_prints_the_shifted_character() -> None:
    assert typed(filtered("slip", capital("g", 0), probability=1, remote=0)).isupper()


def test_a_shortcut_is_never_struck_wrong() -> None:
    save = [down("KeyS", 0, "\x13", frozenset({"Control"})), up("KeyS", 90, "\x13", frozenset({"Control"}))]
    got = play(KeyFilter([Spec("slip", {"probability": 1}), Spec("neighbour", {"probability": 1})]), save)
    assert [item.press.code for item in got] == ["KeyS", "KeyS"]


def test_a_neighbour_is_brushed_along_and_overlaps() -> None:
    got = filtered("neighbour", tap("g", 0), probability=1, before=0, overlap_ms=20)
    brushed = got[1].press.code
    assert brushed in {"KeyT", "KeyY", "KeyF", "KeyH", "KeyV", "KeyB"}
    assert events(got) == ["KeyG+", f"{brushed}+", f"{brushed}-", "KeyG-"]
    assert [item.delivery for item in got[:2]] == [Delivery.DELIVERED, Delivery.ADDED]


def test_a_neighbour_may_come_first() -> None:
    got = filtered("neighbour", tap("g", 0), probability=1, before=1, overlap_ms=20)
    assert got[0].delivery is Delivery.ADDED
    assert got[1].press.code == "KeyG"
    assert got[1].at_ms == 20


def test_a_lingering_finger_repeats_the_key_and_holds_up_the_next() -> None:
    got = filtered("linger", [*tap("a", 0), *tap("b", 200)], probability=1, hold_ms=1000)
    text = typed(got)
    assert text.startswith("aa")
    assert text.rstrip("b").strip("a") == "", "first every a, then every b"
    assert all(item.delivery is Delivery.REPEATED for item in got if item.press.is_repeat)


def test_somebody_who_types_on_is_never_far_ahead_of_a_lingering_finger() -> None:
    keys = KeyFilter([Spec("linger", {"probability": 1, "hold_ms": 3000, "system_delay_ms": 3000})])
    got = [
        item
        for i, letter in enumerate("abcdefghijkl")
        for press in tap(letter, i * 50.0, 40)
        for item in keys.feed(press)
    ]
    assert typed(got)[:2] == "ab"


def test_holding_a_key_on_purpose_still_repeats_and_lets_go() -> None:
    held = [down("ArrowDown", 0), *[KeyPress("ArrowDown", True, 500 + 33 * i, is_repeat=True) for i in range(9)]]
    got = filtered("linger", [*held, up("ArrowDown", 900)], probability=1, hold_ms=300)
    assert events(got).count("ArrowDown+") == 10
    assert events(got)[-1] == "ArrowDown-"


def test_a_bounce_delivers_a_press_twice() -> None:
    got = filtered("bounce", tap("a", 0), probability=1)
    assert events(got) == ["KeyA+", "KeyA-", "KeyA+", "KeyA-"]
    assert [item.delivery for item in got if item.press.is_down] == [Delivery.DELIVERED, Delivery.ADDED]


def test_a_bounce_breaks_for_as_long_as_set() -> None:
    """15 ms of first contact, then the gap."""
    got = filtered("bounce", tap("a", 0), probability=1, gap_ms=40)
    assert [item.at_ms for item in got] == [0, 15, 55, 110]


def test_a_bounce_comes_before_the_next_key_however_fast() -> None:
    assert typed(filtered("bounce", [down("KeyA", 0, "a"), down("KeyB", 5, "b")], probability=1)) == "aabb"


def test_shift_slips_away_and_the_capital_fails() -> None:
    got = filtered("chord", [*capital("s", 0), *tap("a", 400)], probability=1)
    assert typed(got) == "sa"
    assert events(got)[:3] == ["ShiftLeft+", "ShiftLeft-", "KeyS+"]
    assert got[2].press.modifiers == frozenset()


def test_shift_that_slipped_stays_away_until_it_is_pressed_anew() -> None:
    both = [down("ShiftLeft", 0), down("KeyA", 50, "A", SHIFT), up("KeyA", 99), down("KeyB", 150, "B", SHIFT)]
    got = filtered("chord", [*both, up("KeyB", 200), up("ShiftLeft", 250), *capital("c", 300)], probability=1)
    assert typed(got) == "abc"


@pytest.mark.parametrize(
    ("simulation", "params", "help_", "presses", "wanted"),
    [
        ("bounce", {"probability": 1}, "bounce-keys", CAT, "cat"),
        ("linger", {"probability": 1, "hold_ms": 900}, "repeat-delay", CAT, "cat"),
        ("neighbour", {"probability": 1, "before": 0}, "overlap-lock", CAT, "cat"),
        ("neighbour", {"probability": 1}, "slow-keys", HELD_CAT, "cat"),
        ("chord", {"probability": 1}, "sticky-keys", [*capital("c", 0), *tap("a", 400), *tap("t", 700)], "Cat"),
    ],
)
def test_each_help_undoes_its_error(
    simulation: str,
    params: dict[str, float],
    help_: str,
    presses: list[KeyPress],
    wanted: str,
) -> None:
    assert typed(filtered(simulation, presses, **params)) != wanted
    assert typed(filtered(simulation, presses, help_, **params)) == wanted


def test_sticky_keys_take_a_modifier_pressed_and_released_before_the_key() -> None:
    keys = KeyFilter([], [Spec("sticky-keys")])
    got = play(keys, [down("ShiftLeft", 0), up("ShiftLeft", 90), *tap("a", 300), *tap("b", 600)])
    assert typed(got) == "Ab"
    save = play(keys, [down("ControlLeft", 70_000), up("ControlLeft", 70_090), *tap("s", 70_300)], 80_000)
    assert save[2].press.modifiers == {"Control"}
    assert save[2].press.text == ""


def test_slow_keys_with_a_light_hand_ask_for_the_longer_of_the_two_times() -> None:
    keys = KeyFilter([Spec("hold", {"accept_ms": 90})], [Spec("slow-keys", {"accept_ms": 150})])
    got = play(keys, tap("a", 0, for_ms=160))
    assert typed(got) == "a"
    assert got[0].at_ms == 150


def test_the_overlap_lock_costs_a_fast_typist_a_key() -> None:
    rolled = [down("KeyA", 0, "a"), down("KeyB", 60, "b"), up("KeyA", 90), up("KeyB", 150)]
    keys = KeyFilter([], [Spec("overlap-lock")])
    assert typed(play(keys, rolled)) == "a"
    assert keys.counts.dropped == 1


def test_a_tired_hand_errs_more_and_a_rest_helps() -> None:
    def lost_after(pause_ms: float) -> int:
        keys = KeyFilter([Spec("drop", {"probability": 0.2}), Spec("fatigue", {"growth": 1.5, "rest_s": 5})], seed=2)
        for i in range(300):
            keys.feed(down("KeyA", i * 240.0, "a"))
            keys.feed(up("KeyA", i * 240.0 + 90))
        before = keys.counts.dropped
        for i in range(60):
            at_ms = 300 * 240 + pause_ms + i * 240
            keys.feed(down("KeyA", at_ms, "a"))
            keys.feed(up("KeyA", at_ms + 90))
        return keys.counts.dropped - before

    assert lost_after(0) > lost_after(120_000)


def test_half_of_the_load_goes_with_each_rest() -> None:
    hand = Strength(1, growth=1.0, rest_s=30)
    for _ in range(100):
        hand.count_press(0)
    assert [hand.scale(at_ms) for at_ms in (0, 30_000, 60_000)] == pytest.approx([2.0, 1.5, 1.25])


def test_a_bad_day_has_better_and_worse_moments() -> None:
    keys = KeyFilter(
        [Spec("drop", {"probability": 0.4}), Spec("fluctuation", {"amplitude": 1, "period_s": 60})], seed=1
    )
    for i in range(600):
        keys.feed(down("KeyA", i * 100.0, "a"))
        keys.feed(up("KeyA", i * 100.0 + 50))
    facts = [fact.at_ms for fact in keys.drain_facts() if fact.delivery is Delivery.DROPPED]
    by_tenth = [sum(6000 * i <= at < 6000 * (i + 1) for at in facts) for i in range(10)]
    assert max(by_tenth) > 3 * (min(by_tenth) + 1)


def test_a_us_keyboard_has_its_own_neighbours() -> None:
    quote = [down("Quote", 0, "'"), up("Quote", 90, "'")]
    got = play(KeyFilter([Spec("slip", {"probability": 1, "remote": 0})], layout=US), quote)
    assert got[0].press.code in {"Semicolon", "BracketLeft", "BracketRight", "Slash"}
    assert "IntlBackslash" not in US.places


def test_a_modifier_that_waits_is_forgotten_with_the_form() -> None:
    """The next form begins with a small letter, whatever was pressed at the end of the last."""
    keys = KeyFilter([], [Spec("sticky-keys")])
    play(keys, [down("ShiftLeft", 0), up("ShiftLeft", 60)], until_ms=100)
    keys.release_all(200)
    assert typed(play(keys, tap("a", 300))) == "a"


@pytest.mark.parametrize("first", ["b", "d"])
@pytest.mark.parametrize("help_", [feature.id for feature in HELPS])
def test_a_help_takes_nothing_along_from_one_form_to_the_next(help_: str, first: str) -> None:
    """Keys that were down, held or just released when a form went make no difference to the next."""
    before = [
        *tap("a", 0),
        down("ShiftLeft", 300),
        up("ShiftLeft", 320),
        *tap("b", 330, for_ms=20),
        down("KeyC", 350, "c"),
    ]
    after = [*tap(first, 380, for_ms=400), replace(down("KeyC", 390, "c"), is_repeat=True), *tap("a", 420, for_ms=300)]
    used, fresh = KeyFilter([], [Spec(help_)]), KeyFilter([], [Spec(help_)])
    play(used, before, until_ms=360)
    used.release_all(370)
    assert play(used, after) == play(fresh, after)


def test_shift_that_slipped_away_counts_again_when_it_is_pressed_anew() -> None:
    presses = [press for place in range(40) for press in capital("g", place * 500)]
    got = typed(filtered("chord", presses, probability=0.5))
    assert "gG" in got
    assert "Gg" in got


@pytest.mark.parametrize(("let_go_ms", "first_ms"), [(100, 500), (499, 500), (501, 533), (540, 566)])
def test_a_lingering_key_repeats_at_the_systems_own_times(let_go_ms: int, first_ms: int) -> None:
    got = filtered("linger", tap("a", 0, for_ms=let_go_ms), probability=1, hold_ms=1000)
    assert next(item.at_ms for item in got if item.delivery is Delivery.REPEATED) == first_ms


def test_a_key_that_was_ignored_counts_at_its_next_press_though_nobody_saw_it_come_up() -> None:
    keys = KeyFilter([], [Spec("overlap-lock", {"lock_ms": 100})])
    assert typed(play(keys, [*tap("a", 0, for_ms=30), down("KeyB", 50, "b"), *tap("b", 600)])) == "ab"


def test_shift_that_was_held_for_a_capital_is_used_up() -> None:
    assert typed(play(KeyFilter([], [Spec("sticky-keys")]), [*capital("a", 0), *tap("b", 600)])) == "Ab"
