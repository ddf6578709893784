"""One ring with a gap, in its true size, seen through the same chain that the live lens uses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent

from empathylab.ui.facilitator.setup.shift_taps import ShiftTaps
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.vision import Chain
from empathylab.vision.letters import landolt, place
from empathylab.vision.light import to_code

#: The side of the white field in device-independent pixels.
FIELD_PX = 380
#: A letter at threshold is this many arc minutes high at logMAR 0.
_THRESHOLD_ARCMIN = 5
_DIRECTIONS = {Qt.Key.Key_Right: 0, Qt.Key.Key_Up: 90, Qt.Key.Key_Left: 180, Qt.Key.Key_Down: 270}


def ring_picture(
    chain: Chain, side_px: int, logmar: float, direction_deg: int, contrast: float = 1.0
) -> NDArray[np.uint8]:
    """The ring on white as H×W×3 uint8, already through the chain; `side_px` in physical pixels.

    `contrast` is Weber's, 1 for black. What falls between two code values is one or the other from pixel to pixel, by
    chance, so that the mean is right (noisy bits, Allard & Faubert 2008): at white a whole one is 0.9 % of contrast.
    """
    ring_px = chain.viewing.px_from_arcmin(_THRESHOLD_ARCMIN * 10**logmar)
    ink = np.zeros((side_px, side_px), np.float32)
    corner = (side_px - ring_px) / 2
    place(landolt(direction_deg), ink, corner, corner, ring_px)
    noise = np.random.default_rng(0).random(ink.shape)
    grey = np.floor(to_code(1 - contrast * ink) + noise).astype(np.uint8)
    return chain.apply(np.repeat(grey[:, :, None], 3, axis=2))


class LandoltView(NamedGroup):
    """Shows the ring; an arrow key answers where the gap is, Space that it cannot be told.

    It may be a simulation, so Shift three times ends it, as everywhere.
    """

    answered = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__("Ring with a gap. Arrow keys say where the gap is, Space that you cannot tell.")
        self._image = QImage()
        self._taps = ShiftTaps()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(FIELD_PX, FIELD_PX)

    def show_ring(self, chain: Chain, logmar: float, direction_deg: int, contrast: float = 1.0) -> None:
        """Draw a ring of this size and contrast with its gap in this direction."""
        ratio = self.devicePixelRatioF()
        picture = np.ascontiguousarray(ring_picture(chain, round(FIELD_PX * ratio), logmar, direction_deg, contrast))
        side = picture.shape[0]
        self._image = QImage(picture.data, side, side, side * 3, QImage.Format.Format_RGB888).copy()
        self._image.setDevicePixelRatio(ratio)
        self.update()

    def clear(self) -> None:
        """An empty field."""
        self._image = QImage()
        self._taps = ShiftTaps()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(FIELD_PX, FIELD_PX)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._taps.release(event.key()):
            self.stopped.emit()
        else:
            super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._taps.press(event.key())
        if event.key() in _DIRECTIONS:
            self.answered.emit(_DIRECTIONS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.answered.emit(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        if not self._image.isNull():
            painter.drawImage(QPointF(0, 0), self._image)
        painter.setPen(QColor(theme.current().ink))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
