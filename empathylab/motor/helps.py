"""What the operating system does for a hand: each help answers one error of the hand models.

They stand after the hand, where an operating system's filters stand: they see what the hand did, not what the
person meant. Bounce keys swallow the hand's bounces, slow keys and the overlap lock its brushes, a longer repeat
delay its long presses, sticky keys its early released modifiers. None costs nothing: slow keys ask for longer
presses and the overlap lock swallows a fast typist's next key.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from empathylab.domain.keys import MODIFIER_OF
from empathylab.domain.persona import DataModel
from empathylab.motor.hand.hold import Hold, HoldParams
from empathylab.motor.stage import Hand, Stage, Stroke


class OverlapLockParams(DataModel):
    """Trewin's OverlapKeys (2002): 100 ms identified 96 % of additional keys."""

    lock_ms: float = Field(default=100, ge=10, le=500, description="Milliseconds after a press in which others wait.")


class SlowKeysParams(DataModel):
    """As in the systems' settings."""

    accept_ms: float = Field(default=150, ge=0, le=2000, description="Milliseconds a key must be held to count.")


class BounceKeysParams(DataModel):
    """As in the systems' settings."""

    gap_ms: float = Field(
        default=100, ge=10, le=2000, description="Milliseconds after release in which a key is ignored."
    )


class RepeatDelayParams(DataModel):
    """As in the systems' settings, longer than what a computer comes with."""

    delay_ms: float = Field(default=2000, ge=250, le=10000, description="Milliseconds until a held key repeats.")


class StickyKeysParams(DataModel):
    """Nothing to set: a modifier pressed and released counts for the next key."""


class OverlapLock(Stage):
    """Ignores other keys that go down within `lock_ms` of an accepted press, and the rest of their strokes."""

    def __init__(self, hand: Hand, params: OverlapLockParams) -> None:
        super().__init__(hand, "overlap-lock")
        self._lock_ms = params.lock_ms
        self._accepted = ("", float("-inf"))
        self._ignored: set[str] = set()

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        code = stroke.press.code
        if stroke.press.is_down and not stroke.press.is_repeat:
            accepted, at_ms = self._accepted
            if code != accepted and now_ms - at_ms < self._lock_ms:
                self._ignored.add(code)
                yield stroke.lost()
                return
            self._ignored.discard(code)
            self._accepted = (code, now_ms)
        if code not in self._ignored:
            yield stroke
        elif not stroke.press.is_down:
            self._ignored.discard(code)

    def reset(self) -> Iterator[Stroke]:
        self._accepted = ("", float("-inf"))
        self._ignored.clear()
        yield from ()


class SlowKeys(Hold):
    """A press counts only when the key is held: a brushed key is not."""

    def __init__(self, hand: Hand, params: SlowKeysParams) -> None:
        super().__init__(hand, HoldParams(accept_ms=min(1000.0, params.accept_ms)), "slow-keys")
        self._accept_ms = params.accept_ms


class BounceKeys(Stage):
    """Ignores a key that is pressed again within `gap_ms` of its release."""

    def __init__(self, hand: Hand, params: BounceKeysParams) -> None:
        super().__init__(hand, "bounce-keys")
        self._gap_ms = params.gap_ms
        self._released: dict[str, float] = {}
        self._ignored: set[str] = set()

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        code = stroke.press.code
        if not stroke.press.is_down:
            self._released[code] = now_ms
        elif not stroke.press.is_repeat:
            is_bounce = now_ms - self._released.get(code, float("-inf")) < self._gap_ms
            (self._ignored.add if is_bounce else self._ignored.discard)(code)
            if is_bounce:
                yield stroke.lost()
                return
        if code not in self._ignored:
            yield stroke

    def reset(self) -> Iterator[Stroke]:
        self._released.clear()
        self._ignored.clear()
        yield from ()


class RepeatDelay(Stage):
    """Lets a held key repeat only after `delay_ms`."""

    def __init__(self, hand: Hand, params: RepeatDelayParams) -> None:
        super().__init__(hand, "repeat-delay")
        self._delay_ms = params.delay_ms
        self._pressed: dict[str, float] = {}

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        code = stroke.press.code
        if stroke.press.is_repeat:
            if now_ms - self._pressed.get(code, now_ms) >= self._delay_ms:
                yield stroke
            return
        if stroke.press.is_down:
            self._pressed[code] = now_ms
        else:
            self._pressed.pop(code, None)
        yield stroke

    def reset(self) -> Iterator[Stroke]:
        self._pressed.clear()
        yield from ()


class StickyKeys(Stage):
    """A modifier that was pressed and released alone counts for the next key."""

    def __init__(self, hand: Hand, params: StickyKeysParams) -> None:
        super().__init__(hand, "sticky-keys")
        self._alone: set[str] = set()
        self._latched: frozenset[str] = frozenset()
        self._given: dict[str, frozenset[str]] = {}

    def handle_modifier(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        code = stroke.press.code
        if stroke.press.is_modifier and stroke.press.is_down:
            self._alone.add(code)
        elif code in self._alone:
            self._alone.discard(code)
            self._latched |= {MODIFIER_OF[code]}
        yield stroke

    def handle_key(self, stroke: Stroke, now_ms: float) -> Iterator[Stroke]:
        press = stroke.press
        if press.is_down and not press.is_repeat:
            self._alone.clear()
            self._given[press.code] = self._latched
            self._latched = frozenset()
        given = self._given.get(press.code, frozenset())
        if not press.is_down:
            self._given.pop(press.code, None)
        yield stroke.pressing(self.hand.layout.with_modifiers(press, press.modifiers | given))

    def reset(self) -> Iterator[Stroke]:
        self._alone.clear()
        self._latched = frozenset()
        self._given.clear()
        yield from ()
