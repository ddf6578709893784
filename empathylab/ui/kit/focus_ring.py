"""The focus ring round whatever has the keyboard: yellow inside, ink outside, the same on every screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from empathylab.ui.kit import theme

_YELLOW_PX, _INK_PX = 4, 3
_REACH_PX = _YELLOW_PX + _INK_PX + 1
_CORNER_PX = 12
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class FocusFrame(QWidget):
    """Laid over a window; draws around the focused widget and follows it. Never takes input.

    A widget with a method `focused_part` tells which part of it has the keyboard. What lies in a widget whose
    property `draws_focus` is true (the web page) is left alone. `look` is that of the window.
    """

    def __init__(self, window: QWidget, look: Callable[[], theme.Theme] = theme.current) -> None:
        super().__init__(window)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._place)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        line = _line_to_window(new)
        wants_ring = self.window() in line and not any(widget.property("draws_focus") for widget in line)
        self._target = new if wants_ring else None
        self._watched = line if wants_ring else []
        for widget in self._watched:
            widget.installEventFilter(self)
        if self._target is None:
            self.hide()
            return
        # What a mouse presses must not move from under it: the release would miss, and the click be lost.
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            _scroll_into_view(self._target)
        self._settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever moves the focused widget or anything around it moves the ring, once things have settled."""
        if event.type() in _MOVES:
            self._settle.start()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        part, reach = _focused_part(target), self._look().edge(_REACH_PX)
        around = QRect(target.mapTo(self.window(), part.topLeft()), part.size()).adjusted(-reach, -reach, reach, reach)
        seen = around.intersected(self._area_in_sight())
        fills_window = around.contains(self.window().rect())  # of the ring only its corners would be seen
        if seen.isEmpty() or fills_window:
            self.hide()
            return
        self.setGeometry(around)
        self.setMask(QRegion(seen.translated(-around.topLeft())))
        self.raise_()
        self.show()

    def _area_in_sight(self) -> QRect:
        """What scrolling leaves to be seen: the ring never lies over a bar when its widget is scrolled under it."""
        area = self.window().rect()
        for widget in self._watched:
            if isinstance(widget, QScrollArea):
                view = widget.viewport()
                area = area.intersected(QRect(view.mapTo(self.window(), QPoint(0, 0)), view.size()))
        return area

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look()
        reach, yellow, ink, corner = map(look.edge, (_REACH_PX, _YELLOW_PX, _INK_PX, _CORNER_PX))
        inner = QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)
        for width, colour, out in ((ink, look.ink, yellow + ink / 2), (yellow, look.focus, yellow / 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(inner.adjusted(-out, -out, out, out), corner + out, corner + out)
        painter.end()


def _focused_part(widget: QWidget) -> QRect:
    """All of a widget, or of several things in one that which the keyboard is at."""
    part = getattr(widget, "focused_part", widget.rect)()
    assert isinstance(part, QRect)
    return part


def _line_to_window(widget: QWidget | None) -> list[QWidget]:
    """The widget and everything it lies in, up to its own window: what a list drops down is a window itself."""
    line: list[QWidget] = []
    while widget is not None:
        line.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return line


def _scroll_into_view(widget: QWidget) -> None:
    """All of it, with some of what stands around it; of what is taller than the view, the top."""
    parent = widget.parentWidget()
    while parent is not None:
        content = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and content is not None:
            _scroll(
                parent,
                content,
                widget.mapTo(content, widget.rect().topLeft()),
                widget.mapTo(content, widget.rect().bottomRight()),
            )
        parent = parent.parentWidget()


def _scroll(area: QScrollArea, content: QWidget, top: QPoint, bottom: QPoint) -> None:
    """Not ensureWidgetVisible: of a text field that looks for the caret alone."""
    if bottom.y() + _REACH_PX < area.viewport().height():
        # The heading, too, which would else be cut where the first control is low.
        area.verticalScrollBar().setValue(0)
        return
    for place in (bottom, top):
        area.ensureVisible(place.x(), place.y(), 40, 60)
    bar = area.verticalScrollBar()
    bar.setValue(min(_whole_lines_from(content, bar.value()), top.y() - _REACH_PX))


def _whole_lines_from(content: QWidget, top: int) -> int:
    """The next place from `top` on at whose edge no words are cut; of long ones whole lines go."""
    for widget in content.findChildren(QWidget):
        place = widget.mapTo(content, QPoint(0, 0)).y()
        if widget.isVisible() and _has_words(widget) and place < top < place + widget.height():
            line = widget.fontMetrics().lineSpacing() if isinstance(widget, QLabel) else widget.height()
            return min(place + -(-(top - place) // line) * line, place + widget.height())
    return top


def _has_words(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox)
