"""Before the lab reads aloud beside another screen reader: it says so, and offers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.focused import focused_in
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import button, text

TITLE = "Another screen reader is running"
WORDS = "So the lab stays silent: its voice would speak over the one you have. It can read aloud all the same."
KEEP, SPEAK = "Keep it so", "Let the lab speak as well"


class VoiceOffer(NamedGroup):
    """Laid over a window until it is answered; Esc leaves everything as it is. `speak` is done when it was accepted."""

    def __init__(self, window: QWidget, speak: Callable[[], object]) -> None:
        super().__init__(TITLE)
        self._below = focused_in(window, None)
        self._speak = speak
        self.setParent(window)
        self.setObjectName("screen")
        self._buttons: list[QAbstractButton] = [button(KEEP, self.close_offer, "main"), button(SPEAK, self.accept)]
        box = QVBoxLayout(self)
        box.setContentsMargins(56, 26, 56, 26)
        box.setSpacing(18)
        box.addStretch(1)
        box.addWidget(text(TITLE, "title"))
        box.addWidget(text(WORDS))
        box.addWidget(Flow(*self._buttons, space=18))
        box.addStretch(2)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def accept(self) -> None:
        """Let the lab speak, where the keyboard was before."""
        self.close_offer()
        self._speak()

    def close_offer(self) -> None:
        """Away with it."""
        self.hide()
        self.deleteLater()
        if self._below is not None and isValid(self._below):
            self._below.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays here: what lies below cannot be seen."""
        place = next((place for place, each in enumerate(self._buttons) if each.hasFocus()), -1)
        self._buttons[(place + (1 if is_next else -1)) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close_offer()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
