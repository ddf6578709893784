"""How long the lab takes to respond to a key: until its window has been painted anew, beside an empty window.

Both are timed by the clock, which on a busy computer says how busy it is, so the processor time of the thread that
all windows live in is taken as well: with a processor to itself a key takes that long.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from empathylab.demo import empty_window


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """How long a response took, in milliseconds by the clock, and of the thread's own work."""

    clock_ms: float
    work_ms: float


class ResponseTimer(QObject):
    """Times a window's responses: from `pressed` until what came of it is on the screen, when `answered` is called."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._begun: tuple[float, float] | None = None
        self._answered: Callable[[ResponseTime], None] = lambda _answer: None
        window.installEventFilter(self)

    def stop(self) -> None:
        self._window.removeEventFilter(self)

    def pressed(self, answered: Callable[[ResponseTime], None]) -> None:
        """A key is on its way. One that changes nothing that is seen has no response."""
        self._begun, self._answered = (time.perf_counter(), time.thread_time()), answered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.UpdateRequest and self._begun is not None:
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        if self._begun is not None:
            (clock_s, work_s), self._begun = self._begun, None
            self._answered(ResponseTime((time.perf_counter() - clock_s) * 1000, (time.thread_time() - work_s) * 1000))


class EmptyWindows:
    """An empty window in a process of its own, as the peer: how long it takes to respond on the same computer."""

    def __init__(self) -> None:
        unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, empty_window.__file__]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, env=unseen)

    def stop(self) -> list[float]:
        """End it; returns milliseconds by the clock, one for each response."""
        self._process.kill()
        written, _ = self._process.communicate(timeout=10)
        return [float(line) for line in written.split()]
