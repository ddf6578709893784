"""A text field that a screen reader says on arrival."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_MARKING = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class TextField(QLineEdit):
    """A line to type into, marked when the focus is told.

    Qt marks the text of a line that Tab comes to, and tells of the focus only then. Whoever follows the caret, as
    Orca 43 does, would take the mark for the arrival and say nothing of the field. Nothing is dragged into it: it was
    typed, or it is not there. Input methods learn nothing from it.
    """

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setAcceptDrops(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._is_to_mark = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_to_mark = event.reason() in _MARKING
        if not self._is_to_mark:
            super().focusInEvent(event)
            return
        super().focusInEvent(QFocusEvent(event.type(), Qt.FocusReason.OtherFocusReason))
        QTimer.singleShot(0, self, self._mark)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_to_mark = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is quicker replaces the text as well."""
        self._mark()
        super().keyPressEvent(event)

    def _mark(self) -> None:
        if self._is_to_mark:
            self._is_to_mark = False
            self.selectAll()


class PassphraseField(TextField):
    """Readable while it is typed, to be said to somebody or noted down; gone with the page that asks for it."""

    def forget(self) -> None:
        """Leave nothing to read, and nothing that Ctrl+Z would bring back."""
        self.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()
