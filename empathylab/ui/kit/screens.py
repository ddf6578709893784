"""Which screens there are beside the one that a window is on."""

from __future__ import annotations

from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget


def other_screen(window: QWidget) -> QScreen | None:
    """A screen that this window is not on."""
    return next((each for each in QApplication.screens() if each is not window.screen()), None)
