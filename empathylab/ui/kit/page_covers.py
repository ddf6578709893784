"""Covers over the page besides the lens: the reader's curtain, and a calm word while the page comes back."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from empathylab.ui.kit import theme

#: The curtain's, and of what is shown behind it.
DARK = QColor("#0b0b12")
_ON_DARK = QColor("#f5f3ee")
#: What the reader says now, as large as it fits, and the least; what it said before, from the newest on, each at 7:1.
_NOW_PX, _LEAST_NOW_PX, _SMALLER = 48, 24, 0.88
_BEFORE: tuple[tuple[int, str], ...] = ((30, "#e2e2ea"), (28, "#c2c2ce"), (26, "#a8a8b6"))
#: Where on the curtain the middle of what is said now stands, and how much of its height that may take.
_MIDDLE, _TALLEST = 0.56, 0.5
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class _Overlay(QWidget):
    """Covers its parent; neither takes input nor focus."""

    words = ""
    ground = DARK

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(theme.with_keys(self.words))
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.ground)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        painter.setPen(_ON_DARK if self.ground == DARK else QColor(theme.fitted().ink))
        painter.setFont(_font(26))
        words = theme.with_keys(self.words)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


class Curtain(_Overlay):
    """Dark while the reader reads; what it says stands in the middle, for those who look on. F8 lifts it."""

    words = "The screen is dark.\nListen, and use the keys.\n\nF8 shows the page."

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._said: deque[str] = deque(maxlen=1 + len(_BEFORE))

    @property
    def said(self) -> tuple[str, ...]:
        """The phrases that are seen, the newest last."""
        return tuple(self._said)

    def say(self, phrase: str) -> None:
        """The reader says this now; the same again changes nothing."""
        if phrase and (not self._said or self._said[-1] != phrase):
            self._said.append(phrase)
            self.update()

    def forget(self) -> None:
        """Nothing has been said yet."""
        self._said.clear()
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self._said:
            super().draw(painter)
            return
        look = theme.fitted()
        side = look.edge(64)
        area = self.rect().adjusted(side, look.edge(24), -side, -look.edge(24))
        *before, now = self._said
        place = self._draw_now(painter, area, now)
        for (size_px, colour), words in zip(_BEFORE, reversed(before), strict=False):
            place = _draw_before(painter, place, area.top(), words, _font(size_px), QColor(colour))

    def _draw_now(self, painter: QPainter, area: QRect, words: str) -> QRect:
        """In the middle, with a bar of focus yellow beside it; where it stands is told."""
        look, font = theme.fitted(), _fitting(area, words)
        tall = QFontMetrics(font).boundingRect(area, _WRAPPED, words).height()
        top = max(area.top(), min(area.top() + round(area.height() * _MIDDLE - tall / 2), area.bottom() - tall))
        place = QRect(area.left(), top, area.width(), tall)
        painter.fillRect(area.left() - look.edge(34), top, look.edge(8), tall, QColor(look.focus))
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.white)
        painter.drawText(place, _WRAPPED, words)
        return place


class OneMoment(_Overlay):
    """Shown while a page that was lost comes back."""

    words = "One moment.\nThe page is coming back where you were."
    ground = QColor(theme.STANDARD.paper)


def _font(size_px: float, *, is_bold: bool = False) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(theme.fitted().px(size_px))
    font.setBold(is_bold)
    return font


def _fitting(area: QRect, words: str) -> QFont:
    """As large as it is meant to be, smaller only for a phrase that would fill the screen."""
    size_px = float(_NOW_PX)
    font = _font(size_px, is_bold=True)
    while size_px > _LEAST_NOW_PX and (
        QFontMetrics(font).boundingRect(area, _WRAPPED, words).height() > area.height() * _TALLEST
    ):
        size_px *= _SMALLER
        font = _font(size_px, is_bold=True)
    return font


def _draw_before(painter: QPainter, below: QRect, top: int, words: str, font: QFont, colour: QColor) -> QRect:
    """One line above what came after it, if it still has room."""
    metrics = QFontMetrics(font)
    place = QRect(below.left(), below.top() - round(metrics.height() * 1.5), below.width(), metrics.height())
    if place.top() >= top:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(words, _ELIDED, place.width()))
    return place


_ELIDED = Qt.TextElideMode.ElideRight
