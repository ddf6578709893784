"""Measures somebody's own hands: a few lines to copy without correcting, every key with its times."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from empathylab.domain.keys import KeyPress
from empathylab.files.own_profile import lines_to_copy
from empathylab.motor.own_hands import KeyErrors, count_errors
from empathylab.ui.facilitator.controls.form_controls import put
from empathylab.ui.facilitator.setup.shift_taps import ShiftTaps
from empathylab.ui.keys.clock import InputClock, SystemInputClock
from empathylab.ui.keys.qt_keys import to_press
from empathylab.ui.kit.announcing import rename
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import Card, text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CopyPad(NamedGroup):
    """Takes the keys that type, down and up, and shows what they made; Enter ends the line, other keys pass.

    Shift three times stops, as everywhere.

    No text field: it would join what a key does twice or too long, and Backspace would take the errors away.
    """

    ended = Signal()
    stopped = Signal()

    def __init__(self, clock: InputClock) -> None:
        super().__init__()
        self._clock = clock
        self.presses: list[KeyPress] = []
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.typed = text("", "title")
        box = QVBoxLayout(self)
        box.addWidget(self.typed)
        self.clear()

    def clear(self) -> None:
        """An empty line; what was pressed is forgotten."""
        self.presses = []
        self._taps = ShiftTaps()
        self._show("")

    def _show(self, words: str) -> None:
        # A line that is empty keeps its height.
        self.typed.setText(words or " ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._taps.press(event.key())
        press = to_press(event, self._clock.at_ms(event))
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.ended.emit()
        elif press.text and not press.is_shortcut:
            self.presses.append(press)
            self._show(self.typed.text().lstrip() + press.text)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._taps.release(event.key()):
            self.stopped.emit()
            return
        self.presses.append(to_press(event, self._clock.at_ms(event)))
        super().keyReleaseEvent(event)


class OwnLines(Card):
    """`done` carries `KeyErrors`; nothing else outlives a line."""

    done = Signal(object)

    def __init__(self, clock: InputClock | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Lines to copy")
        self._lines = lines_to_copy()
        self._number = 0
        self._errors: KeyErrors | None = None
        self.progress, self.line = text("", "quiet"), said_elsewhere(text("", "title"))
        self.pad = CopyPad(clock or SystemInputClock())
        self.box.addWidget(text("Copy each line as you usually type. Leave what goes wrong as it is.", "subtitle"))
        self.box.addWidget(text("Enter ends a line. Esc stops, and nothing is kept.", "small"))
        for part in (self.progress, self.line, self.pad):
            self.box.addWidget(part)
        self.pad.ended.connect(self._end_line)

    def start(self, before: KeyErrors | None = None) -> None:
        """The first line; `before` is what earlier lines showed."""
        self._number, self._errors = 0, before or KeyErrors()
        self._show_line()

    def forget(self) -> None:
        self._errors = None
        self.pad.clear()

    def _show_line(self) -> None:
        line = self._lines[self._number]
        self.pad.clear()
        put(self.line, line)
        put(self.progress, f"Line {self._number + 1} of {len(self._lines)}")
        if self._number:
            rename(self.pad, f"{self.progress.text()}. Copy this: {line}")
        else:
            self.pad.setAccessibleName(f"Copy this: {line}")

    def _end_line(self) -> None:
        if self._errors is None or not any(press.is_down for press in self.pad.presses):
            return
        self._errors += count_errors(self._lines[self._number], self.pad.presses)
        self._number += 1
        if self._number < len(self._lines):
            self._show_line()
            return
        errors = self._errors
        self.forget()
        self.done.emit(errors)
