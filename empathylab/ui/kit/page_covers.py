"""What may lie over the page besides the lens: the reader's curtain, and a calm word while the page comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme

_DARK = QColor("#0b0b12")


class _Overlay(QWidget):
    """Covers its parent; neither takes input nor focus."""

    words = ""
    ground = _DARK

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.words)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.ground)
        painter.setPen(QColor("#f5f3ee") if self.ground == _DARK else QColor(theme.fitted().ink))
        font = painter.font()
        font.setFamily(theme.FAMILY)
        font.setPixelSize(theme.fitted().px(26))
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
        painter.end()


class Curtain(_Overlay):
    """Dark while the reader reads. Onlookers follow the caption; F8 lifts it."""

    words = "The screen is dark.\nListen, and use the keys.\n\nF8 shows the page."


class OneMoment(_Overlay):
    """Shown while a page that was lost comes back."""

    words = "One moment.\nThe page is coming back where you were."
    ground = QColor("#fbf8f2")
