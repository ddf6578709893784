"""The key filter as a whole: nothing sticks, nothing is out of order, the same hands give the same page."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylab.domain.events import Delivery, KeyClass
from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor import HELPS, PRESETS, UK, Delivered, KeyFact, KeyFilter, key_class
from support.typing_hands import capital, down, events, play, tap, typed, up

CODES = ["KeyA", "KeyS", "Digit1", "Space", "Enter", "Backspace", "ArrowDown", "Tab", "ShiftLeft", "ControlLeft", "F5"]
EVERY_HELP = [Spec(kind.id) for kind in HELPS]
MODELS = ("hold", "drop", "slip", "neighbour", "linger", "bounce", "chord")


@st.composite
def hands(draw: st.DrawFn) -> list[KeyPress]:
    """Presses and releases as hands can make them: several keys at once, some held with repeats, all released."""
    presses: list[KeyPress] = []
    free_from = dict.fromkeys(CODES, 0.0)
    at_ms = 0.0
    for _ in range(draw(st.integers(1, 25))):
        at_ms += draw(st.sampled_from([0.0, 5.0, 40.0, 120.0, 240.0, 900.0]))
        code = draw(st.sampled_from(CODES))
        start_ms = max(at_ms, free_from[code])
        held_ms = draw(st.sampled_from([1.0, 50.0, 110.0, 400.0, 800.0]))
        text = {"KeyA": "a", "KeyS": "s", "Digit1": "1", "Space": " "}.get(code, "")
        presses += [down(code, start_ms, text), up(code, start_ms + held_ms, text)]
        presses += [
            KeyPress(code, True, start_ms + 500 + 33 * i, text, is_repeat=True)
            for i in range(int((held_ms - 500) // 33))
        ]
        free_from[code] = start_ms + held_ms + 1
    return sorted(presses, key=lambda press: press.at_ms)


chains = st.tuples(
    st.lists(st.sampled_from(MODELS), unique=True, max_size=7),
    st.lists(st.sampled_from([kind.id for kind in HELPS]), unique=True, max_size=5),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.integers(0, 5),
)


def chain(drawn: tuple[list[str], list[str], float, int]) -> KeyFilter:
    models, helps, probability, seed = drawn
    simulations = [Spec(name, {} if name == "hold" else {"probability": probability}) for name in models]
    return KeyFilter(simulations, [Spec(name) for name in helps], seed)


def assert_nothing_sticks(delivered: list[Delivered]) -> None:
    page_down: set[str] = set()
    for item in delivered:
        press = item.press
        if press.is_repeat:
            assert press.code in page_down, "a repeat of a key that is not down"
        elif press.is_down:
            assert press.code not in page_down, "pressed twice without a release"
            page_down.add(press.code)
        else:
            page_down.remove(press.code)
    assert not page_down, "a key stuck"


@settings(max_examples=150, deadline=None)
@given(chains, hands())
def test_every_press_has_its_release_and_time_never_runs_back(drawn: Any, presses: list[KeyPress]) -> None:
    keys = chain(drawn)
    got = play(keys, presses)
    assert_nothing_sticks(got)
    times = [item.at_ms for item in got]
    assert times == sorted(times)
    assert keys.next_due_ms is None
    counts = keys.counts
    assert counts.intended == counts.delivered + counts.delayed + counts.slipped + counts.dropped


@settings(max_examples=80, deadline=None)
@given(chains, hands(), st.lists(st.floats(0, 5000), max_size=30))
def test_a_replay_is_the_same_however_often_the_clock_is_looked_at(
    drawn: Any,
    presses: list[KeyPress],
    looks: list[float],
) -> None:
    first = play(chain(drawn), presses)
    again = chain(drawn)
    got: list[Delivered] = []
    for at_ms, press in sorted(
        [(p.at_ms, p) for p in presses] + [(at, None) for at in looks], key=lambda pair: pair[0]
    ):
        got += again.tick(at_ms) if press is None else again.feed(press)
    assert [*got, *again.tick(60_000)] == first


@settings(max_examples=60, deadline=None)
@given(hands())
def test_without_models_every_key_passes_as_it_is(presses: list[KeyPress]) -> None:
    keys = KeyFilter()
    for press in presses:
        (item,) = keys.feed(press)
        assert item.press is press
    assert keys.next_due_ms is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["drop", "slip", "bounce", "chord"]), unique=True), st.integers(0, 9), hands())
def test_models_that_do_not_delay_deliver_at_once(models: list[str], seed: int, presses: list[KeyPress]) -> None:
    keys = KeyFilter([Spec(name, {"probability": 0.5}) for name in models], seed=seed)
    play(keys, presses)
    assert keys.counts.delayed == 0


@settings(max_examples=60, deadline=None)
@given(chains, hands(), st.floats(0, 3000))
def test_focus_lost_in_mid_press_leaves_no_key_down(drawn: Any, presses: list[KeyPress], lost_ms: float) -> None:
    keys = chain(drawn)
    got = [item for press in presses if press.at_ms < lost_ms for item in keys.feed(press)]
    got += keys.release_all(lost_ms)
    assert_nothing_sticks(got)
    assert keys.next_due_ms is None
    late = [item for press in presses if press.at_ms >= lost_ms and not press.is_repeat for item in keys.feed(press)]
    assert_nothing_sticks([*late, *keys.tick(60_000)])


def test_a_key_pressed_before_the_run_is_let_go() -> None:
    keys = KeyFilter([Spec("hands", {"preset": "severe"})])
    assert events(keys.feed(up("Enter", 0))) == ["Enter-"]


@pytest.mark.parametrize("simulations", [[], [Spec("drop", {"probability": 0})]])
def test_a_held_key_repeats_on_x11_too_where_each_repeat_is_a_release_and_a_press(simulations: list[Spec]) -> None:
    held = [down("ArrowDown", 0)]
    for i in range(3):
        held += [KeyPress("ArrowDown", is_down, 500 + 33.0 * i, is_repeat=True) for is_down in (False, True)]
    got = play(KeyFilter(simulations), [*held, up("ArrowDown", 700)])
    assert events(got) == ["ArrowDown+"] * 4 + ["ArrowDown-"]


def test_everything_at_once_is_still_a_keyboard() -> None:
    keys = KeyFilter([Spec("hands", {"preset": "severe"})], EVERY_HELP, seed=4)
    text = [press for i, letter in enumerate("missedcollection") for press in tap(letter, i * 400.0, 300)]
    got = play(keys, [*text, *capital("m", 9000)])
    assert_nothing_sticks(got)
    assert typed(got)


def test_function_keys_lock_keys_and_input_methods_are_never_touched() -> None:
    keys = KeyFilter([Spec("drop", {"probability": 1}), Spec("hold", {"accept_ms": 500})], EVERY_HELP)
    for code in ("F1", "F12", "CapsLock", "Insert", "", "Unidentified", "Process", "IMEConvert"):
        (item,) = keys.feed(down(code, 0, "語"))
        assert item.press == down(code, 0, "語")


def test_shift_alone_reaches_the_page_at_once_so_that_stopping_always_works() -> None:
    keys = KeyFilter([Spec("hands", {"preset": "severe"})], seed=1)
    for i in range(3):
        assert events(keys.feed(down("ShiftLeft", i * 400.0))) == ["ShiftLeft+"]
        assert events(keys.feed(up("ShiftLeft", i * 400.0 + 90))) == ["ShiftLeft-"]


def test_a_key_learned_from_the_persons_own_keyboard_is_struck_with_its_own_legend() -> None:
    azerty = [down("KeyQ", 0, "a"), up("KeyQ", 90, "a"), down("KeyW", 300, "z"), up("KeyW", 390, "z")]
    keys = KeyFilter([Spec("slip", {"probability": 1, "remote": 0})], seed=0)
    play(keys, azerty, until_ms=500)
    struck = "".join(
        typed(keys.feed(down("KeyE", 1000.0 + i * 300, "e"))) + typed(keys.feed(up("KeyE", 1090.0 + i * 300)))
        for i in range(40)
    )
    assert "z" in struck
    assert "w" not in struck


def test_facts_tell_the_class_and_the_fate_of_each_press_and_never_the_key() -> None:
    keys = KeyFilter([Spec("bounce", {"probability": 1}), Spec("hold", {"accept_ms": 50})])
    play(keys, [*tap("q", 0), down("Backspace", 400), up("Backspace", 420), *capital("x", 900)])
    facts = keys.drain_facts()
    assert Counter((fact.key_class, fact.delivery) for fact in facts) == {
        (KeyClass.CHARACTER, Delivery.DELAYED): 2,
        (KeyClass.CHARACTER, Delivery.ADDED): 2,
        (KeyClass.EDIT, Delivery.DROPPED): 1,
        (KeyClass.MODIFIER, Delivery.DELIVERED): 1,
    }
    assert not any(name in repr(facts) for name in ("KeyQ", "KeyX", "'q'", "'X'"))
    assert keys.drain_facts() == ()


@pytest.mark.parametrize(
    ("press", "sort"),
    [
        (down("KeyA", 0, "a"), KeyClass.CHARACTER),
        (down("Space", 0, " "), KeyClass.CHARACTER),
        (down("BracketLeft", 0), KeyClass.CHARACTER),
        (down("Backspace", 0, "", frozenset({"Control"})), KeyClass.EDIT),
        (down("KeyC", 0, "\x03", frozenset({"Control"})), KeyClass.COMMAND),
        (down("Enter", 0, "\r"), KeyClass.COMMAND),
        (down("F6", 0), KeyClass.COMMAND),
        (down("ArrowUp", 0), KeyClass.NAVIGATION),
        (down("Tab", 0, "\t"), KeyClass.NAVIGATION),
        (down("AltRight", 0), KeyClass.MODIFIER),
    ],
)
def test_classes_of_keys(press: KeyPress, sort: KeyClass) -> None:
    assert key_class(press) is sort


@pytest.mark.parametrize("preset", list(PRESETS))
def test_another_seed_is_another_day(preset: str) -> None:
    text = [
        press
        for i, letter in enumerate("the quick brown fox jumps".replace(" ", ""))
        for press in tap(letter, i * 250.0)
    ]
    days = {typed(play(KeyFilter([Spec("hands", {"preset": preset})], seed=seed), text)) for seed in range(12)}
    assert len(days) > 1


LETTERS = [code for code in UK.prints if code.startswith("Key")]


@given(
    preset=st.sampled_from(sorted(PRESETS)),
    seed=st.integers(0, 50),
    script=st.lists(
        st.tuples(
            st.sampled_from(LETTERS), st.sampled_from([150.0, 300.0, 2000.0]), st.sampled_from([40.0, 90.0, 120.0])
        ),
        min_size=1,
        max_size=40,
    ),
    others=st.permutations(LETTERS),
)
@settings(deadline=None)
def test_the_fate_of_a_press_hangs_on_when_it_was_made_and_not_on_which_letter_it_was(
    preset: str, seed: int, script: list[tuple[str, float, float]], others: list[str]
) -> None:
    """Hence the record can do without the letters: what became of each press is the same for any others."""
    elsewhere = dict(zip(LETTERS, others, strict=True))
    assert fates(preset, seed, script) == fates(
        preset, seed, [(elsewhere[code], wait_ms, held_ms) for code, wait_ms, held_ms in script]
    )


def fates(preset: str, seed: int, script: list[tuple[str, float, float]]) -> list[KeyFact]:
    keys = KeyFilter([Spec("hands", {"preset": preset})], [], seed)
    at_ms, presses = 0.0, []
    for code, wait_ms, held_ms in script:
        at_ms += wait_ms
        presses += [down(code, at_ms, code[3].lower()), up(code, at_ms + held_ms, code[3].lower())]
    play(keys, presses)
    return list(keys.drain_facts())
