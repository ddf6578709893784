"""A bar that shows how far long work has come, and how long it will still take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from empathylab.domain.time_left import TimeLeft
from empathylab.ui.kit.focused import focused_in


class WorkBar(QProgressBar):
    """Hidden while there is no work; holds the keyboard meanwhile, which Qt would hand on to another button.

    What is to be heard when work begins or ends is told before `begin` and `end`: it goes with the focus then, once.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()
        self._before: QWidget | None = None
        self._time_left = TimeLeft()

    def begin(self) -> None:
        self._time_left = TimeLeft()
        self.setRange(0, 100)
        self.setFormat("%p %")
        self.setValue(0)
        focused = focused_in(self.window(), self.parentWidget())
        if focused is not self:
            self._before = focused
        self.show()
        self.setFocus()

    def tell(self, done: int, total: int) -> None:
        """So much of it is done."""
        words = self._time_left.words(done, total)
        self.setFormat(f"%p %, {words}" if words else "%p %")
        self.setAccessibleDescription(words)
        self.setValue(round(100 * done / max(1, total)))

    def end(self, otherwise: QWidget) -> None:
        """The work is over; who waited at the bar is where they began it, or at this control if that is off or gone."""
        before, self._before = self._before, None
        if focused_in(self.window(), self.parentWidget()) is self:
            is_there = before is not None and isValid(before) and before.isEnabled() and before.isVisible()
            (before if before is not None and is_there else otherwise).setFocus()
        self.hide()
