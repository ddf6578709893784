"""Which widget of a window has the keyboard, asked so that nothing is kept of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def focused_in(window: QWidget) -> QWidget | None:
    """The widget that has the focus, or will have it when the window comes to the front.

    What `window.focusWidget()` gives PySide keeps as long as the window: each page's inner widget, though it has gone.
    """
    focus = QApplication.focusWidget()
    return focus if focus is not None and window.isAncestorOf(focus) else window.focusWidget()
