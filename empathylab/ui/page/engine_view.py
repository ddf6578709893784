"""The engine's widget, with six things that Qt does not offer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import ref

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QWidget
from shiboken6 import isValid

from empathylab.ui.page.allowed import Refused


class EngineView(QWebEngineView):
    """Tells when the engine puts another inner widget or a popup into it; lets it open no dialog and no suggestions.

    A dialog for colours is a window of the system's: no lens lies on it, and it takes the keys that end a simulation.

    It has no page but those that it is given: shown or hidden without one Qt would make one, with a process of its own.
    """

    got_child = Signal(QObject)
    #: A `Refused`.
    refused = Signal(object)
    #: A tooltip is a window of its own, which no lens and no curtain covers.
    has_tooltips = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: list[QQuickWidget] = []
        #: A list below a field, while Qt has one.
        self._suggestions: QFrame | None = None
        self._told_of: QWebEnginePage | None = None
        self._given: Callable[[], QWebEnginePage | None] = lambda: None

    def setPage(self, page: QWebEnginePage) -> None:
        super().setPage(page)
        self._given = ref(page)

    @property
    def _has_page(self) -> bool:
        page = self._given()
        return page is not None and isValid(page)

    def showEvent(self, event: QShowEvent) -> None:
        if self._has_page:
            super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._has_page:
            super().hideEvent(event)

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
        elif event.polished() and isinstance(child, QFrame) and child.windowType() is Qt.WindowType.Popup:
            self._end_suggestions(child)

    def _end_suggestions(self, popup: QFrame) -> None:
        """No lens covers them, and it takes the keys; they open anew with each letter, and are told of once a page."""
        popup.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        # Not yet shown, it is no popup for Qt either, and no key is lost in it.
        popup.overrideWindowFlags(Qt.WindowType.ToolTip)
        self._suggestions = popup
        popup.destroyed.connect(self._suggestions_gone)
        QTimer.singleShot(0, popup, lambda: QApplication.sendEvent(popup, _escape()))
        if self._told_of is not self.page():
            self._told_of = self.page()
            self.refused.emit(Refused("suggestions"))

    def _suggestions_gone(self) -> None:
        self._suggestions = None

    def once_let_go(self, do: Callable[[], object]) -> None:
        """Call it when Qt has nothing over the page that it would still ask about it: the lab would end with that."""
        if self._suggestions is None:
            do()
        else:
            self._suggestions.destroyed.connect(lambda: do())

    def _let_go(self, child: QObject, _gone: QObject | None = None) -> None:
        if child in self._made:
            self._made.remove(child)


def _escape() -> QKeyEvent:
    """What lets a list of suggestions go: hidden otherwise it would hold on to a page that may be gone by then."""
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
