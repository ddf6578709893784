"""A button for what cannot be undone: it asks once more, in its own place, and forgets after a few seconds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

from empathylab.ui.kit.widgets import Button, relabel

_ASKING_MS = 6000


class ConfirmButton(Button):
    """The first press asks ("Press again: End visit"), the second does it. `armed_words` may say what will happen."""

    def __init__(self, words: str, do: Callable[[], object], *, armed_words: str = "", kind: str = "small") -> None:
        super().__init__(words)
        self._words = self._name = words
        self._armed_words = armed_words or f"Press again: {words}"
        self._do = do
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._timer = QTimer(self, interval=_ASKING_MS, singleShot=True)
        self._timer.timeout.connect(self.disarm)
        self.clicked.connect(lambda _checked=False: self._pressed())
        self.disarm()

    @property
    def is_armed(self) -> bool:
        return self._timer.isActive()

    def disarm(self) -> None:
        """Back to asking first."""
        self._timer.stop()
        self.setText(self._words)
        self.setAccessibleName(self._name)

    def _pressed(self) -> None:
        if self.is_armed:
            self.disarm()
            self._do()
            return
        self._timer.start()
        self._name = self.accessibleName()
        relabel(self, self._armed_words)
