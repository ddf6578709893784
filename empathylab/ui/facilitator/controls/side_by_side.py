"""A row that becomes a column where it has no room: nothing in it is cut at its right edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_IN_MIDDLE, _AT_LEFT = Qt.AlignmentFlag(0), Qt.AlignmentFlag.AlignLeft


class SideBySide(QBoxLayout):
    """`weights` share the width of the row; `is_stacked`, it is a column whatever room there is."""

    def __init__(self, *parts: QWidget | QLayout, weights: tuple[int, ...], space: int, is_stacked: bool) -> None:
        super().__init__(_COLUMN if is_stacked else _ROW)
        self._is_stacked, self._weights = is_stacked, weights
        self.setSpacing(space)
        for part in parts:
            if isinstance(part, QWidget):
                self.addWidget(part)
            else:
                self.addLayout(part)
        self._share()

    def setGeometry(self, rect: QRect) -> None:
        """Turn first, where the width asks for it; what lies above learns of the other height."""
        turned = _COLUMN if self._is_stacked or self._row_px() > rect.width() else _ROW
        if turned is not self.direction():
            self.setDirection(turned)
            self._share()
        super().setGeometry(rect)

    def _row_px(self) -> int:
        items = [item for index in range(self.count()) if (item := self.itemAt(index)) and not item.isEmpty()]
        return sum(item.minimumSize().width() for item in items) + self.spacing() * max(0, len(items) - 1)

    def _share(self) -> None:
        """Of a column everything is as tall as it has to be."""
        is_row = self.direction() is _ROW
        for index, weight in enumerate(self._weights[: self.count()]):
            self.setStretch(index, weight if is_row else 0)
            item = self.itemAt(index)
            if item is not None and _is_of_one_size(item.widget()):
                # Without a place of its own Qt would fold the words below it to its width.
                item.setAlignment(_IN_MIDDLE if is_row else _AT_LEFT)


def _is_of_one_size(part: QWidget | None) -> bool:
    return part is not None and part.minimumSize() == part.maximumSize()
