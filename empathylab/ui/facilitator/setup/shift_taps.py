"""Counts Shift tapped three times, on pages of the facilitator's that need the keys which `StopKeys` would keep."""

from __future__ import annotations

from PySide6.QtCore import Qt

from empathylab.ui.keys.stop_keys import PRESSES_TO_STOP


class ShiftTaps:
    """Counts Shift tapped alone: a capital letter is no tap, and any other key begins anew."""

    def __init__(self) -> None:
        self._taps = 0
        self._is_alone = False

    def press(self, key: int) -> None:
        """A key went down."""
        self._is_alone = key == Qt.Key.Key_Shift
        if not self._is_alone:
            self._taps = 0

    def release(self, key: int) -> bool:
        """A key went up; whether that means stop."""
        if key != Qt.Key.Key_Shift or not self._is_alone:
            return False
        self._is_alone = False
        self._taps = (self._taps + 1) % PRESSES_TO_STOP
        return not self._taps
