"""A named part of a window: a screen reader says its name, and what it tells, when the focus comes in."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGroupBox, QLabel, QWidget

from empathylab.ui.native_reader import texts_of


class Group(QGroupBox):
    """A screen, a page, a question with its answers: whatever is said once, on the way in, and not by each control.

    Readers differ in what they say of a group that they enter: Orca reads the labels in it, others its description,
    and not every reader takes announcements. So what is told are labels, and the description has their words.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.describe()

    def describe(self) -> None:
        """Take down what the group tells now; what its name says is not said again."""
        words = " ".join(each for each in texts_of(self) if each not in self.accessibleName())
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)


def belongs_to(label: QLabel, part: QWidget) -> QLabel:
    """Mark a label as a part's own, said with it: it is no text of its own to whoever reads the whole screen."""
    label.setBuddy(part)
    return label
