"""Each person as a line from the first value to the second, one panel a persona, told apart by dashes as well."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from empathylab.domain.look import LineLook
from empathylab.domain.summary import PairCount
from empathylab.measures.axes import Axis
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup

#: More lines than this in one panel only make a grey block; the text below tells that not all are drawn.
MAX_LINES = 300


@dataclass(frozen=True, slots=True)
class Panel:
    """One persona's people."""

    name: str
    look: LineLook
    pairs: tuple[PairCount, ...]

    @property
    def drawn(self) -> tuple[PairCount, ...]:
        """The pairs most people share first, no more than can be told apart."""
        if len(self.pairs) <= MAX_LINES:
            return self.pairs
        return tuple(heapq.nlargest(MAX_LINES, self.pairs, key=lambda pair: pair.people))


class SlopeChart(NamedGroup):
    """Draws the panels side by side, in rows when there are many. To whoever listens it is its words."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: Sequence[Panel] = ()
        self._axis = Axis(1, 7, (1, 7))
        self._sides = ("", "")
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_panels(self, panels: Sequence[Panel], axis: Axis, sides: tuple[str, str], name: str, words: str) -> None:
        """Draw these; `sides` are what the ends of a line are called, `words` the whole chart in a sentence or two."""
        self._panels, self._axis, self._sides = tuple(panels), axis, sides
        self._words = words
        self.be_read_whole(name)
        self.describe()
        self.updateGeometry()
        self.update()

    def _texts(self) -> list[str]:
        return [self._words]

    # --- size ---------------------------------------------------------------------------------------------------

    def _font(self, is_bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.current().px(18))
        font.setBold(is_bold)
        return font

    def _gutter(self) -> int:
        """Room for the axis's words, left of the panels."""
        metrics = QFontMetrics(self._font())
        words = (f"{self._axis.high:g} {self._axis.high_label}", f"{self._axis.low:g} {self._axis.low_label}")
        return max(metrics.horizontalAdvance(line) for line in words) + 16

    def _columns(self, width: int) -> int:
        metrics = QFontMetrics(self._font(is_bold=True))
        words = sum(metrics.horizontalAdvance(end) for end in self._sides)
        names = max((metrics.horizontalAdvance(panel.name) for panel in self._panels), default=0)
        least = max(words + theme.current().px(40), names + 20, theme.current().px(150))
        return max(1, min(len(self._panels) or 1, (width - self._gutter()) // least))

    def _panel_height(self) -> int:
        return 190 + 2 * QFontMetrics(self._font()).height() + 34

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(max(1, len(self._panels)) / self._columns(width)) * self._panel_height()

    def sizeHint(self) -> QSize:
        return QSize(700, self.heightForWidth(700))

    # --- drawing ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns(self.width())
        gutter = self._gutter()
        wide = (self.width() - gutter) / columns
        for index, panel in enumerate(self._panels):
            area = QRectF(gutter + index % columns * wide, index // columns * self._panel_height(), wide, 0)
            area.setHeight(self._panel_height())
            self._draw_panel(painter, panel, area, is_first=index % columns == 0)
        painter.end()

    def _draw_panel(self, painter: QPainter, panel: Panel, area: QRectF, *, is_first: bool) -> None:
        line = QFontMetrics(self._font()).height()
        plot = QRectF(area.left(), area.top() + line + 14, area.width(), area.height() - 2 * line - 34)
        self._draw_frame(painter, plot, gutter=self._gutter() if is_first else 0)
        painter.setPen(QColor(theme.current().ink))
        painter.setFont(self._font(is_bold=True))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(area.left(), area.top(), area.width(), line + 6), centre, panel.name)
        left, right = self._ends(plot)
        painter.setFont(self._font())
        for x, words in zip((left, right), self._sides, strict=True):
            wide = QFontMetrics(self._font()).horizontalAdvance(words)
            painter.drawText(QRectF(x - wide / 2, plot.bottom() + 8, wide + 2, line + 4), centre, words)
        self._draw_people(painter, panel, plot)

    def _ends(self, plot: QRectF) -> tuple[float, float]:
        """Where the two ends of the lines stand, so that the words under them do not touch those next door."""
        metrics = QFontMetrics(self._font())
        first, second = (metrics.horizontalAdvance(end) / 2 + 16 for end in self._sides)
        inset = max(0.0, (plot.width() - 420) / 2)
        return plot.left() + max(first, inset), plot.right() - max(second, inset)

    def _draw_frame(self, painter: QPainter, plot: QRectF, *, gutter: int) -> None:
        look = theme.current()
        painter.setPen(QPen(QColor(look.line if not look.is_high_contrast else "#767676"), 1))
        for tick in self._axis.ticks:
            y = self._axis.place(tick, plot.bottom(), plot.top())
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        if not gutter:
            return
        painter.setPen(QColor(look.ink))
        painter.setFont(self._font())
        line = QFontMetrics(self._font()).height()
        for y, value, words in (
            (plot.top(), self._axis.high, self._axis.high_label),
            (plot.bottom(), self._axis.low, self._axis.low_label),
        ):
            place = QRectF(plot.left() - gutter, y - line / 2, gutter - 12, line)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, f"{words} {value:g}".strip())

    def _draw_people(self, painter: QPainter, panel: Panel, plot: QRectF) -> None:
        colour = QColor(theme.current().ink if theme.current().is_high_contrast else panel.look.colour)
        left, right = self._ends(plot)
        for pair in panel.drawn:
            pen = QPen(colour, 2.5 + min(5.0, math.log2(pair.people)))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if panel.look.dash:
                pen.setDashPattern(list(panel.look.dash))
            painter.setPen(pen)
            ends = [
                QPointF(x, self._axis.place(value, plot.bottom(), plot.top()))
                for x, value in ((left, pair.before), (right, pair.after))
            ]
            painter.drawLine(*ends)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for end in ends:
                _draw_marker(painter, panel.look, end, 5 + pen.widthF() / 4)


def _draw_marker(painter: QPainter, look: LineLook, at: QPointF, size: float) -> None:
    if look.marker:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * size for x, y in look.marker]))
    else:
        painter.drawEllipse(at, size, size)
