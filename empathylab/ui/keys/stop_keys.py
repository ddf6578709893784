"""The keys that work everywhere in the lab's window and that nothing may take away.

Shift three times within five seconds stops a simulation, Ctrl+Alt+F calls the facilitator's side, F9 says "I'm stuck".
Where the page in front uses Shift itself, five times do.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput

PRESSES_TO_STOP = 3
#: Where the page in front does something of its own at three.
PRESSES_TO_STOP_BESIDE_PAGE = 5
WITHIN_MS = 5_000
STUCK_CODE = "F9"
#: What is no key, and a Shift that is held through it is no tap.
_BETWEEN = frozenset(
    {
        QEvent.Type.FocusOut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_FACILITATOR_MODIFIERS = frozenset({"Control", "Alt"})


class StopKeys(QObject):
    """One for a window. Shift counts when it is tapped alone: capitals typed with Shift held never stop a run."""

    #: 1, 2, 3 as the taps come, 0 when they were too far apart; as many as `presses_to_stop` mean stop.
    stop_pressed = Signal(int)
    facilitator_pressed = Signal()
    stuck_pressed = Signal()

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self.presses_to_stop = PRESSES_TO_STOP
        self._taps_ms: list[float] = []
        self._is_alone = False
        self._forget = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._forget.timeout.connect(self.reset)
        keys = WindowInput.of(window)
        keys.put(Place.STOP_KEYS, _First(self))
        keys.put(Place.STUCK_KEY, _Stuck(self))

    @classmethod
    def of(cls, window: QWindow) -> StopKeys:
        """The window's own, made when it is asked for the first time."""
        return window.findChild(cls) or cls(window)

    def reset(self) -> None:
        """Forget the taps so far."""
        had_taps = bool(self._taps_ms)
        self._taps_ms.clear()
        self._is_alone = False
        self._forget.stop()
        if had_taps:
            self.stop_pressed.emit(0)

    def interrupt(self) -> None:
        """Something came between: a Shift that is down is no tap any more."""
        self._is_alone = False

    def shift(self, press: KeyPress) -> None:
        """Shift went down or up."""
        if press.is_repeat:
            return
        if press.is_down:
            self._is_alone = True
            return
        if self._is_alone:
            self._tapped(press.at_ms)
        self._is_alone = False

    def _tapped(self, at_ms: float) -> None:
        self._taps_ms = [*(tap for tap in self._taps_ms if at_ms - tap <= WITHIN_MS), at_ms]
        count = min(len(self._taps_ms), self.presses_to_stop)
        self._forget.start()
        if count == self.presses_to_stop:
            self._taps_ms.clear()
            self._forget.stop()
        self.stop_pressed.emit(count)


class _First(InputHandler):
    """Before everything: Shift, which goes on to the others all the same, and the facilitator's key."""

    def __init__(self, keys: StopKeys) -> None:
        self._keys = keys

    def key(self, press: KeyPress) -> bool:
        if press.is_shift:
            self._keys.shift(press)
            return False
        if not press.is_down:
            return False
        self._keys.interrupt()
        is_facilitator = _is_f(press) and press.modifiers >= _FACILITATOR_MODIFIERS
        if is_facilitator and not press.is_repeat:
            self._keys.facilitator_pressed.emit()
        return is_facilitator

    def other(self, event: QEvent) -> bool:
        if event.type() in _BETWEEN:
            self._keys.interrupt()
        return False


def _is_f(press: KeyPress) -> bool:
    """By what is printed on it. A Greek or Arabic layout has no F, nor a Mac's with Option held: there by its place."""
    return press.legend.upper() == "F" if press.legend.isascii() else press.code == "KeyF"


class _Stuck(InputHandler):
    """After a question that lies over everything: any key answers that."""

    def __init__(self, keys: StopKeys) -> None:
        self._keys = keys

    def key(self, press: KeyPress) -> bool:
        if press.code == STUCK_CODE and press.is_down and not press.is_repeat:
            self._keys.stuck_pressed.emit()
        return press.code == STUCK_CODE
