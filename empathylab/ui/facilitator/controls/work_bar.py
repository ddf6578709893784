"""A bar that shows how far long work has come, and how long it will still take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from empathylab.domain.time_left import TimeLeft


class WorkBar(QProgressBar):
    """Hidden while there is no work; holds the keyboard meanwhile, which Qt would hand on to another button."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()
        self._time_left = TimeLeft()

    def begin(self) -> None:
        self._time_left = TimeLeft()
        self.setRange(0, 100)
        self.setFormat("%p %")
        self.setValue(0)
        self.show()
        self.setFocus()

    def tell(self, done: int, total: int) -> None:
        """So much of it is done."""
        words = self._time_left.words(done, total)
        self.setFormat(f"%p %, {words}" if words else "%p %")
        self.setAccessibleDescription(words)
        self.setValue(round(100 * done / max(1, total)))

    def end(self, next_control: QWidget) -> None:
        """The work is over; who waited at the bar goes on at this control."""
        if self.hasFocus():
            next_control.setFocus()
        self.hide()
