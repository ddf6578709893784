"""The station's one window: screens one after the other, the form's frame, overlays, the focus ring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from empathylab.ui.keys.key_watch import KeyWatch
from empathylab.ui.kit import other_screen_reader, theme
from empathylab.ui.kit.focus_ring import FocusRing
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.run_screen import FormFrame
from empathylab.ui.visit.screens.screen import Screen

#: Of two moves of the focus in less time Orca, busy with the events of a new page, takes in the second alone.
TAKEN_IN_MS = 600


class StationWindow(QWidget):
    """Shows what the director says. `close_refused` is emitted when somebody tries to close it and may not.

    `told` has all the words of what has just come in front: so much a screen reader has to say.
    """

    shown = Signal()
    #: Everything has another size from now on, since the window has.
    refitted = Signal()
    told = Signal(str)
    close_refused = Signal()

    def __init__(self, view: RunView) -> None:
        super().__init__()
        self.setWindowTitle("Empathy Lab")
        self.setMinimumSize(800, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("screen")
        self.view = view
        self.frame = FormFrame(view)
        self.keys = KeyWatch(self, lambda: self._overlay is not None)
        self.may_close: Callable[[], bool] = lambda: True
        self._overlay: QWidget | None = None
        self._below_overlay: QWidget | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.frame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._stack)
        self._ring = FocusRing(self, theme.fitted)
        view.ready.connect(self._form_is_ready)
        self._is_watched = False

    def fill_screen(self) -> None:
        """Without a window manager full screen is only a wish, so the size is said as well."""
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()

    def show_screen(self, screen: Screen) -> None:
        """Put a screen in front and its main control under the keyboard; the one before is thrown away."""
        old = self._stack.currentWidget()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self.setWindowTitle(f"{screen.windowTitle()} – Empathy Lab")
        self._discard(old)
        screen.take_focus()
        if old is self.frame:
            QTimer.singleShot(TAKEN_IN_MS, screen, self._tell_anew)
        self.told.emit(f"{screen.accessibleName()} {screen.accessibleDescription()}")

    def show_form(self) -> None:
        """Put the form's frame in front and the form under the keyboard."""
        old = self._stack.currentWidget()
        self._stack.setCurrentWidget(self.frame)
        self.setWindowTitle(f"{self.frame.accessibleName()} – Empathy Lab")
        self._discard(old)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_is_ready(self) -> None:
        """What the engine gives the focus to stands in no tree, and Orca drops it: the view does."""
        if self.current() is self.frame:
            self.frame.describe()
            self._tell_anew(self.view)

    def _tell_anew(self, where: QWidget | None = None) -> None:
        """Tell another screen reader where the focus is, by default as it is by then.

        Where it was is gone with its page, and Orca 43, which then compares the new place with that one, says nothing.
        So it is led over the window first, with time to take it in.
        """
        if not other_screen_reader.is_running():
            return

        def tell() -> None:
            _tell_focus(where or self.focusWidget() or self)

        _tell_focus(self)
        QTimer.singleShot(TAKEN_IN_MS, self, tell)

    def current(self) -> QWidget | None:
        """The screen in front."""
        return self._stack.currentWidget()

    @property
    def overlay(self) -> QWidget | None:
        """What lies over everything now."""
        return self._overlay

    def lay_over(self, overlay: QWidget | None) -> None:
        """Show something over everything, or take it away; the keyboard is there meanwhile, and then where it was."""
        if self._overlay is not None:
            self._overlay.hide()
            self._overlay.deleteLater()
        self._overlay, below = overlay, self._below_overlay
        self._below_overlay = None if overlay is None else below or self.focusWidget()
        if overlay is not None:
            overlay.setGeometry(self.rect())
            overlay.show()
            overlay.raise_()
            overlay.setFocus(Qt.FocusReason.OtherFocusReason)
            self.told.emit(overlay.accessibleName())
        elif below is not None and isValid(below):
            below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self, old: QWidget | None) -> None:
        if old is not None and old is not self.frame and old is not self._stack.currentWidget():
            self._stack.removeWidget(old)
            old.hide()
            # Another screen reader compares where the focus is with where it was, which should not be gone by then.
            QTimer.singleShot(TAKEN_IN_MS if other_screen_reader.is_running() else 0, old, old.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not self._is_watched:
            self._is_watched = True
            self.view.guard_window(handle)
            self.keys.watch(handle)
            self.shown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if theme.fit_to(self.size()):
            self.refitted.emit()
        if self._overlay is not None:
            self._overlay.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()
            self.close_refused.emit()


def _tell_focus(widget: QWidget) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Focus))
