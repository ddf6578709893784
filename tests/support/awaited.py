"""What is waited for with the very signal or answer that tells of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

#: Nothing is shown by how long a wait lasts, so that a busy computer may take its time.
LIMIT_MS = 120_000


class Awaited:
    """Something that comes once, and ends the wait for it."""

    def __init__(self) -> None:
        self.what: list[Any] = []
        self._loop = QEventLoop()

    def come(self, what: Any) -> None:
        self.what.append(what)
        self._loop.quit()

    def wait(self) -> None:
        if not self.what:
            QTimer.singleShot(LIMIT_MS, self._loop, self._loop.quit)
            self._loop.exec()
