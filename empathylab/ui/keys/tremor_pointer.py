"""A pointer that trembles over the task: it is drawn where the tremor has it, and what it does, it does there.

The system's own pointer stays where the hand aims; over the task it is hidden, so that nobody aims with it instead.
A timer runs only while the pointer is over the task.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from empathylab.motor import Tremor, TremorPath, intent_at_speed

_STEP_MS = 16
#: A hand that has not moved for this long is at rest.
_REST_AFTER_MS = 80.0
#: How much of the way the intent goes towards what the last movement says, so that the pointer never jumps.
_SHARE = 0.25
_SHAPE = ((1, 1), (1, 19), (5.5, 15), (8.5, 22), (12, 20.5), (9, 14), (15, 14))


class Arrow(QWidget):
    """The drawn pointer, its tip at the widget's corner."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(20, 26)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#ffffff"), 1.5))
        painter.setBrush(QColor("#111111"))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _SHAPE]))
        painter.end()


class TremorPointer(QObject):
    """Draws the pointer where the tremor has it, over the task.

    Off until `begin`. Places are in pixels of the area; none is ever outside of it.
    """

    #: The pointer is elsewhere although the hand did not move.
    swung = Signal(QPointF)

    def __init__(self, area: QWidget, now_ms: Callable[[], float]) -> None:
        super().__init__(area)
        self.arrow = Arrow(area)
        self._area, self._now_ms = area, now_ms
        self._params: Tremor | None = None
        self._seed = 0
        self._tremor: TremorPath | None = None
        self._size = area.size()
        self._aim: QPointF | None = None
        self._aimed_ms = 0.0
        self._intent = 0.0
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._swing)

    @property
    def is_on(self) -> bool:
        """Whether the pointer trembles now."""
        return self._params is not None

    def begin(self, params: Tremor, seed: int) -> None:
        """Tremble from now on, where the pointer is over the area."""
        self.end()
        self._params, self._seed = params, seed

    def end(self) -> None:
        """Still at once, and the system's own pointer is back."""
        self.leave()
        self._params = self._tremor = None
        self._intent = 0.0

    def leave(self) -> None:
        """The hand aims at something outside the area."""
        if self._aim is None:
            return
        self._aim = None
        self._timer.stop()
        self.arrow.hide()
        QGuiApplication.restoreOverrideCursor()

    def aim(self, at: QPointF) -> QPointF:
        """The hand aims here now; gives where the pointer is."""
        now_ms = self._now_ms()
        if self._aim is None:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
            self._timer.start()
        elif at != self._aim:
            self._move_on(at, now_ms)
        if at != self._aim:
            self._aim, self._aimed_ms = QPointF(at), now_ms
        return self._show(now_ms)

    def _move_on(self, at: QPointF, now_ms: float) -> None:
        assert self._aim is not None
        way = at - self._aim
        seconds = max(0.001, (now_ms - self._aimed_ms) / 1000)
        speed = (way.x() ** 2 + way.y() ** 2) ** 0.5 / seconds
        self._intent += (intent_at_speed(speed) - self._intent) * _SHARE

    def _swing(self) -> None:
        now_ms = self._now_ms()
        if now_ms - self._aimed_ms > _REST_AFTER_MS:
            self._intent -= self._intent * _SHARE
        before = self.arrow.pos()
        place = self._show(now_ms)
        if self.arrow.pos() != before:
            self.swung.emit(place)

    def _show(self, now_ms: float) -> QPointF:
        assert self._aim is not None
        place = QPointF(*self._model().place(self._aim.x(), self._aim.y(), now_ms, self._intent))
        self.arrow.move(place.toPoint())
        self.arrow.show()
        self.arrow.raise_()
        return place

    def _model(self) -> TremorPath:
        """Anew when the area has another size; the same seed swings on alike."""
        assert self._params is not None
        if self._tremor is None or self._size != self._area.size():
            self._size = self._area.size()
            self._tremor = TremorPath(self._params, self._seed, self._size.width(), self._size.height())
        return self._tremor
