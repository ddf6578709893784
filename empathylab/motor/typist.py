"""A scripted typist: what a preset and a help do to somebody who copies a text and corrects every error they see.

Speed and pressing time are the means of 168,960 people (Dhakal, Feit, Kristensson & Oulasvirta, CHI 2018): 238.66 ms
from key to key and 116.25 ms on a key, with a spread between people of 23.88 ms for the latter, which is used here as
the spread between presses. The spread from key to key within one person, the pause on an error and the care (every key
is checked on the screen, and late text is waited for) are illustrative. The typist makes no errors but the models'.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from empathylab.domain.keys import KeyPress
from empathylab.motor.filter import KeyFilter, PressCounts
from empathylab.motor.layout import UK, Layout
from empathylab.motor.press import Delivered

ERASE = "Backspace"


@dataclass(frozen=True, slots=True)
class Typist:
    """How somebody types. Milliseconds; `patience` is how many presses a character are made before giving up."""

    between_keys_ms: float = 238.66
    between_keys_spread_ms: float = 60.0
    press_ms: float = 116.25
    press_spread_ms: float = 23.88
    error_pause_ms: float = 240.0
    shift_lead_ms: float = 70.0
    patience: float = 8.0

    def pressing_for(self, accept_ms: float) -> Typist:
        """The same person once they know that keys must be held: clearly longer, and no faster than that allows."""
        press_ms = max(self.press_ms, accept_ms + 60)
        return replace(self, press_ms=press_ms, between_keys_ms=max(self.between_keys_ms, press_ms + 60))


@dataclass(frozen=True, slots=True)
class TypingRun:
    """One copied text. `presses` are those the typist made, Shift apart; `erased` and `fixes` as in text measures."""

    presented: str
    transcribed: str
    seconds: float
    presses: int
    erased: int
    fixes: int
    counts: PressCounts

    @property
    def is_complete(self) -> bool:
        """Whether the text was copied without a fault."""
        return self.transcribed == self.presented


@dataclass(slots=True)
class TypedField:
    """What a page's text field makes of key events."""

    text: str = ""
    erased: int = 0
    fixes: int = 0

    def take(self, delivered: Iterable[Delivered]) -> None:
        """Do what these key events do to a text."""
        for item in delivered:
            if item.press.is_down:
                self._key(item.press)

    def _key(self, press: KeyPress) -> None:
        if press.code == ERASE:
            self.fixes += 1
            self.erased += bool(self.text)
            self.text = self.text[:-1]
        elif press.text.isprintable() and not press.is_shortcut:
            self.text += press.text


@dataclass(slots=True)
class _Hands:
    """The typist's own events, in time order, fed to the filter as time goes on."""

    keys: KeyFilter
    page: TypedField
    events: list[tuple[float, int, KeyPress]] = field(default_factory=list)
    made: int = 0

    def plan(self, press: KeyPress) -> None:
        self.made += 1
        heapq.heappush(self.events, (press.at_ms, self.made, press))

    def go_to(self, now_ms: float) -> None:
        while self.events and self.events[0][0] <= now_ms:
            self.page.take(self.keys.feed(heapq.heappop(self.events)[2]))
        self.page.take(self.keys.tick(now_ms))

    def wait_for_screen(self, now_ms: float) -> float:
        """Look at the screen until it stands still; the time when it does."""
        while (due_ms := self._next_ms()) is not None:
            now_ms = max(now_ms, due_ms)
            self.go_to(now_ms)
        return now_ms

    def _next_ms(self) -> float | None:
        planned = self.events[0][0] if self.events else None
        return min((at for at in (planned, self.keys.next_due_ms) if at is not None), default=None)


def type_text(presented: str, keys: KeyFilter, typist: Typist, seed: int = 0, layout: Layout = UK) -> TypingRun:
    """Copy a text through the filter. Raise ValueError for a character that is not on the keyboard."""
    dice = random.Random(f"{seed}:typist")
    hands = _Hands(keys, TypedField())
    now_ms, presses, is_startled = 0.0, 0, False
    while hands.page.text != presented and presses < typist.patience * len(presented):
        is_wrong = not presented.startswith(hands.page.text)
        if is_wrong and not is_startled:
            now_ms += typist.error_pause_ms
        is_startled = is_wrong
        wanted = ERASE if is_wrong else presented[len(hands.page.text)]
        _press(wanted, now_ms, hands, typist, dice, layout)
        presses += 1
        now_ms += max(40.0, dice.gauss(typist.between_keys_ms, typist.between_keys_spread_ms))
        hands.go_to(now_ms)
        if keys.next_due_ms is not None:
            now_ms = hands.wait_for_screen(now_ms)
    ended_ms = hands.wait_for_screen(now_ms)
    page = hands.page
    return TypingRun(presented, page.text, ended_ms / 1000, presses, page.erased, page.fixes, keys.counts)


def _press(wanted: str, at_ms: float, hands: _Hands, typist: Typist, dice: random.Random, layout: Layout) -> None:
    code, is_shifted = (ERASE, False) if wanted == ERASE else _key_for(wanted, layout)
    text = "" if wanted == ERASE else wanted
    modifiers = frozenset({"Shift"}) if is_shifted else frozenset[str]()
    down_ms = at_ms + (typist.shift_lead_ms if is_shifted else 0)
    up_ms = down_ms + max(30.0, dice.gauss(typist.press_ms, typist.press_spread_ms))
    if is_shifted:
        hands.plan(KeyPress("ShiftLeft", True, at_ms))
    hands.plan(KeyPress(code, True, down_ms, text, modifiers))
    hands.plan(KeyPress(code, False, up_ms, text, modifiers))
    if is_shifted:
        hands.plan(KeyPress("ShiftLeft", False, up_ms + 20))


def _key_for(character: str, layout: Layout) -> tuple[str, bool]:
    for code, legends in layout.prints.items():
        if character in legends:
            return code, character != legends[0]
    raise ValueError(f"{character!r} is not on the keyboard '{layout.name}'")
