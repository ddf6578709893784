"""How often Shift stops a run: three times, or five where a page from outside does something at Shift itself."""

from __future__ import annotations

from empathylab.ui.keys.stop_keys import PRESSES_TO_STOP, PRESSES_TO_STOP_BESIDE_PAGE
from empathylab.ui.visit.screens.station_window import StationWindow

SHIFT_WORDS = "This page uses Shift itself. To stop, press the Stop button, or Shift five times."


class ShiftOfPage:
    """How often Shift has to be pressed at this window."""

    def __init__(self, window: StationWindow) -> None:
        self._window = window

    def ask(self, *, is_used: bool) -> int | None:
        """The presses asked for from now on; None where they are the same as before."""
        keys, presses = self._window.stop_keys, PRESSES_TO_STOP_BESIDE_PAGE if is_used else PRESSES_TO_STOP
        if presses == keys.presses_to_stop:
            return None
        keys.presses_to_stop = presses
        return presses
