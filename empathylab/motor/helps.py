"""The helps of the keyboard, as an operating system has them: each answers one error of the hand models.

They stand after the hand, where an operating system's filters stand: they see what the hand did, not what the
person meant. Bounce keys swallow the hand's bounces, slow keys and the overlap lock its brushes, a longer repeat
delay its long presses, sticky keys its early released modifiers. None costs nothing: slow keys ask for longer
presses and the overlap lock swallows a fast typist's next key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.domain.keys import MODIFIER_OF
from empathylab.motor.hand.hold import HoldStage
from empathylab.motor.key_feature import KeyHelp
from empathylab.motor.stage import Hand, KeyStage, Stroke


class OverlapLock(KeyHelp):
    """Keys locked for a moment: Trewin's OverlapKeys (2002), where 100 ms identified 96 % of additional keys."""

    id: ClassVar[str] = "overlap-lock"
    title: ClassVar[str] = "Overlap lock"
    explanation: ClassVar[tuple[str, ...]] = (
        "A second key that goes down within {lock_ms:seconds} of the first is ignored.",
    )

    lock_ms: float = limited(100, 10, 500, "ms", "Time after a press in which others wait.")

    def stage(self, hand: Hand) -> KeyStage:
        return OverlapLockStage(hand, self)


class SlowKeys(KeyHelp):
    """Slow keys, as in the systems' settings."""

    id: ClassVar[str] = "slow-keys"
    title: ClassVar[str] = "Slow keys"
    explanation: ClassVar[tuple[str, ...]] = (
        "A key counts only when it is held for {accept_ms:seconds}, so that a brush in passing does not.",
    )

    accept_ms: float = limited(150, 0, 2000, "ms", "How long a key must be held to count.")

    def stage(self, hand: Hand) -> KeyStage:
        return HoldStage(hand, self.id, self.accept_ms)

    @property
    def shortest_press_ms(self) -> float:
        return self.accept_ms


class BounceKeys(KeyHelp):
    """Bounce keys, as in the systems' settings."""

    id: ClassVar[str] = "bounce-keys"
    title: ClassVar[str] = "Bounce keys"
    explanation: ClassVar[tuple[str, ...]] = ("The same key pressed again within {gap_ms:seconds} is ignored.",)

    gap_ms: float = limited(100, 10, 2000, "ms", "Time after release in which a key is ignored.")

    def stage(self, hand: Hand) -> KeyStage:
        return BounceKeysStage(hand, self)


class RepeatDelay(KeyHelp):
    """A longer wait before keys repeat, as in the systems' settings, longer than what a computer comes with."""

    id: ClassVar[str] = "repeat-delay"
    title: ClassVar[str] = "Longer repeat delay"
    explanation: ClassVar[tuple[str, ...]] = ("A key that stays down repeats only after {delay_ms:seconds}.",)

    delay_ms: float = limited(2000, 250, 10000, "ms", "Time until a held key repeats.")

    def stage(self, hand: Hand) -> KeyStage:
        return RepeatDelayStage(hand, self)


class StickyKeys(KeyHelp):
    """Sticky keys, with nothing to set: a modifier pressed and released counts for the next key."""

    id: ClassVar[str] = "sticky-keys"
    title: ClassVar[str] = "Sticky keys"
    explanation: ClassVar[tuple[str, ...]] = (
        "Shift, Control and Alt can be pressed first and let go, and still count for the next key.",
    )

    def stage(self, hand: Hand) -> KeyStage:
        return StickyKeysStage(hand, self)


class OverlapLockStage(KeyStage):
    """Ignores other keys that go down within `lock_ms` of an accepted press, and the rest of their strokes."""

    def __init__(self, hand: Hand, params: OverlapLock) -> None:
        super().__init__(hand, params.id)
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


class BounceKeysStage(KeyStage):
    """Ignores a key that is pressed again within `gap_ms` of its release."""

    def __init__(self, hand: Hand, params: BounceKeys) -> None:
        super().__init__(hand, params.id)
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


class RepeatDelayStage(KeyStage):
    """Lets a held key repeat only after `delay_ms`."""

    def __init__(self, hand: Hand, params: RepeatDelay) -> None:
        super().__init__(hand, params.id)
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


class StickyKeysStage(KeyStage):
    """A modifier that was pressed and released alone counts for the next key."""

    def __init__(self, hand: Hand, params: StickyKeys) -> None:
        super().__init__(hand, params.id)
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
