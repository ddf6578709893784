"""The station's one window: screens one after the other, the form's frame, overlays, the focus ring."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

from empathylab.ui.keys.accidental_presses import AccidentalPresses
from empathylab.ui.keys.key_watch import KeyWatch
from empathylab.ui.keys.no_menus import NoMenus
from empathylab.ui.keys.stop_keys import StopKeys
from empathylab.ui.keys.window_input import Place, WindowInput
from empathylab.ui.kit import other_screen_reader, theme
from empathylab.ui.kit.announcing import entitle, tell_choice
from empathylab.ui.kit.focus_ring import FocusFrame
from empathylab.ui.kit.focused import focused_in
from empathylab.ui.kit.group import words_in
from empathylab.ui.kit.widgets import OneInFront, column, holding
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.run_screen import FormFrame
from empathylab.ui.visit.screens.screen import Screen

_AGAIN = "F6 says this again."
_LEAST = QSize(800, 600)


class StationWindow(QMainWindow):
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
        self.setMinimumSize(_LEAST.boundedTo(self.screen().availableSize()))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("screen")
        self.view = view
        self.frame = FormFrame(view)
        self.keys = KeyWatch(self, lambda: self._overlay is not None)
        self.may_close: Callable[[], bool] = lambda: True
        #: In front; None while the form is.
        self._screen: Screen | None = None
        self._overlay: QWidget | None = None
        self._below_overlay: QWidget | None = None
        self._stack = OneInFront()
        self._stack.addWidget(self.frame)
        self.setCentralWidget(holding(column(holding(self._stack), space=0)))
        self._ring = FocusFrame(self, theme.fitted)
        self._is_watched = False
        self._accidental_presses = AccidentalPresses()
        self._listen(view)

    def _listen(self, view: RunView) -> None:
        for told_by in (view.page_shown, view.ready):
            told_by.connect(self._page_is_there)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_focus_in_front)
        view.titled.connect(self._page_titled)
        view.ready.connect(self._form_ready)
        view.chosen.connect(self._list_chosen)

    @property
    def stop_keys(self) -> StopKeys:
        """Its own, which it has from when it is shown."""
        handle = self.windowHandle()
        assert handle is not None
        return StopKeys.of(handle)

    def fill_screen(self) -> None:
        """Without a window manager full screen is only a wish, so the size is said as well.

        A screen may be smaller than a window should be, or become it: at 200 % a usual laptop's has 540 lines.
        """
        self.setMinimumSize(0, 0)
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()

    def show_screen(self, screen: Screen) -> None:
        """Put a screen in front and its main control under the keyboard; the one before is thrown away."""
        old = self._stack.currentWidget()
        # A line to type in tells of itself while it is made, and a reader that follows that takes it for the arrival.
        pause_ms = other_screen_reader.take_in_ms() if isinstance(screen.first, QLineEdit) else 0
        focused = self._focused()
        if pause_ms and focused is not None:
            focused.clearFocus()
        self._screen = screen
        screen.acted.connect(self.keys.activity)
        self._accidental_presses.wait(screen.comes_unasked)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._entitle(screen.windowTitle())
        self._discard(old)
        if pause_ms:
            QTimer.singleShot(pause_ms, screen, lambda: self._focus_late(screen))
        else:
            screen.take_focus()
        self.told.emit(f"{screen.accessibleName()} {screen.accessibleDescription()}")

    def _focused(self) -> QWidget | None:
        """What has the keyboard, or will have it when this window comes to the front: then the form as a whole."""
        focused = focused_in(self, self._screen)
        return self.view if focused is None and self._screen is None else focused

    def _focus_late(self, screen: Screen) -> None:
        if self._screen is screen and self._overlay is None and self._focused() is None:
            screen.take_focus()

    def _keep_focus_in_front(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A page that goes may take it once more, though nobody sees it; then it would be nowhere."""
        is_behind = now is not None and self.frame.isAncestorOf(now)
        if is_behind and self._screen is not None and self._overlay is None:
            self._screen.take_focus()

    def show_form(self) -> None:
        """Put the form's frame in front and the form under the keyboard."""
        old = self._stack.currentWidget()
        self.frame.is_to_tell = True
        self._screen = None
        self._accidental_presses.wait(False)
        self._stack.setCurrentWidget(self.frame)
        self._discard(old)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_titled(self, title: str) -> None:
        """As in any browser: the engine tells another screen reader of no new document, and a new title is said."""
        if title:
            self._name_form(title)

    def _form_ready(self) -> None:
        """A page of a service may have no title; what stands beside it is told all the same."""
        if self.frame.is_to_tell:
            self._name_form()

    def _name_form(self, *title: str) -> None:
        if self.current() is self.frame:
            told = self._beside_form() if self.frame.is_to_tell else ""
            self._entitle(*title, self.frame.accessibleName(), told=told)
            self.frame.is_to_tell = False

    def _beside_form(self) -> str:
        """Another screen reader is told which key tells it again."""
        again = theme.with_keys(_AGAIN) if other_screen_reader.is_running() else ""
        return f"{words_in(self.frame)} {again}".rstrip()

    def _list_chosen(self, words: str) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            tell_choice(focused, words)

    def _entitle(self, *names: str, told: str = "") -> None:
        title = " – ".join((*names, "Empathy Lab"))
        if told:
            entitle(self, title, told)
        else:
            self.setWindowTitle(title)

    def _page_is_there(self) -> None:
        """The view is told to have the focus: what the engine gives it to stands in no tree.

        What had it in the document before is gone, and of the next place Orca 43, which compares the two, says nothing.
        """
        if self.current() is self.frame:
            QAccessible.updateAccessibility(QAccessibleEvent(self.view, QAccessible.Event.Focus))

    def notice(self, words: str) -> None:
        """One sentence on the screen in front; nothing while the form is, which has a place of its own for it."""
        if self._screen is not None:
            self._screen.notice(words)

    def show_stop_progress(self, presses: int) -> None:
        """How often Shift was pressed, on the screen in front."""
        if self._screen is not None:
            self._screen.show_stop_progress(presses)

    def current(self) -> QWidget | None:
        """The screen in front."""
        return self._stack.currentWidget()

    @property
    def overlay(self) -> QWidget | None:
        """What lies over everything now."""
        return self._overlay

    def lay_over(self, overlay: QWidget | None) -> None:
        """Show something over everything, or take it away; the keyboard is there meanwhile, and then where it was.

        Where another screen has come meanwhile, that has it.
        """
        old, self._overlay, below = self._overlay, overlay, self._below_overlay
        self._below_overlay = None if overlay is None else below or self._focused()
        if overlay is not None:
            overlay.setGeometry(self.rect())
            overlay.show()
            overlay.raise_()
            overlay.setFocus(Qt.FocusReason.OtherFocusReason)
            self.told.emit(overlay.accessibleName())
        elif below is not None and isValid(below) and below.isVisibleTo(self):
            below.setFocus(Qt.FocusReason.OtherFocusReason)
        if old is not None:
            # Hidden with the keyboard in it Qt would hand that on as Tab does, and a page goes to its first stop.
            old.hide()
            old.deleteLater()

    def _discard(self, old: QWidget | None) -> None:
        if old is not None and old is not self.frame and old is not self._stack.currentWidget():
            self._stack.removeWidget(old)
            old.hide()
            # Another screen reader compares where the focus is with where it was, which should not be gone by then.
            QTimer.singleShot(other_screen_reader.take_in_ms(), old, old.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not self._is_watched:
            self._is_watched = True
            self.view.guard_window(handle)
            self.keys.watch(handle)
            WindowInput.of(handle).put(Place.ACCIDENTAL_PRESSES, self._accidental_presses)
            WindowInput.of(handle).put(Place.NO_MENUS, NoMenus(self._is_page))
            self.shown.emit()

    def _is_page(self, at: QPoint) -> bool:
        view = self.view
        return self._overlay is None and view.isVisible() and view.rect().contains(view.mapFrom(self, at))

    @property
    def is_behind(self) -> bool:
        """Whether another window of the lab is in front: somebody is at this computer, and not here."""
        return QApplication.activeWindow() not in (None, self)

    def changeEvent(self, event: QEvent) -> None:
        """A window that comes to the front after its focus was told is all that a busy reader says: it is told again.

        To one that knows it already it is nothing new.
        """
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and (pause_ms := other_screen_reader.take_in_ms()):
            QTimer.singleShot(pause_ms, self, self._tell_focus)

    def _tell_focus(self) -> None:
        focused = self._focused()
        if self.isActiveWindow() and focused is not None and self.current() is not self.frame:
            QAccessible.updateAccessibility(QAccessibleEvent(focused, QAccessible.Event.Focus))

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
