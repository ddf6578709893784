"""A drawing of the report's in the window, and on its way to the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from empathylab.reports.model import Chart
from empathylab.ui.kit import theme

#: Twice as fine as the drawing's own size, with paper around it.
_FINE, _MARGIN_PX = 2, 24


class Drawing(QWidget):
    """A drawing of the report's, as wide as there is room; what it says stands beside it in words."""

    def __init__(self, svg: str, most_px: int = 0) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(svg.encode()))
        self._most_px = theme.current().px(most_px)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if most_px:
            self.setFixedSize(self._most_px, self._most_px)

    def hasHeightForWidth(self) -> bool:
        return not self._most_px

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return round(width * size.height() / max(1, size.width()))

    def sizeHint(self) -> QSize:
        return QSize(700, self.heightForWidth(700))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()


def copy_picture(chart: Chart) -> None:
    """Onto the clipboard. As a picture alone: Qt ends badly where data of Python's own is still there at the end."""
    QGuiApplication.clipboard().setImage(picture_of(chart.svg))


def picture_of(svg: str) -> QImage:
    """The drawing on white."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    inner = renderer.defaultSize() * _FINE
    picture = QImage(inner + QSize(2 * _MARGIN_PX, 2 * _MARGIN_PX), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(_MARGIN_PX, _MARGIN_PX, inner.width(), inner.height()))
    painter.end()
    return picture
