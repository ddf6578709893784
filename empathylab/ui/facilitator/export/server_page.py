"""The page of a council's PostgreSQL server: its address, a test, sending now, and how the last time went."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from PySide6.QtGui import QHideEvent

from empathylab.domain.days import day_words
from empathylab.domain.errors import LabError
from empathylab.domain.joined import REMAINS, JoinReport
from empathylab.domain.words import how_many
from empathylab.files.settings import ServerSync
from empathylab.storage import sync, try_server, without_password
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, Made, Progress, start_task
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, put, say
from empathylab.ui.facilitator.controls.work_bar import WorkBar
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text

_LEAD = "What ended, was reviewed or was deleted since the last time goes there. Visitors notice nothing of it."
_HINT = "Such as postgresql://user@host/database?sslmode=verify-full. A password is used, and never kept."


class ServerPage(Page):
    """Works while the lab is open: nothing at the station waits for the network."""

    #: What stands in its fields is nowhere else.
    is_kept = True

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("To a server", _LEAD, on_back=on_back)
        self._desk = desk
        self.address = TextField(desk.settings.server.address)
        self.waiting, self.last, self.problem = text(""), text("", "small"), text("", "bad")
        self.progress = WorkBar("Progress of sending")
        self.try_button = button("Try the server", self.try_it)
        self.send_button = button("Send now", self.send, "main")
        self._build()

    def _build(self) -> None:
        where = Card(space=12)
        where.box.addLayout(field("Address of the PostgreSQL server", self.address, _HINT))
        where.box.addWidget(flow(self.try_button))
        state = Card.titled("How it stands", self.waiting, self.last, self.problem, space=8)
        self.body.addWidget(where)
        self.body.addWidget(state)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.add_action(self.send_button)
        self._show_state()

    def _show_state(self) -> None:
        found = self._desk.settings.server
        try:
            number = self._desk.records.waiting_to_send()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        put(self.waiting, f"{number:,} to send." if number else "Everything is sent.")
        put(self.last, f"Last sent: {found.last_sent}" if found.last_sent else "Nothing was sent yet.")
        put(self.problem, f"The last time it did not work: {found.problem}" if found.problem else "")

    def try_it(self) -> None:
        """Does the server answer, and would it take what is sent?"""
        address = self.address.text().strip()
        self._begin(lambda _progress: try_server(address, BackgroundTask.is_wanted), self._tried, "Asking the server…")

    def send(self) -> None:
        """Send what waits."""
        address, records = self.address.text().strip(), self._desk.records
        self._begin(
            lambda progress: sync(records, address, progress, is_wanted=BackgroundTask.is_wanted),
            self._sent,
            "Sending…",
        )

    def _begin(self, do: Callable[[Progress], Made], done: Callable[[Made], object], words: str) -> None:
        try:
            self._keep(self._desk.settings.server.model_copy(update={"address": self._plain_address()}))
        except LabError as error:
            say(self.said, str(error), "bad")
            self.address.setFocus()
            return
        say(self.said, words, "quiet")
        self.progress.begin()
        for each in (self.try_button, self.send_button):
            each.setEnabled(False)
        self.work = start_task(self, do, done=done, failed=self._failed, progressed=self.progress.tell)

    def hideEvent(self, event: QHideEvent) -> None:
        """A password was for this time: it is not there to be read by who comes to the page next."""
        super().hideEvent(event)
        with suppress(LabError):
            self.address.setText(self._plain_address())

    def _plain_address(self) -> str:
        return without_password(self.address.text().strip())

    def _keep(self, server: ServerSync) -> None:
        if server != self._desk.settings.server:
            self._desk.change(server=server)

    def _tried(self, words: str) -> None:
        say(self.said, words)
        self._end()

    def _sent(self, report: JoinReport) -> None:
        told = _told(report)
        words = f"Sent: {told}." if told else "There was nothing to send."
        say(self.said, f"{words} {REMAINS}" if report.has_remains else words)
        self._end(last_sent=f"{_now()}, {told or 'nothing to send'}", problem="")

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")
        self._end(problem=f"{_now()}. {words}")
        self.problem.hide()  # it is said below

    def _end(self, **changes: str) -> None:
        for each in (self.try_button, self.send_button):
            each.setEnabled(True)
        self.progress.end(self.send_button)
        try:
            self._keep(self._desk.settings.server.model_copy(update=changes))
        except LabError as error:
            say(self.said, str(error), "bad")
        self._show_state()


def _now() -> str:
    now = datetime.now().astimezone()
    return f"{day_words(now.date())} at {now:%H:%M}"


def _told(report: JoinReport) -> str:
    sent = {
        ("visit", "visits"): report.visits,
        ("comment or promise", "comments and promises"): report.comments + report.actions,
        ("deletion", "deletions"): report.deletions,
    }
    counts = {
        "already there": report.already_there,
        "to be looked at again, since another copy changed them too": report.contested,
        "set aside on the server": report.quarantined,
        "not taken, since deleted there": report.refused,
    }
    told = [how_many(count, *words) for words, count in sent.items() if count]
    told += [f"{count:,} {what}" for what, count in counts.items() if count]
    return ", ".join(told)
