"""The workshop event that visits are recorded under."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from empathylab.domain.days import day_words
from empathylab.domain.errors import LabError
from empathylab.domain.roles import HostThere
from empathylab.domain.words import as_known
from empathylab.domain.workshop import USUAL_RETENTION, EventSettings
from empathylab.files.setup import LiveSetUp


class EventStore(Protocol):
    """The records, as far as workshop events go."""

    def events(self) -> tuple[EventSettings, ...]:
        """All events, oldest first."""

    def begin_event(self, settings: EventSettings) -> None:
        """Write an event down, or its new settings. RecordsError: it could not be."""


def new_event(name: str, held_on: date) -> EventSettings:
    """An event with the usual settings."""
    return EventSettings(name=name, held_on=held_on, keep_until=held_on + USUAL_RETENTION)


def _today() -> date:
    return datetime.now().astimezone().date()


class CurrentEvent:
    """The event now: the one asked for, until the facilitator or the schedule says another; else one of this day.

    One that was `asked` for is begun at once. One that the lab names by itself, or that was deleted since, is written
    down with its first visit: else it would stand empty in every list and report.
    """

    def __init__(
        self,
        store: EventStore,
        setup: LiveSetUp,
        asked: str = "",
        *,
        report: Callable[[LabError], object],
        today: Callable[[], date] = _today,
    ) -> None:
        self._store, self._setup, self._asked, self._report, self._today = store, setup, asked, report, today
        self.settings = self._find()
        setup.listen(self._said)

    @property
    def name(self) -> str:
        """The name that the last look found."""
        return self.settings.name

    def host(self, *, is_away: bool) -> HostThere:
        """Whether a host with lived experience is there now."""
        return HostThere.YES if self.settings.roles.has_host and not is_away else HostThere.NO

    def find_name(self) -> str:
        """Look for the event anew; where the records do not answer, that is reported and it stays the one there was."""
        try:
            self.settings = self._find()
        except LabError as problem:
            self._report(problem)
        return self.name

    def _find(self) -> EventSettings:
        name = self._asked or self._setup.settings.event or f"Empathy Lab {day_words(self._today())}"
        known = {event.name: event for event in self._store.events()}
        name = as_known(name, known)
        if name not in known:
            known[name] = new_event(name, self._today())
            if self._asked:
                self._store.begin_event(known[name])
        return known[name]

    def _said(self, changed: frozenset[str]) -> None:
        if "event" in changed:
            self._asked = ""
