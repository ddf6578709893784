"""What belongs to the live view: the stations, words for hard moments, the rehearsal of both."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from empathylab.domain.live import CheckLine, StationStatus
from empathylab.domain.what_to_say import Deed
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.leading.rehearsal_page import RehearsalPage
from empathylab.ui.facilitator.leading.rehearsal_strip import STAND_IN, RehearsalStrip
from empathylab.ui.facilitator.leading.what_to_say_page import WhatToSayPage
from empathylab.ui.facilitator.shell.live_page import LivePage

#: Where a rehearsal plays; whoever goes elsewhere leaves it.
_STAGE = ("Live", "what-to-say")
_TAKEN = "Somebody is in a visit. Begin when the first screen is there again."
_CUT = "A real visitor has come: the rehearsal is over, and nothing of it is kept."


class LiveSide(QObject):
    """`command` carries a station's id and a deed; what is done in a rehearsal stays in it.

    `put_above` puts a strip above the pages, `go` opens one.
    """

    command = Signal(str, Deed)

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], object],
        put_above: Callable[[QWidget], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._go, self._put_above = desk, go, put_above
        self._live: LivePage | None = None
        self._results: RehearsalPage | None = None
        self._self_check: tuple[str, list[CheckLine]] | None = None
        self.statuses: dict[str, StationStatus] = {}
        self.strip: RehearsalStrip | None = None

    # --- its pages ------------------------------------------------------------------------------------------------

    def make_live(self) -> LivePage:
        self._live = page = LivePage(self._desk)
        page.command.connect(self._pass_on)
        for status in self.statuses.values():
            page.show_status(status)
        if self._self_check:
            page.show_self_check(*self._self_check)
        page.page_asked.connect(self._go)
        page.rehearse(is_under_way=self.strip is not None)
        return page

    def make_words(self, on_back: Callable[[], object]) -> WhatToSayPage:
        page = WhatToSayPage(self._desk, self.visits, on_back=on_back)
        page.command.connect(self._pass_on)
        page.shown.connect(self._looked_up)
        return page

    def make_rehearsal(self, on_back: Callable[[], object]) -> RehearsalPage:
        self._results = page = RehearsalPage(self._desk, self.begin_rehearsal, on_back=on_back)
        return page

    def forget_pages(self) -> None:
        """They are gone, and a rehearsal with them."""
        self.leave_rehearsal()
        self._live = self._results = None

    # --- what the rest of the lab tells ---------------------------------------------------------------------------

    def show_status(self, status: StationStatus) -> None:
        """Take what a station says about itself; a real visitor ends a rehearsal."""
        self.statuses[status.station] = status
        if self._live is not None:
            self._live.show_status(status)
        if status.personas and status.station != STAND_IN and self.strip is not None:
            self.leave_rehearsal()
            if self._live is not None:
                self._live.tell(_CUT, "bad")

    def forget_station(self, station: str) -> None:
        """This machine has become another station."""
        self.statuses.pop(station, None)
        if self._live is not None:
            self._live.forget(station)

    def show_self_check(self, when: str, lines: list[CheckLine]) -> None:
        """Take the result of the machine's own check, for the live view."""
        self._self_check = (when, lines)
        if self._live is not None:
            self._live.show_self_check(when, lines)

    def visits(self) -> dict[str, str]:
        """Who is in a visit now: a station's id → its name."""
        return {each.station: each.station_name for each in self.statuses.values() if each.personas}

    # --- the rehearsal --------------------------------------------------------------------------------------------

    def begin_rehearsal(self) -> str:
        """Play it in the real live view; a sentence where somebody is in a visit."""
        if self.visits():
            return _TAKEN
        self.strip = strip = RehearsalStrip(self._desk.library, random.Random())
        strip.status_changed.connect(self._play)
        strip.ended.connect(self._show_results)
        strip.left.connect(lambda: self._go("rehearsal"))
        self._put_above(strip)
        if self._live is not None:
            self._live.rehearse(is_under_way=True)
        strip.begin()
        return ""

    def _play(self, stand_in: StationStatus) -> None:
        """Each visitor is first seen in the live view."""
        self._go("Live")
        if self._live is not None:
            self._live.begin_anew()
        self.show_status(stand_in)

    def went(self, page: str) -> None:
        """Whoever goes elsewhere in the middle leaves nothing behind."""
        if page not in _STAGE:
            self.leave_rehearsal()

    def leave_rehearsal(self) -> None:
        """As it was before: no strip, no visitor who is not there."""
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.end()
            strip.hide()
            strip.deleteLater()
            self.forget_station(STAND_IN)
            if self._live is not None:
                self._live.rehearse(is_under_way=False)

    def _show_results(self) -> None:
        played = tuple(self.strip.rehearsal.played) if self.strip is not None else ()
        self._go("rehearsal")
        if self._results is not None:
            self._results.show_results(played)

    def _looked_up(self, words_id: str) -> None:
        if self.strip is not None:
            self.strip.look_up(words_id)

    def _pass_on(self, station: str, deed: Deed) -> None:
        if station != STAND_IN:
            self.command.emit(station, deed)
        elif self.strip is not None:
            self.strip.do(deed)
