"""The live lens: a widget over the page that shows the page's picture through the vision models.

On demand only: the page paints → its picture is grabbed → a thread filters it, or what is little at once →
the lens paints it; what moves by itself is painted by a timer that runs for nothing else. Until the first filtered
picture the lens shows a plain cover, so that nobody ever sees the page unfiltered.
"""

from __future__ import annotations

import logging
import math

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

from empathylab.ui.lens.frame_filter import FrameFilter
from empathylab.ui.lens.frame_worker import FrameJob, FrameWorker, Result
from empathylab.ui.lens.gaze import Gaze
from empathylab.ui.lens.movement import Movement
from empathylab.ui.lens.page_grabber import COVER, PageGrabber, as_bgrx

log = logging.getLogger(__name__)

_LARGE_CARET = QColor("#b3005a")
_LARGE_CARET_PX = 5


class Lens(QWidget):
    """Shows the page's picture as the simulations make it.

    Lies over a QQuickWidget (the web view's inner widget, or a popup of it); input passes through it.
    """

    #: A picture newer than the last `wait_for_new_picture()` has been painted.
    painted = Signal()
    #: The page underneath has painted, whether the lens is on or off.
    page_painted = Signal()
    _result_waits = Signal()
    #: A picture could not be filtered; the page stays covered.
    failed = Signal(str)
    _worker_failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self.gaze = Gaze(self)
        self.gaze.moved.connect(self._filter_again)
        self.movement = Movement(self)
        self.movement.ticked.connect(self._filter_again)
        self._result_waits.connect(self._show_result, Qt.ConnectionType.QueuedConnection)
        self._worker_failed.connect(self._report_failure, Qt.ConnectionType.QueuedConnection)
        self.cover = COVER
        self.has_large_caret = False
        self._caret: QRectF | None = None
        self._inlay: QWidget | None = None
        self._filter: FrameFilter | None = None
        self._worker: FrameWorker | None = None
        self._beneath = PageGrabber(self)
        self._beneath.painted.connect(self.grab_soon)
        self._beneath.painted.connect(self.page_painted)
        #: Of the page, where it may have to be filtered again.
        self._picture: QImage | None = None
        self._shown: Result | None = None
        self._number = self._wanted_number = self._worn_after = 0
        self._is_due = False

    @property
    def is_on(self) -> bool:
        """Whether a filtered picture lies over the page."""
        return self._filter is not None

    @property
    def moves(self) -> bool:
        """Whether what is worn may move by itself; it does from `movement.begin()` on."""
        return self._filter is not None and self._filter.moves

    @property
    def picture(self) -> QImage | None:
        """What is shown now, filtered; None while the cover is shown."""
        return None if self._shown is None else self._shown.picture

    def put_on(self, frame_filter: FrameFilter) -> None:
        """Cover the page at once, and show it through this filter from its next picture on."""
        self.take_off()
        self._filter = frame_filter
        self._worn_after = self._number
        if self._worker is None:
            # One thread for all runs: memory that a thread leaves behind is not used again by the next.
            self._worker = FrameWorker(self._result_waits.emit, self._worker_failed.emit)
            self.destroyed.connect(self._worker.close)
        self.show()
        self.raise_()
        self.grab_soon()

    def take_off(self) -> None:
        """Show the page as it is, at once."""
        self.hide()
        self.movement.end()
        self._filter = None
        if self._worker is not None:
            self._worker.clear()
        self._shown = self._picture = None

    def retire(self) -> None:
        """Take it off for good, and end its thread."""
        self.take_off()
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def watch(self, source: QQuickWidget | None) -> None:
        """Look at this widget from now on; the engine makes a new one when a page moves to another process."""
        if source is not self._beneath.source:
            self._beneath.watch(source)
            self.grab_soon()

    def lay_in(self, inlay: QWidget | None) -> None:
        """Put a widget over the page that is seen through the same simulations, until another call."""
        self._inlay = inlay
        self.grab_soon()

    def wait_for_new_picture(self) -> None:
        """`painted` from now on only for a picture that is grabbed after this call."""
        self._wanted_number = self._number + 1
        self.grab_soon()

    def expect_new_picture(self) -> None:
        """The same, without asking for one: the page is about to paint."""
        self._wanted_number = self._number + 1

    @Slot()
    def grab_soon(self) -> None:
        """Grab the page once when the events in hand are done; many calls make one grab."""
        if self._filter is None or self._is_due:
            return
        self._is_due = True
        QTimer.singleShot(0, self, self._grab)

    def page_picture(self) -> QImage:
        """The page underneath as it is, whether the lens is on or off; null without a page."""
        return self._beneath.picture()

    @Slot()
    def _grab(self) -> None:
        self._is_due = False
        page = self._beneath.source
        if self._filter is None or page is None or not page.isVisible():
            return
        picture = self.page_picture()
        if picture.isNull():
            return
        picture = as_bgrx(picture)
        if self.has_large_caret:
            self._draw_caret(picture, page)
        if self._inlay is not None:
            painter = QPainter(picture)
            painter.drawPixmap(self._inlay.pos() - self.pos(), self._inlay.grab())
            painter.end()
        self._number += 1
        self._submit(picture)
        # As long as anybody holds it the engine paints into a copy.
        self._picture = picture if self._filter.follows_gaze or self._filter.moves else None
        self.look_again()

    def _draw_caret(self, picture: QImage, source: QQuickWidget) -> None:
        """Into the page's picture, so that it is seen through the same eyes as the page."""
        self._caret = caret = self.gaze.caret(source)
        if caret is not None:
            painter = QPainter(picture)
            painter.fillRect(caret.adjusted(-1, -4, _LARGE_CARET_PX, 4), _LARGE_CARET)
            painter.end()

    @Slot()
    def look_again(self) -> None:
        """The focus or the pointer has moved: let the gaze follow, where the filter cares, and the large caret."""
        page = self._beneath.source
        if page is None:
            return
        if self.has_large_caret and self.gaze.caret(page) != self._caret:
            # The page was painted before it was known where the caret is.
            self.grab_soon()
        if self._filter is not None and self._filter.follows_gaze:
            self.gaze.look(page)

    @Slot()
    def _filter_again(self) -> None:
        if self._picture is not None:
            self._submit(self._picture)

    def _submit(self, picture: QImage) -> None:
        assert self._worker is not None
        assert self._filter is not None
        gaze_px = self._gaze_px(picture.devicePixelRatio())
        if self._worker.submit(FrameJob(self._number, picture, gaze_px, self._filter, self.movement.at_s)):
            self._show_result()

    def _gaze_px(self, ratio: float) -> tuple[float, float] | None:
        place = self.gaze.place
        return None if place is None else (place[0] * ratio, place[1] * ratio)

    @Slot()
    def _show_result(self) -> None:
        result = None if self._worker is None else self._worker.take()
        if result is None or self._worker is None:
            return
        if self._filter is None or result.number <= self._worn_after:
            # Grabbed before the lens was put on: the page of another visitor, perhaps.
            self._worker.give_back(result)
            return
        was, self._shown = self._shown, result
        if was is None or was.picture.size() != result.picture.size():
            self.update()
        else:
            self._update_parts(result)
        if was is not None:
            self._worker.give_back(was)

    def _update_parts(self, result: Result) -> None:
        """Where the parts of a result are painted; one pixel at least, so that it is painted at all."""
        scale = self.height() / result.picture.height()
        reach = 0 if scale == 1 else 1
        self.update(0, 0, 1, 1)
        for rows, columns in result.parts:
            left, top = (math.floor(part.start * scale) - reach for part in (columns, rows))
            right, bottom = (math.ceil(part.stop * scale) + reach for part in (columns, rows))
            self.update(left, top, right - left, bottom - top)

    @Slot(str)
    def _report_failure(self, what: str) -> None:
        """A picture of a while ago would be a lie, the plain page as well: cover it."""
        log.error("The lens could not filter a picture: %s", what)
        self._shown = None
        self.update()
        self.failed.emit(what)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shown is None:
            painter.fillRect(self.rect(), self.cover)
            return
        painter.drawImage(self.rect(), self._shown.picture)
        painter.end()
        if self._shown.number >= self._wanted_number:
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.grab_soon()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ScreenChangeInternal, QEvent.Type.DevicePixelRatioChange):
            self.grab_soon()
        return super().event(event)
