"""Hold (a missing key): a press counts only when the key is held long enough; light taps are lost.

Stiff and numb fingers press lightly and briefly. The same rule is what operating systems offer as slow keys,
there against keys brushed in passing; `slow-keys` among the helps has the same stage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.motor.key_feature import HandModel
from empathylab.motor.stage import Hand, KeyStage, Stroke


class Hold(HandModel):
    """A keyboard that wants long presses: how long a key must be down."""

    id: ClassVar[str] = "hold"
    title: ClassVar[str] = "Light taps are lost"
    explanation: ClassVar[tuple[str, ...]] = ("A key counts only when it is held down for {accept_ms:seconds}.",)

    accept_ms: float = limited(90, 0, 1000, "ms", "How long a key must be held to count.")

    def stage(self, hand: Hand) -> KeyStage:
        return HoldStage(hand, self.id, self.accept_ms)

    @property
    def shortest_press_ms(self) -> float:
        return self.accept_ms


class HoldStage(KeyStage):
    """Keeps a press back until it has been held for `accept_ms`; loses it when it is released before.

    Counted from when the finger went down, so that hold and slow keys together ask for the longer of the two.
    """

    def __init__(self, hand: Hand, name: str, accept_ms: float) -> None:
        super().__init__(hand, name)
        self._accept_ms = accept_ms
        self._waiting: dict[str, tuple[float, Stroke]] = {}

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        code = stroke.press.code
        waiting = code in self._waiting
        due_ms = stroke.press.at_ms + self._accept_ms
        if stroke.press.is_down and not stroke.press.is_repeat and due_ms > now_ms:
            if waiting:
                yield self._waiting.pop(code)[1].lost()
            self._waiting[code] = (due_ms, stroke)
        elif not waiting:
            yield stroke
        elif not stroke.press.is_down:
            yield self._waiting.pop(code)[1].lost()

    @property
    def due_ms(self) -> float | None:
        return min((due for due, _ in self._waiting.values()), default=None)

    def wake(self, now_ms: float) -> Iterator[Stroke]:
        for code in [code for code, (due, _) in self._waiting.items() if due <= now_ms]:
            yield self._waiting.pop(code)[1]

    def reset(self) -> Iterator[Stroke]:
        waiting, self._waiting = self._waiting, {}
        yield from (stroke.lost() for _, stroke in waiting.values())
