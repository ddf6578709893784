"""Sentences that tell what just happened: for assistive technology, and for the lab's own reader."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcements(QObject):
    """Qt hands announcements to the platform alone; whoever listens inside the lab hears of them here."""

    made = Signal(QWidget, str)


@cache
def announcements() -> Announcements:
    """The lab's one board of announcements."""
    return Announcements()


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader say a sentence; `about` is the widget that shows it."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
    announcements().made.emit(about, words)


def rename(focused: QWidget, words: str) -> None:
    """Give what has the focus another name: said by every screen reader, those that take no announcements too."""
    focused.setAccessibleName(words)
    announcements().made.emit(focused, words)
