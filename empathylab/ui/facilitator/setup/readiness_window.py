"""The window shown before the lab on the first start on a computer: whether it is ready, and what is to be done.

And after a start that broke off: what ends a process may have come with a new driver, long after the first start.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from empathylab.ui.facilitator.controls.background_task import start_task
from empathylab.ui.facilitator.controls.form_controls import say
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
_REPORT = "empathy-lab-report.txt"
_WRITING = "Looking once more, for the report. This takes up to a minute."
_WRITTEN = f"{_REPORT} lies in your Documents. It holds no names and no paths. Read it, then send it."


def documents() -> Path:
    """Where people find what was written for them."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


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
        self.report_button = button("Write a report to send back", self._report)
        self.page.add_action(self.report_button)
        self._write_report = write_report
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

    def _report(self) -> None:
        """One at a time; switched off, the button would hand the keyboard on to another."""
        if self.page.is_kept:
            return
        say(self.page.said, _WRITING, "quiet")
        self.page.work = start_task(
            lambda _progress: self._write_report(documents() / _REPORT),
            done=lambda _: say(self.page.said, _WRITTEN, "good"),
            failed=lambda words: say(self.page.said, words, "bad"),
        )

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
