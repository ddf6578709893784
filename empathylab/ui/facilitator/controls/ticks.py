"""Boxes to tick and radio buttons whose words go on in the next line where it is narrow; Qt's own cut them off."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCheckBox as _Base
else:
    # Qt's class comes from the two below: PySide takes one of them for a class.
    _Base = object


class _FoldsWords(_Base):
    """What both have in common; `text` is what was given, whatever the lines."""

    contents: ClassVar[QStyle.ContentsType]

    def __init__(self, words: str) -> None:
        #: What was measured is kept, since each layout asks again: of words alone, and with what stands beside them.
        self._words_px_of: dict[str, QSize] = {}
        self._whole_px_of: dict[str, QSize] = {}
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(_shown(words))

    def text(self) -> str:
        """As it was given."""
        return self._words

    def sizeHint(self) -> QSize:
        """All in one line."""
        return self._size_of(_shown(self._words))

    def minimumSizeHint(self) -> QSize:
        longest = max(self._words.split(), key=len, default="")
        return self._size_of(_shown(longest))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size_of(self._folded(width)).height()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters, or another look."""
        self._words_px_of.clear()
        self._whole_px_of.clear()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self._folded(self.width()))

    def _folded(self, width: int) -> str:
        whole = _shown(self._words)
        # What stands beside the words is as wide whatever they are.
        room_px = width - self._size_of(whole).width() + self._words_px(whole).width()
        if self._words_px(whole).width() <= room_px:
            return whole
        lines: list[str] = []
        for word in whole.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._words_px(longer).width() > room_px:
                lines.append(word)
            else:
                lines[-1:] = [longer]
        return "\n".join(lines)

    def _size_of(self, shown: str) -> QSize:
        self.ensurePolished()
        if shown not in self._whole_px_of:
            option = QStyleOptionButton()
            self.initStyleOption(option)
            words_px = self._words_px(shown)
            self._whole_px_of[shown] = self.style().sizeFromContents(self.contents, option, words_px, self)
        return self._whole_px_of[shown]

    def _words_px(self, shown: str) -> QSize:
        if shown not in self._words_px_of:
            self._words_px_of[shown] = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, shown)
        return self._words_px_of[shown]


class Tick(_FoldsWords, QCheckBox):
    """A box to tick."""

    contents = QStyle.ContentsType.CT_CheckBox


class AnswerButton(_FoldsWords, QRadioButton):
    """One of several answers."""

    contents = QStyle.ContentsType.CT_RadioButton


def _shown(words: str) -> str:
    """Qt takes a single ampersand for the mark of a short cut."""
    return words.replace("&", "&&")
