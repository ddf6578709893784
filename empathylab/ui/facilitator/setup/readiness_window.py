"""The window shown before the lab on the first start on a computer: whether it is ready, and what is to be done.

And after a start that broke off: what ends a process may have come with a new driver, long after the first start.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.ui.facilitator.setup.ready_list import Checks, ReadyPage
from empathylab.ui.kit import theme
from empathylab.ui.kit.frame_fit import FrameFit
from empathylab.ui.kit.widgets import button

_SIZE_PX = (980, 760)
_ABOUT = (
    "The lab opens here for the first time. This is what it found; most things can be seen to later. "
    "In the lab, Ctrl+Alt+F opens your side of it, where a run sheet leads you."
)
_BROKE_OFF = (
    "Last time the lab ended as soon as it had opened. This is what it found now. Write a report and send it; "
    "the lab may open all the same."
)


class ReadinessWindow(QWidget):
    """The ready list in a window of its own, and a report for who made the lab; `write_report` writes it.

    `ended` with whether the lab is to open now; once.
    """

    ended = Signal(bool)

    def __init__(self, checks: Checks, write_report: Callable[[Path], object], *, has_broken_off: bool = False) -> None:
        super().__init__()
        self.setWindowTitle("Empathy Lab: is this computer ready?")
        self.page = ReadyPage(checks, about=_BROKE_OFF if has_broken_off else _ABOUT)
        self.open_button = button("Open the lab", lambda: self._end(is_opening=True), "main")
        self.page.add_action(self.open_button)
        self.report_button = self.page.add_report(write_report)
        self.page.looked.connect(self._show_next_step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        wish = QSize(*(theme.current().px(side) for side in _SIZE_PX))
        self.resize(wish.boundedTo(self.screen().availableGeometry().size()))
        FrameFit(self)
        self._has_ended = False

    def _show_next_step(self) -> None:
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self, *, is_opening: bool) -> None:
        if not self._has_ended:
            self._has_ended = True
            self.ended.emit(is_opening)
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._end(is_opening=False)
