"""Which widget of a window has the keyboard, asked so that nothing is kept of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

#: Property of what tries keys: while it has the focus each is its own, those of the lab as well.
TRIES_KEYS = "tries_keys"


def focused_in(window: QWidget) -> QWidget | None:
    """The widget that has the focus, or will have it when the window comes to the front.

    What `window.focusWidget()` gives PySide keeps as long as the window: each page's inner widget, though it has gone.
    """
    focus = QApplication.focusWidget()
    return focus if focus is not None and window.isAncestorOf(focus) else window.focusWidget()


def tries_keys() -> bool:
    """Whether keys are only tried where the focus is."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(TRIES_KEYS))
