"""Where the eye would rest: the caret, else the focused element, else the pointer. There is no eye tracker.

The place is eased, so that nothing jumps: a jump of a scotoma across the page would itself be a flash.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

_STEP_MS = 33
#: The remaining way shrinks to a third in this time: 90 % of a jump are done in 250 ms, however fast the steps come.
_EASE_MS = 110.0
#: A busy moment must not make it jump either.
_MAX_SHARE = 0.4
_NEAR_PX = 1.5


class Gaze(QObject):
    """The eased place, in device-independent pixels of the watched widget. `moved` while it is under way."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target: QPointF | None = None
        self._place: QPointF | None = None
        self._element = QRectF()
        self._pointer: QPointF | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._step)

    @property
    def place(self) -> tuple[float, float] | None:
        return None if self._place is None else (self._place.x(), self._place.y())

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def reset(self) -> None:
        """Look nowhere in particular."""
        self._timer.stop()
        self._target = self._place = self._pointer = None
        self._element = QRectF()

    def set_element(self, box: QRectF) -> None:
        """The focused element, in pixels of the widget; an empty box when there is none."""
        self._element = box

    def set_pointer(self, place: QPointF) -> None:
        self._pointer = place

    def look(self, widget: QWidget) -> None:
        """Find the target again and set out for it."""
        caret = self.caret(widget)
        self._target = caret.center() if caret else self._element_place(widget) or self._pointer
        if self._target is None:
            return
        if self._place is None:
            self._place = QPointF(self._target)
            self.moved.emit()
        elif self._distance() > _NEAR_PX and not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def caret(self, widget: QWidget) -> QRectF | None:
        """Where the text caret of the focused element stands in the widget, None when there is none in sight."""
        if self._element.isEmpty() or not widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled):
            return None
        caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if not isinstance(caret, QRect | QRectF) or caret.height() <= 0:
            return None
        # The engine keeps the last caret when the focus goes on to something that has none.
        box = QRectF(caret)
        return box if self._element.adjusted(-4, -4, 4, 4).contains(box.center()) else None

    def _element_place(self, widget: QWidget) -> QPointF | None:
        if self._element.isEmpty():
            return None
        seen = self._element.intersected(QRectF(widget.rect()))
        return None if seen.isEmpty() else seen.center()

    def _distance(self) -> float:
        assert self._place is not None
        assert self._target is not None
        return math.hypot(self._target.x() - self._place.x(), self._target.y() - self._place.y())

    def _step(self) -> None:
        if self._place is None or self._target is None:
            self._timer.stop()
            return
        if self._distance() <= _NEAR_PX:
            self._place = QPointF(self._target)
            self._timer.stop()
        else:
            share = min(_MAX_SHARE, 1 - math.exp(-self._since.restart() / _EASE_MS))
            self._place += (self._target - self._place) * share
        self.moved.emit()
