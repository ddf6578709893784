"""The scripted typist, whose figures stand in the documents."""

from __future__ import annotations

import pytest

from empathylab.domain.spec import Spec
from empathylab.motor import KeyFilter
from empathylab.motor.typist import TypingRun, Typist, type_text

TEXT = "14 Mare Court, Norwich"


def copy(*simulations: Spec, helps: tuple[Spec, ...] = (), typist: Typist | None = None, seed: int = 0) -> TypingRun:
    return type_text(TEXT, KeyFilter(simulations, helps, seed), typist or Typist(), seed)


def test_without_a_simulation_one_press_a_character_at_the_published_speed() -> None:
    run = copy()
    assert run.is_complete
    assert run.presses == len(TEXT)
    assert run.fixes == run.erased == 0
    assert run.seconds == pytest.approx(len(TEXT) * 0.23866, rel=0.15)


@pytest.mark.parametrize("preset", ["mild", "moderate", "severe", "bad-day"])
def test_every_preset_costs_time_and_can_be_got_through(preset: str) -> None:
    run = copy(Spec("hands", {"preset": preset}), seed=3)
    assert run.is_complete
    assert run.presses > len(TEXT)
    assert run.seconds > copy(seed=3).seconds


def test_helps_give_time_back() -> None:
    hands = Spec("hands", {"preset": "moderate"})
    helps = tuple(Spec(name) for name in ("overlap-lock", "bounce-keys", "repeat-delay", "sticky-keys"))
    alone = sum(copy(hands, seed=seed).seconds for seed in range(6))
    helped = sum(copy(hands, helps=helps, seed=seed).seconds for seed in range(6))
    assert helped < alone * 0.85


def test_whoever_knows_slow_keys_holds_each_key() -> None:
    slow = (Spec("slow-keys", {"accept_ms": 300}),)
    assert not copy(helps=slow).is_complete
    run = copy(helps=slow, typist=Typist().pressing_for(300))
    assert run.is_complete
    assert run.counts.dropped == 0


def test_a_text_that_cannot_be_typed_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not on the keyboard"):
        type_text("日", KeyFilter(), Typist())


def test_a_typist_who_gets_nowhere_gives_up() -> None:
    run = copy(Spec("drop", {"probability": 1}))
    assert run.transcribed == ""
    assert run.presses == 8 * len(TEXT)
