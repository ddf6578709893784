"""Waiting until the screens of the lab lie where they stay."""

from __future__ import annotations

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

_EVERYTHING = QEventLoop.ProcessEventsFlag.AllEvents


def settle() -> None:
    """Let the layouts go on until three looks in a row find nothing left to be done."""
    events, quiet = QAbstractEventDispatcher.instance(), 0
    assert events is not None
    while quiet < 3:
        quiet = 0 if events.processEvents(_EVERYTHING) else quiet + 1
