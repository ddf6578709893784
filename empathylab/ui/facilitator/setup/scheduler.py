"""Looks after a lab that stays: begins the scheduled event, checks the machine each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.days import moment_words
from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLine
from empathylab.domain.workshop import EventSettings
from empathylab.files.settings import PermanentLab, Schedule
from empathylab.session.current_event import new_event
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.setup.ready_list import start_checks

_TICK_MS = 60_000


def event_day(plan: PermanentLab, today: date) -> date | None:
    """The day on which the event of `today` began, or None when events begin by hand."""
    if plan.schedule is Schedule.NEVER:
        return None
    if plan.schedule is Schedule.DAILY:
        return today
    return today - timedelta(days=(today.weekday() - plan.weekday) % 7)


def scheduled_event(plan: PermanentLab, today: date, last: EventSettings) -> EventSettings | None:
    """The event that should be running today, with the answers and the retention of the last one."""
    begins = event_day(plan, today)
    if begins is None:
        return None
    made = new_event(f"{plan.base_name} {begins.isoformat()}", begins)
    keep_until = _later(begins, last.keep_until - last.held_on)
    return EventSettings(made.name, made.held_on, keep_until, last.k, last.language, last.stations, last.ethics)


def _later(day: date, by: timedelta) -> date:
    """So much after `day`, as far as the calendar goes: some keep records "for ever"."""
    return day + min(by, date.max - day)


class Scheduler(QObject):
    """Looks once a minute; an event only begins while `is_free()` says that no visit is under way."""

    self_checked = Signal(str, list)
    failed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        checks: Callable[[], Iterable[CheckLine]],
        is_free: Callable[[], bool],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._checks = checks
        self._is_free = is_free
        self._now = now
        self._checked_on: date | None = None
        self._check_began = ""
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Do what is due now."""
        now = self._now()
        try:
            if self._is_free():
                self._begin_event(now.date())
        except LabError as error:
            self.failed.emit(str(error))
        if self._checked_on != now.date() and now.strftime("%H:%M") >= self._desk.settings.permanent.self_check_at:
            self._checked_on = now.date()
            self._check(now)

    def _begin_event(self, today: date) -> None:
        wanted = scheduled_event(self._desk.settings.permanent, today, self._desk.lab_event())
        if wanted is None or wanted.name == self._desk.settings.event:
            return
        if wanted.name not in {event.name for event in self._desk.events()}:
            self._desk.records.begin_event(wanted)
        self._desk.change(event=wanted.name)

    def _check(self, now: datetime) -> None:
        self._check_began = moment_words(now)
        look = start_checks(self._checks)
        look.done.connect(self._tell_lines)
        look.start()

    def _tell_lines(self, lines: object) -> None:
        """A method, so that nobody is told when the lab has been closed meanwhile."""
        self.self_checked.emit(self._check_began, lines)
