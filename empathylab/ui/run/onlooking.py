"""Shows onlookers where the reader's cursor is: a ring over the page, and a picture of the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget

from empathylab.reader.page_messages import Box
from empathylab.ui.kit import theme
from empathylab.ui.lens.lens import Lens
from empathylab.ui.page.redaction import Redaction
from empathylab.ui.reader.reading import Reading

_RING = QColor(theme.SIGNAL_COLOUR)
_HALO = QColor("#ffffff")
_REACH_PX = 7


class ReaderMark(QWidget):
    """A ring around the part of the page that the reader is at; no bigger than it needs to be, and deaf to input."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, QRectF(self.rect()))
        painter.end()


def draw_ring(painter: QPainter, around: QRectF) -> None:
    """Red with a white halo on both sides, so that it is seen on any ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = around.adjusted(4, 4, -4, -4)
    for colour, width in ((_HALO, 7), (_RING, 3)):
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(ring, 5, 5)


class Onlooking(QObject):
    """Keeps the ring where the reader's cursor is, through scrolling, zoom and changes of the page."""

    #: There may be another picture to show, or none any more.
    changed = Signal()

    def __init__(
        self,
        area: QWidget,
        lens: Lens,
        reading: Reading,
        page: Callable[[], QWebEnginePage | None],
        zoom: Callable[[], float],
    ) -> None:
        super().__init__(area)
        self.mark = ReaderMark(area)
        self._area, self._lens, self._reading = area, lens, reading
        self._page, self._zoom = page, zoom
        self._redaction = Redaction(self)
        self._place: QRect | None = None
        self._is_on = self._is_curtain_down = self._is_asking = self._is_due = False
        self._redaction.became_ready.connect(self.changed)
        lens.page_painted.connect(self.look)
        reading.cursor_moved.connect(self.look)

    def begin(self, is_curtain_down: bool) -> None:
        """A reader is at work, with the curtain down or without."""
        self._is_on, self._is_curtain_down = True, is_curtain_down
        page = self._page()
        if is_curtain_down and page is not None:
            self._redaction.begin(page)
        else:
            self._redaction.end()
        self._show()
        self.look()

    def end(self) -> None:
        self._is_on = self._is_curtain_down = False
        self._place = None
        self._redaction.end()
        self._show()

    def picture(self) -> QPixmap:
        """The page behind the curtain, with the ring and without what was entered; null when there is none to show."""
        if not self._redaction.is_ready:
            return QPixmap()
        picture = QPixmap.fromImage(self._lens.page_picture())
        if self._place is not None and not picture.isNull():
            painter = QPainter(picture)
            draw_ring(painter, QRectF(self._place))
            painter.end()
        return picture

    def look(self) -> None:
        """Ask the page where the cursor is now; one question at a time, and the last one is always asked."""
        if not self._is_on or self._page() is None:
            self._found(None)
        elif self._is_asking:
            self._is_due = True
        else:
            self._is_asking = True
            self._reading.find_cursor(self._answered)

    def _answered(self, box: Box | None) -> None:
        self._is_asking = False
        self._found(box if self._is_on else None)
        if self._is_due:
            self._is_due = False
            self.look()

    def _found(self, box: Box | None) -> None:
        place = None if box is None else self._place_of(box)
        if place != self._place:
            self._place = place
            self._show()
        elif self._redaction.is_ready:
            self.changed.emit()

    def _place_of(self, box: Box) -> QRect | None:
        x, y, width, height = (number * self._zoom() for number in box)
        reach = QRectF(x, y, width, height).adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
        place = reach.toAlignedRect().intersected(self._area.rect())
        return None if place.isEmpty() or width <= 0 or height <= 0 else place

    def _show(self) -> None:
        is_seen = self._place is not None and not self._is_curtain_down
        if self._place is not None:
            self.mark.setGeometry(self._place)
        self.mark.setVisible(is_seen)
        if is_seen:
            self.mark.raise_()
        self.changed.emit()
