"""Sight, hands and hearing worn at once: as each alone, bit for bit, whatever goes on beside it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from empathylab import hearing, vision
from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.files.library import load_library
from empathylab.hearing import Listener
from empathylab.motor import Delivered, KeyFilter
from empathylab.vision import Chain, Viewing

Frame, Floats = NDArray[np.uint8], NDArray[np.float64]
RATE_HZ, BLOCK = 44_100, 441
STEPS = 60
SEED = 11


@dataclass
class Worn:
    """All that somebody who wears these sees, does and hears, step by step."""

    specs: tuple[Spec, ...]
    frames: list[Frame] = field(default_factory=list)
    keys: list[Delivered] = field(default_factory=list)
    heard: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._eyes = Chain(vision.SIMULATIONS.worn(self.specs), Viewing(37.8))
        self._hands = KeyFilter(self.specs, seed=SEED)
        self._ears = Listener(hearing.SIMULATIONS.worn(self.specs), RATE_HZ, 0.05)

    def step(self, frame: Frame, gaze: tuple[float, float], press: KeyPress, sound: Floats) -> None:
        self.heard.append(self._ears.feed(sound[:220]))
        self.keys += (*self._hands.tick(press.at_ms), *self._hands.feed(press))
        self.frames.append(self._eyes.apply(frame, gaze))
        self.heard.append(self._ears.feed(sound[220:]))


def live(worn: Worn) -> Worn:
    """The same page, hands and room each time."""
    chance, numbers = random.Random(SEED), np.random.default_rng(SEED)
    at_ms = 0.0
    for number in range(STEPS):
        frame = numbers.integers(0, 256, (60, 80, 3), np.uint8)
        at_ms += chance.uniform(20, 160)
        press = KeyPress(chance.choice(("KeyA", "KeyE", "KeyT", "Backspace")), number % 2 == 0, at_ms)
        gaze = (chance.uniform(0, 80), chance.uniform(0, 60))
        worn.step(frame, gaze, press, numbers.normal(0, 0.05, BLOCK))
    return worn


def test_three_senses_at_once_are_each_alone_bit_for_bit() -> None:
    ron = load_library().persona("ron").barrier.simulations
    sights = tuple(each for each in ron if each.kind in vision.SIMULATIONS)
    sounds = tuple(each for each in ron if each.kind in hearing.SIMULATIONS)
    hands = tuple(each for each in ron if each not in sights + sounds)
    assert all((sights, sounds, hands))
    together, bare = live(Worn(tuple(ron))), live(Worn(()))
    for one, other in zip(together.frames, live(Worn(sights)).frames, strict=True):
        assert np.array_equal(one, other)
    assert together.keys == live(Worn(hands)).keys
    for one, other in zip(together.heard, live(Worn(sounds)).heard, strict=True):
        assert np.array_equal(one, other)
    assert not np.array_equal(together.frames[-1], bare.frames[-1])
    assert together.keys != bare.keys
    assert not np.array_equal(np.concatenate(together.heard), np.concatenate(bare.heard))
