"""A line to type in that a screen reader says on arrival."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QLineEdit


class TextField(QLineEdit):
    """Qt marks the text of a line that Tab comes to, and tells of the focus only then: whoever follows the caret, as
    Orca 43 does, takes the mark for the arrival and says nothing of the field. So the focus is told first."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Focus))
        super().focusInEvent(event)
