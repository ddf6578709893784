"""The engine's widget, with two things that Qt does not offer."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Signal
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineWidgets import QWebEngineView


class EngineView(QWebEngineView):
    """Tells when the engine puts another inner widget or a popup into it."""

    got_child = Signal(QObject)
    #: A tooltip is a window of its own, which no lens and no curtain covers.
    has_tooltips = True

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.has_tooltips:
            return True
        return super().event(event)

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        if event.added() and isinstance(event.child(), QQuickWidget):
            self.got_child.emit(event.child())
