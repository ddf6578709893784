"""A named part of a window: a screen reader says its name, and what it tells, when the focus comes in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QGroupBox, QLabel, QWidget
from shiboken6 import isValid

from empathylab.ui.kit.accessible_nodes import texts_of


class Group(QGroupBox):
    """A screen, a page, a question with its answers: whatever is said once, on the way in, and not by each control.

    Readers differ in what they say of a group that they enter: Orca reads the labels in it, others its description,
    and not every reader takes announcements. So what is told are labels, and the description has their words.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._read_as: str | None = None
        _watch_focus()

    def be_read_whole(self, title: str) -> None:
        """For what is only read, such as a chart: Tab reaches it, and its name is all that it tells by then."""
        if title == self._read_as:
            return
        self._read_as = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.describe()

    def describe(self) -> None:
        """Take down what the group tells now; what its name says is not said again."""
        title = self.accessibleName() if self._read_as is None else self._read_as
        texts = [each for each in self._texts() if each not in title]
        if self._read_as is None:
            _change(self.accessibleDescription, self.setAccessibleDescription, " ".join(texts))
        else:
            _change(self.accessibleName, self.setAccessibleName, " ".join(map(_sentence, [title, *texts])))

    def _texts(self) -> list[str]:
        return texts_of(self)


@cache
def _watch_focus() -> None:
    """What stands in a group may change while it is shown; it is told as it is when the focus comes in."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(_describe_entered)


def _describe_entered(before: QWidget | None, now: QWidget | None) -> None:
    while now is not None:
        if isinstance(now, Group) and not (before is not None and isValid(before) and now.isAncestorOf(before)):
            now.describe()
        now = now.parentWidget()


def _change(now: Callable[[], str], change: Callable[[str], None], words: str) -> None:
    """Only when they are others: whoever listens is told of each change."""
    if now() != words:
        change(words)


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."


def said_elsewhere(label: QLabel) -> QLabel:
    """A label whose words a control or a group has in its name: whoever reads a whole screen passes it over.

    That is what readers do with labels of something; this one becomes the label of itself. For words that stay: in such
    a label Qt takes an ampersand for the mark of a short cut.
    """
    label.setText(label.text().replace("&", "&&"))
    label.setBuddy(label)
    return label
