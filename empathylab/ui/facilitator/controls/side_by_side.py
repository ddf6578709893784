"""A row that becomes a column where it has no room: nothing in it is cut at its right edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_NO_PLACE, _AT_TOP_LEFT = Qt.AlignmentFlag(0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SideBySide(QBoxLayout):
    """`weights` share the width of the row; `is_stacked`, it is a column whatever room there is."""

    def __init__(self, *parts: QWidget | QLayout, weights: tuple[int, ...], space: int, is_stacked: bool) -> None:
        super().__init__(_COLUMN if is_stacked else _ROW)
        self._is_stacked, self._weights = is_stacked, weights
        self.setSpacing(space)
        for part in parts:
            if isinstance(part, QWidget):
                self.addWidget(part, 0, _place_of(part))
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


def _place_of(part: QWidget) -> Qt.AlignmentFlag:
    """What is of one size keeps it; else Qt would fold the words below it to its width."""
    is_of_one_size = part.minimumSize() == part.maximumSize()
    return _AT_TOP_LEFT if is_of_one_size else _NO_PLACE
