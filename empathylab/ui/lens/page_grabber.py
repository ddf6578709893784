"""Grabs the picture of the page that lies beneath a lens, as the engine painted it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtQuick import QQuickWindow
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QWidget

#: What is shown where there is no picture yet: light, for eyes.
COVER = QColor("#e9e6df")


class PageGrabber(QObject):
    """The picture of the page beneath a lens.

    Looks at one widget of the engine's: tells when it has painted, and copies what it shows.
    """

    painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.source: QQuickWidget | None = None
        self._window: QQuickWindow | None = None
        self._is_grabbing = False

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
            return _as_painted(self.source)
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


def _as_painted(source: QQuickWidget) -> QImage:
    """A copy of what the widget itself has painted, for Qt's own painter.

    Grabbing would paint the page once more, elsewhere. That painter paints only what has changed since it painted
    last, wherever that was: a change that the grab came upon first would be missing beneath the lens from then on.
    """
    ratio = source.devicePixelRatioF()
    picture = QImage(source.size() * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(COVER)
    source.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return picture


def as_bgrx(picture: QImage) -> QImage:
    """The memory layout that the filters read."""
    if picture.format() == QImage.Format.Format_ARGB32_Premultiplied:
        picture.reinterpretAsFormat(QImage.Format.Format_RGB32)
        return picture
    return picture.convertToFormat(QImage.Format.Format_RGB32)
