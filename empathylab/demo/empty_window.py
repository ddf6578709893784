"""A window with nothing in it, that paints itself ten times a second at an event and says how long that took.

It runs as a process of its own until it is ended: what Qt and this computer take by themselves, in milliseconds.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

_EVERY_MS = 100


class EmptyWindow(QWidget):
    """Answers an event with a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._begun_s = 0.0

    def press(self) -> None:
        """An event such as a key."""
        self._begun_s = time.perf_counter()
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._begun_s:
            sys.stdout.write(f"{(time.perf_counter() - self._begun_s) * 1000:.2f}\n")
            sys.stdout.flush()
            self._begun_s = 0.0


def main() -> None:
    """Until the process is ended."""
    application = QApplication([])
    window, beat = EmptyWindow(), QTimer()
    beat.timeout.connect(window.press)
    window.show()
    beat.start(_EVERY_MS)
    application.exec()


if __name__ == "__main__":
    main()
