"""The facilitator's window: the PIN first, then set-up, live view, results, comments and export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from empathylab.domain.live import StationStatus
from empathylab.domain.what_to_say import Deed
from empathylab.files.setup import LiveSetUp
from empathylab.storage import Store
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import Page
from empathylab.ui.facilitator.setup.scheduler import Scheduler
from empathylab.ui.facilitator.setup.setup_page import SetUpPage
from empathylab.ui.facilitator.setup.watched_folder import WatchedFolder
from empathylab.ui.facilitator.shell.facilitator_bar import TABS, FacilitatorBar
from empathylab.ui.facilitator.shell.live_side import LiveSide
from empathylab.ui.facilitator.shell.pages import LEADING, WORDS, Navigation, make_page, parent_of
from empathylab.ui.facilitator.shell.pin_screen import PinScreen
from empathylab.ui.keys.function_keys import function_key
from empathylab.ui.kit import other_screen_reader, theme
from empathylab.ui.kit.focus_ring import FocusFrame
from empathylab.ui.kit.widgets import OneInFront, holding


class FacilitatorWindow(QMainWindow):
    """`command` carries a station's id and what is to be done there.

    `given_back`: locked, and the screen and the keyboard are the visitors' again. `doors_opened`: they are to find
    the first screen there. `leave_asked`: the facilitator wants to close the lab. Its `scheduler` looks after a lab
    that stays.
    """

    command = Signal(str, Deed)
    given_back = Signal()
    doors_opened = Signal()
    leave_asked = Signal()

    def __init__(
        self,
        store: Store,
        setup: LiveSetUp,
        parent: QWidget | None = None,
        *,
        services: Services | None = None,
    ) -> None:
        super().__init__(parent)
        self._lay_out()
        self.services = services or Services()
        self.desk = Desk(
            store, setup, self, event_name=self.services.event_name, forget_event=self.services.forget_event
        )
        self._checked: dict[str, str] = {}
        self._pages: dict[str, Page] = {}
        self._bar: FacilitatorBar | None = None
        self.current = ""
        #: The tabs that Esc leads back through, the last one first.
        self._tabs_before: list[str] = []
        #: Where the words for a hard moment were asked for.
        self._asked_on = parent_of(WORDS)
        self.live = LiveSide(self.desk, self.go, lambda strip: self._box.insertWidget(1, strip), self)
        self.live.command.connect(self.command)
        self._ring = FocusFrame(self)
        self.desk.settings_changed.connect(self._settings_changed)
        self._look = self._look_now()
        self.scheduler = Scheduler(self.desk, self.services.checks, self._is_free)
        self.scheduler.self_checked.connect(self.live.show_self_check)
        self.watched_folder = WatchedFolder(self.desk)
        self.lock()

    def _lay_out(self) -> None:
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Empathy Lab: facilitator")
        theme.keep_plain(self)
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self.setCentralWidget(holding(self._box))
        self._stack = OneInFront()
        self._box.addLayout(self._stack, 1)

    # --- the lock -----------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Put everything away behind the PIN."""
        self._forget_pages()
        self.current, self.desk.picked_event = "", None
        self._tabs_before = []
        self._is_first_time = not self.desk.locks.has_lock
        self.lock_page = PinScreen(self.desk, on_back=self.give_back)
        self.lock_page.opened.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._put(self.lock_page)

    def give_back(self) -> None:
        """Lock, and let the visitors have the screen and the keyboard again."""
        self.lock()
        self.given_back.emit()

    def _lock_unless_something_is_lost(self) -> None:
        for name, page in self._pages.items():
            if not page.may_leave():
                self.go(name)
                return
        self.give_back()

    def _open_doors(self) -> None:
        self._lock_unless_something_is_lost()
        if self.is_locked:
            self.doors_opened.emit()

    @property
    def is_locked(self) -> bool:
        return not self.current

    def _open(self) -> None:
        self._build_bar()
        self.go("Set up" if self._is_first_time or not self.live.statuses else "Live")

    def _forget_pages(self) -> None:
        self.live.forget_pages()
        for page in self._pages.values():
            page.deleteLater()
        self._pages.clear()
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None

    def _build_bar(self) -> None:
        self._bar = FacilitatorBar(self.desk.event_name, self.go, self._lock_unless_something_is_lost)
        self._box.insertWidget(0, self._bar)

    # --- going from page to page --------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Open a tab, or a page of set-up by its key; a page left by its tab is found again as it was."""
        focused = QApplication.focusWidget()
        self._leave(focused)
        is_new = name not in self._pages
        page = self._pages[name] = self._make(name) if is_new else self._pages[name]
        pause_ms = other_screen_reader.take_in_ms(page, self._stack.currentWidget()) if is_new else 0
        self._remember_tab(name)
        if name == WORDS and self.current not in ("", WORDS):
            self._asked_on = self.current
        self.current = name
        self.live.went(name)
        if self._bar is not None:
            self._bar.tabs.mark(name if name in TABS else parent_of(name))
        if focused is not None and self._bar is not None and self._bar.isAncestorOf(focused):
            self._put(page)
            return
        if focused is not None and other_screen_reader.is_running():
            # Else the page that comes gets it twice, from its stack and then by its own choice; and Orca 43 leaves out
            # the name of a control that has told of itself, as all do while their page is made, and has it by then.
            focused.clearFocus()
        self._put(page)
        QTimer.singleShot(pause_ms, page, page.take_focus)

    def _leave(self, focused: QWidget | None) -> None:
        """Who comes back to a page finds the keyboard where it was."""
        left = self._pages.get(self.current)
        if left is not None and focused is not None and left.isAncestorOf(focused):
            left.first = focused

    def _remember_tab(self, name: str) -> None:
        """The tabs on the way back, each once."""
        if name not in TABS or name == self.current:
            return
        before = self.current if self.current in TABS else parent_of(self.current)
        self._tabs_before = [tab for tab in (*self._tabs_before, before) if tab != name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 has words for what happens. Esc goes back from wherever the keyboard is: to the tab, to the one before."""
        key = (function_key(event) or event).key()
        if self.is_locked:
            super().keyPressEvent(event)
        elif key not in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            super().keyPressEvent(event)
            if self.focusWidget() is None:
                # The page has just opened, and has the keyboard when another reader is ready for it.
                self._pages[self.current].keyPressEvent(event)
        elif key == Qt.Key.Key_F1:
            self.go(WORDS)
        else:
            self._go_back()

    def _go_back(self) -> None:
        back = self._pages[self.current].back_button
        focused = QApplication.focusWidget()
        if focused is not None and self._bar is not None and self._bar.isAncestorOf(focused):
            # Who was above the page is in it then: another screen reader says it.
            focused.clearFocus()
        if back is not None:
            back.click()
        elif self._tabs_before:
            tab = self._tabs_before.pop()
            self.go(tab)
            self._tabs_before = self._tabs_before[:-1]

    def page(self, name: str) -> Page:
        """A page that was opened; raises KeyError for one that was not."""
        return self._pages[name]

    def _make(self, name: str) -> Page:
        if name == "Set up":
            services = self.services
            page = SetUpPage(self.desk, self.go, self._checked, services.fixed_station, services.sound_device)
            page.leave_asked.connect(self.leave_asked)
            return page
        return make_page(name, self.desk, self.services, self._ways(name))

    def _ways(self, name: str) -> Navigation:
        return Navigation(
            go=self.go,
            back=self._back_from(name),
            open_doors=self._open_doors,
            remember=self._remember,
            checked=self._checked,
            live=self.live,
        )

    def _back_from(self, name: str) -> Callable[[], object]:
        """To the page that led there, else to its tab; from the words of F1 to where they were asked for."""
        before = self.current if self.current in LEADING else parent_of(name)

        def back() -> None:
            self.go(self._asked_on if name == WORDS else before)
            if not self._pages[name].is_kept:
                self._pages.pop(name).deleteLater()

        return back

    def _remember(self, key: str, words: str) -> None:
        self._checked[key] = words

    def _put(self, page: Page) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        before = self._stack.currentWidget()
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page and before not in self._pages.values():
            # The lock is made anew each time.
            self._stack.removeWidget(before)
            before.deleteLater()

    # --- what the rest of the lab tells -------------------------------------------------------------------------

    def show_status(self, status: StationStatus) -> None:
        """Take what a station says about itself."""
        self.live.show_status(status)

    def forget_station(self, station: str) -> None:
        """This machine has become another station."""
        self.live.forget_station(station)

    def _is_free(self) -> bool:
        """No visit is under way at any station of this machine."""
        return not self.live.visits()

    def records_changed(self) -> None:
        """Say that a visit ended, so that open results follow."""
        self.desk.records_changed.emit()

    def _settings_changed(self) -> None:
        if self._bar is not None:
            self._bar.show_event(self.desk.event_name)
        if self._look_now() != self._look:
            self._look = self._look_now()
            QTimer.singleShot(0, self, self._rebuild)

    def _look_now(self) -> tuple[float, bool]:
        return (self.desk.settings.text_scale, self.desk.settings.has_high_contrast)

    def _rebuild(self) -> None:
        """Build every page anew at the new size, and stay where the facilitator is; what is unsaved stays as it was."""
        if self.is_locked:
            self.lock()
            return
        current = self.current
        unsaved = {name: page for name, page in self._pages.items() if page.is_unsaved}
        for name in unsaved:
            del self._pages[name]
        self._forget_pages()
        self._pages |= unsaved
        self._build_bar()
        self.go(current)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window locks it; the lab goes on."""
        self.give_back()
        super().closeEvent(event)
