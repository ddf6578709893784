"""Stops accidental keys: whoever goes on pressing keys when everything has stopped chooses nothing by that."""

from __future__ import annotations

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.window_input import InputHandler

#: After such a pause somebody has seen what is there now.
PAUSE_MS = 500.0
_CHOOSING = frozenset({"Space", "Enter", "NumpadEnter"})


class AccidentalKeys(InputHandler):
    """Takes the keys that press a button, from when a screen came that nobody had asked for until the keys have rested.

    Without it a space of the sentence that somebody was typing begins the next form, simulation and all, in the moment
    in which Stop had ended the last.
    """

    def __init__(self) -> None:
        self._is_waiting = False
        self._last_ms = -PAUSE_MS

    def wait(self, is_to_wait: bool) -> None:
        """Another screen has come, asked for or not."""
        self._is_waiting = is_to_wait

    def key(self, press: KeyPress) -> bool:
        if not press.is_down:
            return False
        has_rested = press.at_ms - self._last_ms >= PAUSE_MS and not press.is_repeat
        self._last_ms = press.at_ms
        self._is_waiting = self._is_waiting and not has_rested
        return self._is_waiting and press.code in _CHOOSING
