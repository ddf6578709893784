"""Sees the keys of a window before the task does: for the tutor's ticks and the idle watch. Records nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.qt_keys import stroke_of
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput

_ENTERS = frozenset({"Enter", "NumpadEnter"})
_POINTER = {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
#: By the names that personas' tutors have for them.
_TAUGHT = {"Escape": "Esc", "Equal": "Plus"}


def taught_name(press: KeyPress) -> str:
    """A press by the name that a tutor teaches it under, such as `H`, `Tab`, `Shift+Tab` or `Ctrl+Plus`."""
    stroke = stroke_of(press)
    name = _TAUGHT.get(stroke.key, stroke.key)
    if name == "Tab" and stroke.is_shift:
        name = "Shift+Tab"
    return f"Ctrl+{name}" if stroke.is_ctrl else name


class KeyWatch(QObject):
    """Tells the visit's screens which keys were pressed.

    Takes nothing away from anybody, but for the key that answers a question laid over everything.

    That key is not meant for what lies below. Shift goes on all the same, since three times Shift stops everything at
    any moment. `is_covered` says whether there is such a question. And something that lies on Enter presses a button
    once: it would else press its way through the screens, and agree for a visitor.
    """

    #: By the name that a tutor teaches it under, and the `KeyPress` itself.
    pressed = Signal(str, object)
    activity = Signal()

    def __init__(self, parent: QObject, is_covered: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._is_covered = is_covered

    def watch(self, window: QWindow) -> None:
        WindowInput.of(window).put(Place.OPEN_QUESTION, _Watching(self))

    def key(self, press: KeyPress) -> bool:
        """True: it answers the question, or something lies on it."""
        if not press.is_down:
            return False
        is_answer = self._is_covered()
        if not press.is_repeat:
            # A key that stays down is somebody once; whatever holds it down longer need not be a person.
            self.activity.emit()
        if is_answer and not press.is_shift:
            return True
        if press.is_repeat and press.code in _ENTERS and isinstance(QApplication.focusWidget(), QAbstractButton):
            return True
        if not press.is_modifier and not press.is_composing:
            self.pressed.emit(taught_name(press), press)
        return False

    def pointer(self, event: QEvent) -> bool:
        """True: it answers the question. A pointer that trembles moves without anybody: the lab itself sends that."""
        is_move = event.type() == QEvent.Type.MouseMove
        if is_move and not event.spontaneous():
            return False
        is_answer = self._is_covered()
        self.activity.emit()
        return is_answer and not is_move


class _Watching(InputHandler):
    def __init__(self, watch: KeyWatch) -> None:
        self._watch = watch

    def key(self, press: KeyPress) -> bool:
        return self._watch.key(press)

    def other(self, event: QEvent) -> bool:
        return event.type() in _POINTER and self._watch.pointer(event)
