"""The facilitator's side of a station: its window, made when it is first asked for, beside or over the visitors'."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from empathylab.domain.live import StationStatus
from empathylab.ui.kit.frame_fit import FrameFit, frame_of
from empathylab.ui.kit.screens import other_screen

if TYPE_CHECKING:
    from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow

#: While the facilitator looks, "since when" goes on.
_LIVE_EVERY_MS = 1_000


class FacilitatorSide(QObject):
    """Shows the window, keeps its live view up to date while it is looked at, and gives the screen back.

    `has_own_screen` tells whether a second screen is the facilitator's alone.
    """

    def __init__(
        self,
        visitors: QWidget,
        make: Callable[[], FacilitatorWindow],
        status: Callable[[], StationStatus],
        has_own_screen: Callable[[], bool],
    ) -> None:
        super().__init__(visitors)
        self.visitors, self._make, self._status, self._has_own_screen = visitors, make, status, has_own_screen
        self.window: FacilitatorWindow | None = None
        self.ticking = QTimer(self, interval=_LIVE_EVERY_MS)
        self.ticking.timeout.connect(self.show_status)

    @property
    def has_lock(self) -> bool:
        """Whether there was a PIN when the window was made, or one was set in it; its files may be gone by now."""
        return self.window is not None and self.window.desk.locks.has_lock

    def make_window(self) -> FacilitatorWindow:
        """The window, which need not be seen: it also looks after the schedule."""
        if self.window is None:
            self.window = self._make()
            self.window.given_back.connect(self._give_back)
        return self.window

    def open(self) -> None:
        """Show the window; it asks for the PIN, also where it stood there with a part of one."""
        window = self.make_window()
        if window.is_locked:
            window.lock_page.empty()
        self.show_status()
        self.ticking.start()
        window.setGeometry(self._place().marginsRemoved(frame_of(window)))
        FrameFit(window)
        window.show()
        window.raise_()
        window.activateWindow()

    def put_away(self) -> None:
        """Locked and out of sight, while a team is at the station."""
        if self.window is not None:
            self.window.lock()
            self.window.hide()
        self.visitors.activateWindow()

    def show_status(self) -> None:
        """What the station does now, for the live view."""
        if self.window is None:
            return
        if not self.window.isVisible():
            self.ticking.stop()
        self.window.show_status(self._status())

    def forget_station(self, station: str) -> None:
        """This machine has become another station."""
        if self.window is not None:
            self.window.forget_station(station)
            self.show_status()

    def close(self) -> None:
        """For good."""
        self.ticking.stop()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()

    def _place(self) -> QRect:
        """A second screen that no onlookers watch; without one, over the visitors' window."""
        other = other_screen(self.visitors) if self._has_own_screen() else None
        if other is not None:
            return other.availableGeometry()
        return self.visitors.geometry() & self.visitors.screen().availableGeometry()

    def _give_back(self) -> None:
        """Uncover the visitors' window; on a screen of its own the facilitator's side stays, locked."""
        if self.window is not None and self.window.geometry().intersects(self.visitors.geometry()):
            self.window.hide()
        self.visitors.raise_()
        self.visitors.activateWindow()
