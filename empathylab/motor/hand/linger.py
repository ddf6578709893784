"""Linger (long press): the finger comes up late, and the system's own key repeat types on.

Trewin & Pain found it the most common error of some people and absent in others; one typist made it on 74 % of
presses with the repeat settings a computer comes with and never with a longer delay. A stiff hand presses one
key after the other, so keys struck meanwhile wait until the finger is up, in order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from empathylab.domain.events import Delivery
from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage, Stroke

#: A visitor who types on regardless is never more than this many presses ahead of the stiff hand.
BACKLOG_PRESSES = 8


class Linger(HandModel):
    """A finger that stays down: how often and how long, and when the simulated system begins to repeat."""

    id: ClassVar[str] = "linger"
    title: ClassVar[str] = "Slow to let go"
    explanation: ClassVar[tuple[str, ...]] = (
        "In about {probability:percent} of presses the finger comes up only after some {hold_ms:seconds}, and the "
        "letter repeats from {system_delay_ms:seconds} on.",
    )

    probability: float = limited(0.05, 0, 1, "", "Chance that a key is held too long, 0 to 1.")
    hold_ms: float = limited(650, 50, 3000, "ms", "Time until the finger comes up, ±30 %.")
    system_delay_ms: float = limited(500, 100, 3000, "ms", "Time until the system repeats.")
    system_interval_ms: float = limited(33, 10, 500, "ms", "Time between two repeats.")

    def stage(self, hand: Hand) -> KeyStage:
        return LingerStage(hand, self)


class LingerStage(KeyStage):
    """Holds a key down beyond its release, with repeats, and everything after it back meanwhile."""

    def __init__(self, hand: Hand, params: Linger) -> None:
        super().__init__(hand, params.id)
        self._params = params
        self._forget()

    def _forget(self) -> None:
        self._stuck: Stroke | None = None
        self._release: Stroke | None = None
        self._pressed_ms = self._until_ms = self._repeat_ms = 0.0
        self._queue: deque[Stroke] = deque()

    def handle(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        if self._stuck is None:
            yield from super().handle(stroke, now_ms)
        elif stroke.press.code != self._stuck.press.code or self._release is not None:
            self._queue.append(stroke)
            if sum(waiting.press.is_down for waiting in self._queue) > BACKLOG_PRESSES:
                yield from self._lift(now_ms)
        elif stroke.press.is_down:
            yield stroke
        else:
            self._release = stroke
            self._repeat_ms = self._next_repeat_after(now_ms)

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        is_press = stroke.press.is_down and not stroke.press.is_repeat
        if is_press and self.happens(self._params.probability, now_ms):
            self._stuck = stroke
            self._pressed_ms = now_ms
            self._until_ms = now_ms + self._params.hold_ms * self._dice.uniform(0.7, 1.3)
        yield stroke

    @property
    def due_ms(self) -> float | None:
        if self._stuck is None:
            return None
        return self._until_ms if self._release is None else min(self._until_ms, self._repeat_ms)

    def wake(self, now_ms: float) -> Iterator[Stroke]:
        if self._stuck is None:
            return
        if now_ms >= self._until_ms:
            yield from self._lift(now_ms)
        elif self._release is not None and now_ms >= self._repeat_ms:
            self._repeat_ms += self._params.system_interval_ms
            yield Stroke(replace(self._stuck.press, is_repeat=True), delivery=Delivery.REPEATED)

    def reset(self) -> Iterator[Stroke]:
        waiting = self._queue
        self._forget()
        yield from (stroke.lost() for stroke in waiting if stroke.press.is_down)

    def _next_repeat_after(self, now_ms: float) -> float:
        first = self._pressed_ms + self._params.system_delay_ms
        missed = max(0, -int((first - now_ms) // self._params.system_interval_ms))
        return first + missed * self._params.system_interval_ms

    def _lift(self, now_ms: float) -> Iterator[Stroke]:
        release, waiting = self._release, self._queue
        self._forget()
        if release is not None:
            yield release
        while waiting:
            yield from self.handle(waiting.popleft(), now_ms)
