"""A scripted participant's keyboard: real key events into the lab's real window, and its patience.

The hands have a clock of their own and stamp every event with it, so that the same seed gives the same fates of the
same keys on a computer that has much else to do.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputEvent, QKeyEvent, QWindow

from empathylab.domain.errors import MachineError
from empathylab.domain.feature import wears
from empathylab.domain.session import Condition
from empathylab.motor import BounceKeys, shortest_press_ms
from empathylab.ui.keys.clock import SystemInputClock
from empathylab.ui.keys.window_input import WindowInput

_PATIENCE_S = 60.0
#: A form is looked at several hundred times: an answer is not waited for longer than it takes.
_BETWEEN_LOOKS_MS = 2
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a key stays down and the pause after it, in milliseconds: means, and the spread of both."""

    hold_ms: float
    pause_ms: float
    spread_ms: float


#: An unhurried typist, and one as fast as the lab can be driven; the third still holds long enough for stiff hands.
UNHURRIED = Pace(115, 60, 25)
QUICK = Pace(15, 8, 3)
QUICK_BUT_FIRM = Pace(88, 12, 4)
#: More than the longest gap in which a key counts as bouncing.
_SAME_KEY_MS = 110
#: For so long quick hands wait for the computer; what is more passes on their own clock alone.
_MOST_WAITED_MS = 3
#: And of a rest this part: whoever looks after it looks again until the page has followed.
_RESTED_PART = 1 / 3


class ScriptedClock:
    """A clock that stands still until the scripted keys move it on, beginning at the computer's own time."""

    def __init__(self) -> None:
        self._now_ms = int(SystemInputClock().now_ms())

    def now_ms(self) -> float:
        return self._now_ms

    def at_ms(self, event: QInputEvent) -> float:
        """When an event happened: a scripted one at its own stamp, somebody else's now."""
        return min(self._now_ms, event.timestamp() or self._now_ms)

    def go_on(self, for_ms: float) -> None:
        self._now_ms += round(for_ms)


class KeyboardDriver:
    """Presses keys on a window; every duration comes from the seeded generator."""

    def __init__(self, window: QWindow, chance: random.Random, *, is_quick: bool = False) -> None:
        self._window = window
        self._input = WindowInput.of(window)
        self.clock = ScriptedClock()
        self._input.use_clock(self.clock)
        self._chance = chance
        self._is_quick = is_quick
        self._pace = QUICK if is_quick else UNHURRIED
        self._minds_bounce = False
        self._last: Qt.Key | None = None
        self.presses = 0

    def adapt(self, condition: Condition | None) -> None:
        """Type as this run asks for: long enough for a key to count, the same key not too soon again."""
        specs = () if condition is None else (*condition.simulations, *condition.helps)
        firm = shortest_press_ms(specs) > 0
        if self._is_quick:
            self._pace = QUICK_BUT_FIRM if firm else QUICK
        self._minds_bounce = wears(specs, BounceKeys)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_MODIFIER, words: str = "") -> None:
        """Down, a moment, up, a moment; `words` is what the key would write."""
        if self._minds_bounce and key == self._last:
            self._pass(_SAME_KEY_MS)
        self._last = key
        self._send(QEvent.Type.KeyPress, key, modifiers, words)
        self._pass(self._around(self._pace.hold_ms))
        self._send(QEvent.Type.KeyRelease, key, modifiers, words)
        self._pass(self._around(self._pace.pause_ms))
        self.presses += 1

    def rest(self, for_ms: float) -> None:
        """Do nothing for so long; what was due by then has happened."""
        rest(for_ms * _RESTED_PART if self._is_quick else for_ms)
        self._go_on(for_ms)

    def type(self, words: str) -> None:
        """Every character by its key; capitals with Shift."""
        for character in words:
            shift = Qt.KeyboardModifier.ShiftModifier if character.isupper() else _NO_MODIFIER
            self.press(Qt.Key(ord(character.upper())), shift, character)

    def _pass(self, for_ms: float) -> None:
        """Between two key events: quick hands let the computer wait no longer than it needs to follow."""
        rest(min(for_ms, _MOST_WAITED_MS) if self._is_quick else for_ms)
        self._go_on(for_ms)

    def _go_on(self, for_ms: float) -> None:
        self.clock.go_on(for_ms)
        self._input.clock_moved.emit()

    def _send(self, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier, words: str) -> None:
        """To the window, where the platform's own events arrive, so that every filter sees it."""
        event = QKeyEvent(kind, key, modifiers, words)
        event.setTimestamp(int(self.clock.now_ms()))
        QCoreApplication.sendEvent(self._window, event)

    def _around(self, mean: float) -> int:
        return round(max(5.0, self._chance.gauss(mean, self._pace.spread_ms)))


def rest(wait_ms: float) -> None:
    """Let the lab work for so long."""
    # A real event loop: under processEvents() the web engine misses wake-ups and a page can stand still.
    loop, timer = _AT_HAND.pop() if _AT_HAND else _loop_with_an_end()
    timer.start(round(wait_ms))
    loop.exec()
    timer.stop()
    _AT_HAND.append((loop, timer))


#: Loops in which nobody rests just now: whoever looks for something rests again and again, and making one costs more.
_AT_HAND: list[tuple[QEventLoop, QTimer]] = []


def _loop_with_an_end() -> tuple[QEventLoop, QTimer]:
    loop = QEventLoop()
    timer = QTimer(loop, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    return loop, timer


def wait_for(is_there: Callable[[], object], what: str, patience_s: float = _PATIENCE_S) -> None:
    """Let the lab work until something is there; MachineError when it does not come."""
    started = time.monotonic()
    while not is_there():
        if time.monotonic() - started > patience_s:
            raise MachineError(f"The demo waited {patience_s:.0f} seconds for {what} and it did not come.")
        rest(_BETWEEN_LOOKS_MS)
