"""Grabs the picture of the page that lies beneath a lens, as the engine painted it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPaintEngine, QPaintEngineState, QRegion
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

#: What is shown where there is no picture yet: light, for eyes.
COVER = QColor("#e9e6df")


class PageGrabber(QObject):
    """The picture of the page beneath a lens.

    Looks at one widget of the engine's: tells when it has painted, and gives what it shows.
    """

    painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.source: QQuickWidget | None = None
        self._window: QQuickWindow | None = None
        self._is_grabbing = False
        self._taker = _Taker()

    def watch(self, source: QQuickWidget | None) -> None:
        """Look at this widget from now on, which another replaces when a page moves to another process."""
        self._let_go()
        self.source = source
        if source is not None:
            source.destroyed.connect(self._source_gone)
            self._window = source.quickWindow()
            self._window.afterRendering.connect(self._painted)

    def picture(self) -> QImage:
        """What is shown now, in device pixels with their ratio; null without a widget."""
        if self.source is None:
            return QImage()
        if QQuickWindow.sceneGraphBackend() == "software":
            return _as_painted(self.source, self._taker)
        self._is_grabbing = True
        picture = self.source.grabFramebuffer()
        self._is_grabbing = False
        return picture

    def _let_go(self) -> None:
        if self._window is not None:
            self._window.afterRendering.disconnect(self._painted)
        if self.source is not None:
            self.source.destroyed.disconnect(self._source_gone)
        self.source = self._window = None

    @Slot()
    def _source_gone(self) -> None:
        self.source = self._window = None

    @Slot()
    def _painted(self) -> None:
        # Grabbing paints the page once more: that picture is the one in hand.
        if not self._is_grabbing:
            self.painted.emit()


def _as_painted(source: QQuickWidget, taker: _Taker) -> QImage:
    """What the widget itself has painted, for Qt's own painter.

    Grabbing would paint the page once more, elsewhere. That painter paints only what has changed since it painted
    last, wherever that was: a change that the grab came upon first would be missing beneath the lens from then on.
    """
    _draw(source, taker)
    picture, size = taker.handed_over(), source.size() * source.devicePixelRatioF()
    is_opaque = source.quickWindow().color().alpha() == 255
    return picture if is_opaque and picture.size() == size else _copied(source)


def _copied(source: QQuickWidget) -> QImage:
    """Where light comes through a picture, or it is drawn piece by piece."""
    ratio = source.devicePixelRatioF()
    picture = QImage(source.size() * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(COVER)
    _draw(source, picture)
    return picture


def _draw(source: QQuickWidget, onto: QImage) -> None:
    source.render(onto, QPoint(), QRegion(), QWidget.RenderFlag(0))


class _Taker(QImage):
    """What is drawn on it as one picture it takes as it is: that picture's memory, not a copy.

    Whoever holds it may go on looking: Qt paints the next one elsewhere then, into a copy.
    """

    def __init__(self) -> None:
        super().__init__(1, 1, QImage.Format.Format_RGB32)
        self._engine = _TakingEngine()

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def handed_over(self) -> QImage:
        """What was drawn since it was asked last; null where that was nothing, or several pictures."""
        taken, self._engine.taken = self._engine.taken, []
        return taken[0] if len(taken) == 1 else QImage()


class _TakingEngine(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.taken: list[QImage] = []

    def begin(self, _onto: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, _state: QPaintEngineState) -> None:
        """Nothing depends on it."""

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def drawImage(
        self,
        _place: QRectF | QRect,
        picture: QImage,
        part: QRectF | QRect,
        _flags: Qt.ImageConversionFlag = Qt.ImageConversionFlag.AutoColor,
    ) -> None:
        is_whole = QRectF(part).size() == QSizeF(picture.size())
        self.taken.append(picture if is_whole else QImage())


def as_bgrx(picture: QImage) -> QImage:
    """The memory layout that the filters read, in which the fourth byte says nothing."""
    if picture.format() in (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied):
        return picture
    return picture.convertToFormat(QImage.Format.Format_RGB32)
