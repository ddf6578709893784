"""The live view: who is at which station, at what, for how long, and whether they are stuck."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy

from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLine, StationStatus
from empathylab.domain.persona import Persona
from empathylab.domain.what_to_say import Deed
from empathylab.domain.words import how_many
from empathylab.ui.facilitator.controls.choice import tick
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, clock, flow, put, say, switch
from empathylab.ui.facilitator.leading.what_to_say_page import DEED_WORDS
from empathylab.ui.facilitator.setup.ready_list import summary_words
from empathylab.ui.kit import theme
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import Card, Portrait, button, text

#: Longer without a key or a click than this is worth a look, in seconds.
STILL_AFTER_S = 30
_TICK_MS = 1000
_HOST_HINT = "Visits say whether a host with lived experience was there."
_ENDED_AT_ONCE = "ended, back to the start."
_DONE = {
    Deed.HELP: "help is offered on the visitor's screen.",
    Deed.RESET: "back to the start.",
    Deed.END: "ended; the visitor chooses what comes next.",
}

Command = Callable[[str, Deed], object]


class StationCard(Card):
    """One station. Stuck or still is said in words, and the border grows thick as well."""

    def __init__(self, desk: Desk, status: StationStatus, command: Command) -> None:
        super().__init__(space=12)
        self._desk = desk
        self._people: tuple[str, ...] | None = None
        self.status = status
        self._head = QHBoxLayout()
        self._head.setSpacing(14)
        self._faces = QHBoxLayout()
        self._head.addLayout(self._faces)
        self.name = text("", "subtitle")
        self._head.addWidget(self.name, 1)
        self.where, self.alarm, self.note = text(""), text("", "bad"), text("", "small")
        self.reviews = text("", "small")
        station = status.station
        self.help_button = button(DEED_WORDS[Deed.HELP], lambda: command(station, Deed.HELP), "small")
        self.reset_button = ConfirmButton(DEED_WORDS[Deed.RESET], lambda: command(station, Deed.RESET))
        self.end_button = ConfirmButton(DEED_WORDS[Deed.END], lambda: command(station, Deed.END))
        self.box.addLayout(self._head)
        for widget in (self.where, self.alarm, self.note, self.reviews):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self.box.addWidget(flow(self.help_button, self.reset_button, self.end_button))
        self.take(status)

    def take(self, status: StationStatus) -> None:
        """Show a newer status."""
        self.status = status
        if status.personas != self._people:
            self._people = status.personas
            people = self._desk.library.personas
            self._show_people([people[each] for each in status.personas if each in people])
        self.tick(time.monotonic())

    def _show_people(self, people: Sequence[Persona]) -> None:
        """Their faces, and whether anybody who lives as they do has read what the visitor is told."""
        while (item := self._faces.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for persona in people:
            look = persona.look
            self._faces.addWidget(Portrait(look.portrait, theme.current().px(52), tint=look.tint, is_round=True))
        put(self.reviews, " ".join(persona.review for persona in people))

    def tick(self, now: float) -> None:
        """Let the clocks go on."""
        status = self.status
        names = [self._desk.persona_name(persona) for persona in status.personas]
        stage = " · ".join(part for part in (status.run, status.stage) if part)
        who = status.station_name + (f", {' and '.join(names)}" if names else "")
        put(self.name, who)
        self.be_read_whole(who)
        put(self.where, f"{stage}, {clock(now - status.stage_seconds_at)}" if names else stage)
        alarm = alarm_words(status, now)
        put(self.alarm, alarm or ("Everything normal" if names else ""))
        _set(self.alarm, "kind", "bad" if alarm else "quiet")
        _set(self, "mood", "bad" if alarm else "")
        put(self.note, status.note)
        for control in (self.help_button, self.reset_button):
            switch(control, is_on=bool(names))
        switch(self.end_button, is_on=bool(names) and status.can_end)


def alarm_words(status: StationStatus, now: float) -> str:
    """What is wrong, in words; empty while all is well or nobody is there."""
    if not status.personas:
        return ""
    if status.is_stuck:
        return "Says: I'm stuck"
    still = int(now - status.last_activity)
    length = how_many(still // 60, "minute") if still >= 60 else how_many(still, "second")
    return f"Has not moved for {length}" if still >= STILL_AFTER_S else ""


class LivePage(Page):
    """Every station of this machine, and the last self-check."""

    command = Signal(str, Deed)
    #: By its name: a page of words, the rehearsal, or the run sheet.
    page_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Live", "What is happening at the stations of this machine.")
        self._desk = desk
        self.cards: dict[str, StationCard] = {}
        self.empty = text("Nobody is at a station yet. Visits show here as soon as they begin.", "quiet")
        self.self_check = text("", "small")
        self.host_here = tick("The host is here", not desk.settings.is_host_away, _HOST_HINT)
        self.host_here.hide()
        self.host_here.toggled.connect(self._host_moved)
        key = theme.current().key_name("F1")
        self.words_button = button(f"What to say ({key})", lambda: self.page_asked.emit("what-to-say"), "main")
        self.rehearsal_button = button("Rehearsal", lambda: self.page_asked.emit("rehearsal"))
        self.sheet_button = button("Run sheet", lambda: self.page_asked.emit("run-sheet"))
        self._lay_out()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def _lay_out(self) -> None:
        self.body.addWidget(self.empty)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for column in range(1 if theme.current().is_large else 2):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(flow(self.host_here))
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.body.addWidget(self.self_check)
        self.add_action(self.words_button)
        self.add_action(self.rehearsal_button)
        self.add_action(self.sheet_button)

    def showEvent(self, event: QShowEvent) -> None:
        """Only events that have a host ask whether they are here."""
        super().showEvent(event)
        with suppress(LabError):
            self.host_here.setVisible(self._desk.lab_event().roles.has_host)

    def rehearse(self, *, is_under_way: bool) -> None:
        """While one plays the keyboard is at the words, and not at the button that brought it here and would end it."""
        self.rehearsal_button.setVisible(not is_under_way)
        if is_under_way:
            self.first = self.words_button
        self.bring_into_sight(self.words_button if is_under_way else None)

    def _host_moved(self, is_here: bool) -> None:
        """Visits say whether a host was there from the next one on."""
        try:
            self._desk.change(is_host_away=not is_here)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, "From the next visitor on, visits say that the host is " + ("here." if is_here else "away."))

    def show_status(self, status: StationStatus) -> None:
        """Show a station, or what is new about it."""
        card = self.cards.get(status.station)
        if card is None:
            card = StationCard(self._desk, status, self._pass_on)
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.cards[status.station] = card
            columns = 1 if theme.current().is_large else 2
            place = len(self.cards) - 1
            self._grid.addWidget(card, place // columns, place % columns)
            self.empty.hide()
            self.first = self.first or card
        elif status.personas and not card.status.personas:
            self.begin_anew()
        card.take(status)

    def begin_anew(self) -> None:
        """Another visitor has come: what was done for the last one is over."""
        say(self.said, "")

    def forget(self, station: str) -> None:
        """This machine is no longer that station."""
        card = self.cards.pop(station, None)
        if card is not None:
            self.first = next(iter(self.cards.values()), None)
            self.begin_anew()
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()

    def show_self_check(self, when: str, lines: list[CheckLine]) -> None:
        """Tell how the machine's last self-check came out."""
        put(self.self_check, f"Self-check {when}: {summary_words(lines)}")

    def tick(self) -> None:
        """Move every card's clocks on."""
        now = time.monotonic()
        for card in self.cards.values():
            card.tick(now)

    def _pass_on(self, station: str, deed: Deed) -> None:
        self.command.emit(station, deed)
        self.bring_into_sight(None)
        status = self.cards[station].status
        done = _DONE[deed] if deed is not Deed.END or status.personas else _ENDED_AT_ONCE
        say(self.said, f"{status.station_name}: {done}", "quiet")


def _set(widget: StationCard | QLabel, name: str, value: str) -> None:
    if widget.property(name) != value:
        mark(widget, name, value)
