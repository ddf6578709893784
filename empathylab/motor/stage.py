"""The parts a chain of key models is made of.

A stage takes one stroke at a time, in time order, and gives what goes on to the next stage at the same
moment. What it keeps back it gives later from `wake`, which is called at its `due_ms`, before anything that
happens after it. So nothing in a chain depends on how often the clock is looked at, and the same keys and seed give the
same result.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from empathylab.domain.events import Delivery
from empathylab.domain.keys import KeyPress
from empathylab.motor.layout import Layout
from empathylab.motor.press import is_left_alone
from empathylab.motor.strength import Strength


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key event on its way through the chain.

    `origin` is the press a person made, None for strokes that a model added; `is_lost` ends its way.
    """

    press: KeyPress
    origin: KeyPress | None = None
    delivery: Delivery = Delivery.DELIVERED
    is_lost: bool = False

    @classmethod
    def added(cls, press: KeyPress) -> Stroke:
        """A press that no hand made: a repetition, a bounce, a lifted key."""
        return cls(press, delivery=Delivery.ADDED)

    def lost(self) -> Stroke:
        """The same stroke, which reaches nobody any more."""
        return replace(self, is_lost=True)

    def pressing(self, press: KeyPress) -> Stroke:
        """The same stroke, but of another key."""
        return replace(self, press=press)


@dataclass(slots=True)
class Hand:
    """What all stages of one chain share. The layout may be learned further while the person types."""

    layout: Layout
    strength: Strength
    seed: int

    def dice(self, name: str) -> random.Random:
        """A generator of its own for each stage, so that switching one off leaves the others' chances alone."""
        return random.Random(f"{self.seed}:{name}")


class KeyStage:
    """One step between the hand and the page, which passes everything on.

    Subclasses override `handle_key` and, when they keep strokes back, the timer.
    """

    def __init__(self, hand: Hand, name: str) -> None:
        self.hand = hand
        self._dice = hand.dice(name)

    def handle(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        """What becomes of a stroke that happens at `now_ms`: none, itself, or several strokes in order."""
        if stroke.press.is_modifier or is_left_alone(stroke.press.code):
            return self.handle_modifier(stroke, now_ms)
        return self.handle_key(stroke, now_ms)

    def handle_modifier(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        """The same for modifiers and for keys that no model touches."""
        return iter((stroke,))

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        """The same for all other keys."""
        return iter((stroke,))

    @property
    def due_ms(self) -> float | None:
        """When `wake` wants to be called."""
        return None

    @property
    def may_wait(self) -> bool:
        """Whether it is ever due."""
        return type(self).due_ms is not KeyStage.due_ms

    def wake(self, now_ms: float) -> Iterator[Stroke]:
        """The strokes whose time has come; called when it is `due_ms`, or later."""
        yield from ()

    def reset(self) -> Iterator[Stroke]:
        """Forget everything; give the strokes that were kept back, as lost."""
        yield from ()

    def happens(self, probability: float, now_ms: float) -> bool:
        """Throw the dice once, against the probability as the hand is now."""
        return self._dice.random() < min(1.0, probability * self.hand.strength.scale(now_ms))

    def pick(self, keys: Sequence[str]) -> str:
        """One of these keys. One throw whatever their number, so that a key's place never changes later chances."""
        return keys[int(self._dice.random() * len(keys))]


class EchoStage(KeyStage):
    """A stage that sends further strokes shortly after one; they never fall behind the next real stroke."""

    def __init__(self, hand: Hand, name: str) -> None:
        super().__init__(hand, name)
        self._later: list[tuple[float, Stroke]] = []

    def handle(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        handled = super().handle(stroke, now_ms)
        return chain(self._flush(), handled) if self._later else handled

    def send_later(self, due_ms: float, stroke: Stroke) -> None:
        """Send this stroke when it is `due_ms`, or before the next real one."""
        self._later.append((due_ms, stroke))

    @property
    def due_ms(self) -> float | None:
        return self._later[0][0] if self._later else None

    def wake(self, now_ms: float) -> Iterator[Stroke]:
        while self._later and self._later[0][0] <= now_ms:
            yield self._later.pop(0)[1]

    def reset(self) -> Iterator[Stroke]:
        for stroke in self._flush():
            yield stroke.lost()

    def _flush(self) -> Iterator[Stroke]:
        waiting, self._later = self._later, []
        yield from (stroke for _, stroke in waiting)
