"""Where the eye would rest: the caret, else the focused element, else the pointer. There is no eye tracker.

How it moves is `vision.gaze`: eased, and held back when the focus is driven to and fro, since a scotoma that jumps
across the page would itself be a flash.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme
from empathylab.vision import gaze as eye

_STEP_MS = 33
#: A computer that was held up goes on from where it was: the eye never leaps across what it missed.
_LONGEST_STEP_MS = 45


class Gaze(QObject):
    """The eased place, in device-independent pixels of the watched widget. `moved` while it is under way."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._eye: eye.GazePoint | None = None
        self._element = QRectF()
        self._pointer: QPointF | None = None
        self._may_glide = True
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._step)

    @property
    def place(self) -> tuple[float, float] | None:
        return None if self._eye is None else self._eye.at

    @property
    def is_moving(self) -> bool:
        """Whether gaze is on its way."""
        return self._timer.isActive()

    def reset(self) -> None:
        """Look nowhere in particular."""
        self._timer.stop()
        self._eye = self._pointer = None
        self._element = QRectF()

    def let_glide(self, may_glide: bool) -> None:
        """Whether gaze may glide, for this computer's own settings; where it may not it is at once where one looks."""
        self._may_glide = may_glide
        if self._eye is not None:
            self._eye = replace(self._eye, glides=self._glides)

    @property
    def _glides(self) -> bool:
        return self._may_glide and theme.current().has_motion

    def set_element(self, box: QRectF) -> None:
        """The focused element, in pixels of the widget; an empty box when there is none."""
        self._element = box

    def set_pointer(self, place: QPointF) -> None:
        """The pointer is here now, in the lens's own pixels."""
        self._pointer = place

    def look(self, widget: QWidget) -> None:
        """Find the target again and set out for it."""
        caret = self.caret(widget)
        found = caret.center() if caret else self._element_place(widget) or self._pointer
        if found is None:
            return
        target = (found.x(), found.y())
        if self._eye is None:
            self._eye = eye.GazePoint(target, target, glides=self._glides)
            self._since.start()
            self.moved.emit()
            return
        self._eye = self._eye.step(self._elapsed_ms()).look_at(target)
        if not self._eye.has_arrived and not self._timer.isActive():
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

    def _step(self) -> None:
        if self._eye is None:
            self._timer.stop()
            return
        self._eye = self._eye.step(self._elapsed_ms())
        if self._eye.has_arrived:
            self._timer.stop()
        self.moved.emit()

    def _elapsed_ms(self) -> int:
        """Since the last step; for an eye on its way not more than a step may be."""
        elapsed_ms = self._since.restart()
        return min(elapsed_ms, _LONGEST_STEP_MS) if self.is_moving else elapsed_ms
