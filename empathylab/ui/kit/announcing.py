"""Announcements: sentences that tell what just happened, for assistive technology and for the lab's own reader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from shiboken6 import isValid

from empathylab.ui.kit import other_screen_reader


class Announcements(QObject):
    """Signals announcements within the lab: Qt itself hands them to the platform alone."""

    made = Signal(QWidget, str)


@cache
def announcements() -> Announcements:
    """The lab's one object that signals announcements."""
    return Announcements()


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader say a sentence; `about` is the widget that shows it.

    On Linux readers are told of it as the description of what has the focus: Orca takes announcements from its version
    45 on, and a description that changes there has always been said: in a table, that of the cell. While a web page has
    the focus, it is the name of the window: what has the focus there is the engine's, and a window that gets another
    name is said as well.
    """
    focused = QApplication.focusWidget()
    if not _is_told_by_description():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
    elif focused is not None:
        _tell_by(focused, about, words)
    announcements().made.emit(about, words)


def _tell_by(focused: QWidget, about: QWidget, words: str) -> None:
    if isinstance(focused, QQuickWidget):
        _tell_by_window(focused.window(), words)
    elif isinstance(focused, QTableView):
        _tell_by_cell(focused, words)
    else:
        _describer().tell(about, words)


def _tell_by_cell(table: QTableView, words: str) -> None:
    """Its description is its own again at once: only the change is said."""
    cell, model = table.currentIndex(), table.model()
    model.setData(cell, words, Qt.ItemDataRole.AccessibleDescriptionRole)
    event = QAccessibleEvent(table, QAccessible.Event.DescriptionChanged)
    # Headers count as a row and a column, seen or not.
    event.setChild((cell.row() + 1) * (model.columnCount() + 1) + cell.column() + 1)
    QAccessible.updateAccessibility(event)
    model.setData(cell, "", Qt.ItemDataRole.AccessibleDescriptionRole)


def _tell_by_window(window: QWidget, words: str) -> None:
    """Its title is its name again with the next title: to take the words back at once would be said, too."""
    if not window.accessibleName():
        window.windowTitleChanged.connect(
            lambda _: window.setAccessibleName(""), Qt.ConnectionType.SingleShotConnection
        )
    # The same words once more are news again, and only a change is told.
    window.setAccessibleName(f"{words} " if window.accessibleName() == words else words)


def entitle(window: QWidget, title: str, words: str) -> None:
    """Another title, said with the words that go with it: two names one after the other would cut the first short."""
    if _is_told_by_description():
        _tell_by_window(window, f"{title}. {words}")
        with QSignalBlocker(window):
            window.setWindowTitle(title)
    else:
        window.setWindowTitle(title)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(window, words))


def tell_choice(focused: QWidget, words: str) -> None:
    """What was chosen in a closed list: Qt tells AT-SPI of it in a way that Orca passes over."""
    if _is_told_by_description():
        _tell_by(focused, focused, words)


def _is_told_by_description() -> bool:
    return sys.platform.startswith("linux")


class _Described:
    """What has the focus, with the description that is its own; that comes back with the focus gone."""

    def __init__(self, focused: QWidget) -> None:
        self.focused = focused
        self._own = self._told = focused.accessibleDescription()

    def tell(self, words: str) -> None:
        """The same words once more are news again, and only a change is told."""
        if self.focused.accessibleDescription() == words:
            self.focused.setAccessibleDescription("")
        self._told = words
        self.focused.setAccessibleDescription(words)

    def leave(self) -> None:
        """Unless it has been described anew meanwhile."""
        if isValid(self.focused) and self.focused.accessibleDescription() == self._told:
            self.focused.setAccessibleDescription(self._own)


class _FocusDescriber(QObject):
    """Tells by the description of what has the focus, or gets it at once: said with its name then, and once.

    Where the focus has just come, another reader takes that in first, else it would say them with the name and again.
    What is left is described by its own again when another reader has noticed that the focus is gone: before, that
    would be said as news.
    """

    #: Where the focus was and where it is, for whoever tells of that: what they tell is no news any more.
    moving = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        #: What is not told yet, by what shows it: of one place the last alone, of several each.
        self._news: dict[QWidget, str] = {}
        self._described: _Described | None = None
        self._left_behind: _Described | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self._tell(QApplication.focusWidget()))
        self._taken_in = QTimer(self, singleShot=True)
        self._taken_in.timeout.connect(self._take_back)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def tell(self, about: QWidget, words: str) -> None:
        self._news[about] = words
        self._soon.start(max(0, self._taken_in.remainingTime()))

    def leave_out(self, told: Sequence[str]) -> None:
        """These words are heard with the place where the focus has just come."""
        self._news = {about: words for about, words in self._news.items() if words not in told}

    def _tell(self, focused: QWidget | None) -> None:
        if focused is None or not self._news:
            return
        words = " ".join(self._news.values())
        self._news = {}
        if isinstance(focused, QQuickWidget):
            _tell_by_window(focused.window(), words)
            return
        if self._described is None or self._described.focused is not focused:
            if self._left_behind is not None and self._left_behind.focused is focused:
                self._take_back()
            self._described = _Described(focused)
        self._described.tell(words)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        self.moving.emit(before, now)
        if self._described is not None:
            self._take_back()
            self._left_behind, self._described = self._described, None
        if pause_ms := other_screen_reader.take_in_ms():
            self._taken_in.start(pause_ms)
        else:
            self._take_back()
        self._tell(now)

    def _take_back(self) -> None:
        left_behind, self._left_behind = self._left_behind, None
        if left_behind is not None:
            left_behind.leave()


@cache
def _describer() -> _FocusDescriber:
    return _FocusDescriber()


def follow_focus(enter: Callable[[QWidget | None, QWidget | None], None]) -> None:
    """From now on, so that the first sentence of all is told where the focus has been taken in, too.

    `enter` learns where the focus was and is before news are told there: it leaves out what is told on the way in.
    """
    _describer().moving.connect(enter)


def told_on_the_way_in(words: Sequence[str]) -> None:
    """A group that is entered tells these: what is news and stands among them is not said besides."""
    _describer().leave_out(words)


def rename(focused: QWidget, words: str) -> None:
    """Give what has the focus another name: said by every screen reader, those that take no announcements too."""
    focused.setAccessibleName(words)
    announcements().made.emit(focused, words)
