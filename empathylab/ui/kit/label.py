"""Words that stand in a window: as they were written, of any length, and told by the group that they stand in."""

from __future__ import annotations

import re

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_FOR_THE_EYE = "•✓✕○ "
#: No English word of a form or a comment is as long; addresses and slips of a finger are.
_LONG_WORD, _PIECE = re.compile(r"\S{21,}"), re.compile(r"\S{8}(?=\S)")


class Label(QLabel):
    """A text that cuts nothing off: a word too long for its line, such as an address, goes on in the next one.

    It is never rich text, so that no data can become markup.

    To a screen reader it is the label of something, of itself where it has no control: one that goes through all labels
    of a group that it enters passes it over. The group tells it (`ui/kit/group`).
    """

    def __init__(self, words: str, *, wraps: bool) -> None:
        super().__init__()
        #: Whether a control or a group has these words in its name, so that the group need not tell them.
        self.is_said_elsewhere = False
        self._words = ""
        #: How tall it is at each width it was asked for, and by what that was measured.
        self._tall_at: dict[int, int] = {}
        self._measured_by: tuple[QFont, QMargins] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setBuddy(self)
        self.setWordWrap(wraps)
        self.setText(words)

    def setText(self, words: str) -> None:
        """In the label of something Qt takes a single ampersand for the mark of a short cut.

        A name that was these words for the ear is so again.
        """
        if self.accessibleName() == spoken(self._words):
            self.setAccessibleName(spoken(words))
        self._words = words
        self._tall_at.clear()
        shown = _LONG_WORD.sub(_breakable, words) if self.wordWrap() else words
        super().setText(shown.replace("&", "&&"))

    def text(self) -> str:
        """As they were written."""
        return self._words

    def heightForWidth(self, width: int) -> int:
        """Until a screen lies still Qt asks a dozen times for two or three widths; it sets the words each time."""
        if not self._words:  # a picture, or nothing
            return super().heightForWidth(width)
        measured_by = self.font(), self.contentsMargins()
        if measured_by != self._measured_by:
            self._measured_by = measured_by
            self._tall_at.clear()
        if width not in self._tall_at:
            self._tall_at[width] = super().heightForWidth(width)
        return self._tall_at[width]


class ShortenedLabel(Label):
    """One line that ends in … where it has no room for all its words; a screen reader has them all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, across = QPainter(self), self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, across.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(painter, across, left, self.palette(), True, words, self.foregroundRole())
        painter.end()


def spoken(words: str) -> str:
    """Words for the eye as one line for the ear, without the dot of a list or a sign that the words say as well."""
    return " ".join(words.lstrip(_FOR_THE_EYE).split()) or words


def _breakable(word: re.Match[str]) -> str:
    """With places, which nobody sees, where the line may end."""
    return _PIECE.sub("\\g<0>\u200b", word.group())


def said_elsewhere(label: Label) -> Label:
    """One whose words a control or a group has in its name: whoever reads a whole screen passes it over."""
    label.is_said_elsewhere = True
    return label


def label_of(control: QWidget, label: Label, spoken: str = "") -> Label:
    """One that names a control, `spoken` in place of words that only the eye can place.

    Both the name and the label are needed: on Linux Qt gives another reader the value of a list for its name.
    """
    label.setBuddy(control)
    label.setAccessibleName(spoken or label.text())
    control.setAccessibleName(spoken or label.text())
    return label


class Narration(QLabel):
    """What a group tells on the way in, as one label that only a screen reader finds."""

    def __init__(self, group: QWidget) -> None:
        super().__init__(group)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(0, 0)
        self.show()
