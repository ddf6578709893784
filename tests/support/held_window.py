"""How long the lab's window is held, and the three ways to stop."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer

from support.participant_lab import Station


class Holds:
    """The longest that the window's thread was busy without a turn of its loop, by the processor's clock."""

    def __init__(self) -> None:
        self.longest_s, self._before_s, self.turns = 0.0, time.thread_time(), 0
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now_s = time.thread_time()
        self.turns += 1
        self.longest_s, self._before_s = max(self.longest_s, now_s - self._before_s), now_s


def by_keys(station: Station) -> None:
    station.stop()


def by_button(station: Station) -> None:
    station.press_button("Stop")


def by_facilitator(station: Station) -> None:
    station.hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


STOPS = (by_keys, by_button, by_facilitator)
