"""The engine's widget, with four things that Qt does not offer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QChildEvent, QEvent, QObject, QTimer, Signal
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog, QWidget

from empathylab.ui.page.allowed import Refused


class EngineView(QWebEngineView):
    """Tells when the engine puts another inner widget or a popup into it; lets it open no dialog.

    A dialog for colours is a window of the system's: no lens lies on it, and it takes the keys that end a simulation.
    """

    got_child = Signal(QObject)
    #: A `Refused`.
    refused = Signal(object)
    #: A tooltip is a window of its own, which no lens and no curtain covers.
    has_tooltips = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: list[QQuickWidget] = []

    @property
    def inner(self) -> QQuickWidget | None:
        """The engine's widget in the view that takes the keys; another one after each change of process.

        `focusProxy()` would be the same, and PySide keeps what that gave as long as the view, though it has gone.
        """
        return next((each for each in reversed(self._made) if not each.isWindow()), None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.has_tooltips:
            return True
        return super().event(event)

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        child = event.child()
        if event.added() and isinstance(child, QQuickWidget):
            self._made.append(child)
            child.destroyed.connect(partial(self._let_go, child))
            self.got_child.emit(child)
        elif event.removed():
            self._let_go(child)
        elif event.polished() and isinstance(child, QDialog):
            # Not ended at once: the engine still makes it. One kept off the screen would leave the page without keys.
            QTimer.singleShot(0, child, child.reject)
            self.refused.emit(Refused("colours"))

    def _let_go(self, child: QObject, _gone: QObject | None = None) -> None:
        if child in self._made:
            self._made.remove(child)
