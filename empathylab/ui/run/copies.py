"""What was copied in a run stays in no clipboard."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copies() -> None:
    """What was copied here, and on X11 what was selected, which the middle button of a mouse pastes."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
