"""When a page whose process died is opened again: soon, later each time that it does not come, and not without end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

#: Long enough for the words to be read as calm, not as a flicker.
_FIRST_RETRY_MS = 600
_LAST_RETRY_MS = 5_000
#: In one run: what ends a page as soon as it is there does so again and again.
_MOST_LOSSES = 4


class PageRetry(QObject):
    """Counts how often the page of a run was lost. `due` each time but the last, then `given_up` with how often."""

    due = Signal()
    given_up = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._losses, self._retry_ms = 0, _FIRST_RETRY_MS
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.due)

    def lost(self) -> None:
        """Its process has gone."""
        self._losses += 1
        if self._losses < _MOST_LOSSES:
            self._retry.start(self._retry_ms)
            self._retry_ms = min(self._retry_ms * 2, _LAST_RETRY_MS)
        else:
            self.given_up.emit(self._losses)

    def back(self) -> None:
        """It is drawn: the next loss has another reason, or the same that comes with being drawn."""
        self._retry_ms = _FIRST_RETRY_MS

    def forget(self) -> None:
        """Another run, another page."""
        self._retry.stop()
        self._losses, self._retry_ms = 0, _FIRST_RETRY_MS
