"""Makes a window that is as large as its screen smaller, by the frame that the system puts around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QSize
from PySide6.QtWidgets import QWidget


class FrameFit(QObject):
    """Looks once, when the window is first active: before, nobody knows how wide the frame is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._window.removeEventFilter(self)
            self._make_room()
            self.deleteLater()
        return False

    def _make_room(self) -> None:
        """Only for a window that would fit without its frame; how large others are was somebody's wish."""
        window, screen = self._window, self._window.screen().availableGeometry()
        over = (window.frameGeometry().size() - screen.size()).expandedTo(QSize(0, 0))
        would_fit = window.size().boundedTo(screen.size()) == window.size()
        if would_fit and over != QSize(0, 0):
            window.resize(window.size() - over)
            window.move(screen.topLeft())


def frame_of(window: QWidget) -> QMargins:
    """As wide as it was when the window was last shown; nothing before."""
    inner, whole = window.geometry(), window.frameGeometry()
    return QMargins(
        inner.left() - whole.left(),
        inner.top() - whole.top(),
        whole.right() - inner.right(),
        whole.bottom() - inner.bottom(),
    )
