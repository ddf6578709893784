"""Numbers over the controls of a page for voice control, drawn by the lab: nothing of them is in the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme

_INK, _GROUND = QColor("#ffffff"), QColor("#1b1b2f")
_PAD_PX = 4.0
#: Of the lowest control, so that those of a list do not cover each other.
_SHARE, _LEAST_PX = 0.8, 12


class Numbers(QWidget):
    """Lies over the page and its lens, deaf to every input. A number stands before what it numbers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.places: tuple[QRectF, ...] = ()
        self.hide()

    def show_at(self, places: Sequence[QRectF]) -> None:
        """1, 2, 3 … at these places of the page, in pixels of this widget; none takes them away."""
        self.places = tuple(places)
        self.setVisible(bool(places))
        if places:
            self.setGeometry(self._page.rect())
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        lowest = min((place.height() for place in self.places), default=0)
        font.setPixelSize(max(_LEAST_PX, min(theme.fitted().px(16), round(lowest * _SHARE))))
        font.setBold(True)
        painter.setFont(font)
        for number, place in enumerate(self.places, 1):
            self._draw(painter, str(number), place, QFontMetricsF(font))
        painter.end()

    def _draw(self, painter: QPainter, number: str, place: QRectF, metrics: QFontMetricsF) -> None:
        size = QSizeF(max(metrics.horizontalAdvance(number), metrics.height()) + _PAD_PX, metrics.height())
        tag = QRectF(QPointF(place.left() - size.width() - _PAD_PX, place.center().y() - size.height() / 2), size)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tag.moveLeft(min(max(tag.left(), inside.left()), inside.right() - tag.width()))
        tag.moveTop(min(max(tag.top(), inside.top()), inside.bottom() - tag.height()))
        painter.setPen(QPen(_INK, 1.5))
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(tag, 4, 4)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, number)
