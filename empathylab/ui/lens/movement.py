"""Time for a picture that moves by itself: a timer that runs only while one is worn, and ends at once."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.ui.kit import theme

#: The fastest movement goes little more than a pixel in this time.
_STEP_MS = 33


class Movement(QObject):
    """Seconds since something began to move; `ticked` whenever it has to be drawn anew. Off, it is 0 s for ever."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self.clock = clock
        self._began_s = 0.0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def is_on(self) -> bool:
        """Whether something worn moves by itself."""
        return self._timer.isActive()

    @property
    def at_s(self) -> float:
        """The seconds that what moves is driven by."""
        return self.clock() - self._began_s if self.is_on else 0.0

    def begin(self) -> None:
        """Let it move, unless movement is switched off in the lab's settings."""
        if theme.current().has_motion and not self.is_on:
            self._began_s = self.clock()
            self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        if not theme.current().has_motion:
            self.end()
        self.ticked.emit()
