"""One ring for whatever has the keyboard focus: yellow inside, ink outside, the same on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from empathylab.ui import theme

_YELLOW_PX, _INK_PX = 4, 3
_REACH_PX = _YELLOW_PX + _INK_PX + 1


class FocusRing(QWidget):
    """Laid over a window; draws around the focused widget and follows it. Never takes input.

    Widgets whose property `draws_focus` is true (the web page) are left alone.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
        wants_ring = new is not None and new.window() is self.window() and not new.property("draws_focus")
        self._target = new if wants_ring else None
        if self._target is None:
            self.hide()
            return
        self._target.installEventFilter(self)
        self._target.destroyed.connect(self._lost)
        _scroll_into_view(self._target)
        self._place()

    def _lost(self) -> None:
        self._target = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif event.type() == QEvent.Type.Hide:
            self.hide()
        return False

    def _place(self) -> None:
        if self._target is None:
            return
        corner = self._target.mapTo(self.window(), QPoint(0, 0))
        around = QRect(corner, self._target.size()).adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
        self.setGeometry(around)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(_REACH_PX, _REACH_PX, -_REACH_PX, -_REACH_PX)
        for width, colour, out in (
            (_INK_PX, theme.current().ink, _YELLOW_PX + _INK_PX / 2),
            (_YELLOW_PX, theme.current().focus, _YELLOW_PX / 2),
        ):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(inner.adjusted(-out, -out, out, out), 12 + out, 12 + out)
        painter.end()


def _scroll_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 40, 60)
        parent = parent.parentWidget()
