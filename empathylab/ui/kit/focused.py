"""Which widget of a window has the keyboard, asked so that nothing is kept of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

#: Property of what tries keys: while it has the focus each is its own, those of the lab as well.
TRIES_KEYS = "tries_keys"


def focused_in(window: QWidget, front: QWidget | None) -> QWidget | None:
    """The widget of a window that has the focus, or of the part in front that will have it when the window comes there.

    PySide keeps what `focusWidget()` gives as long as what was asked, though it has gone. So the part that goes with it
    is asked: a window that stays would keep a widget of each page.
    """
    focus = QApplication.focusWidget()
    if focus is not None and window.isAncestorOf(focus):
        return focus
    return None if front is None else front.focusWidget()


def tries_keys() -> bool:
    """Whether keys are only tried where the focus is."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(TRIES_KEYS))
