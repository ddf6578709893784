"""The desk: what every screen of the facilitator works with, the records, what the lab offers, and the settings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from empathylab.domain.errors import MachineError
from empathylab.domain.records import Receipt
from empathylab.domain.workshop import EventSettings
from empathylab.files.access_locks import AccessLocks, load_locks, save_locks, set_pin
from empathylab.files.library import Library
from empathylab.files.settings import Settings
from empathylab.files.setup import LiveSetUp
from empathylab.session.current_event import new_event
from empathylab.storage import Store

_USUAL_NAME = "Empathy lab"
_log = logging.getLogger(__name__)


class Desk(QObject):
    """Holds records and set-up for the facilitator's screens; signals when the settings or the records changed."""

    settings_changed = Signal()
    records_changed = Signal()

    def __init__(
        self,
        records: Store,
        setup: LiveSetUp,
        parent: QObject | None = None,
        *,
        event_name: Callable[[], str] | None = None,
        forget_event: Callable[[str], object] = lambda _event: None,
    ) -> None:
        super().__init__(parent)
        self.records = records
        self._forget_event = forget_event
        self.setup = setup
        self.data_dir = setup.data_dir
        self.locks: AccessLocks = load_locks(self.data_dir)
        self._event_name = event_name
        #: The event that is looked at and worked on; empty: all of them, None: the one that visits are recorded under.
        self.picked_event: str | None = None
        #: What became of the last files in the watched folder.
        self.watched_words = ""
        stop_listening = setup.listen(lambda _changed: self.settings_changed.emit())
        self.destroyed.connect(stop_listening)

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self.setup.settings

    @property
    def library(self) -> Library:
        """What the lab offers now."""
        return self.setup.library

    def change(self, **changes: object) -> None:
        """Save some settings and tell everybody; raises MachineError when they cannot be saved."""
        self.setup.change(**changes)

    def keep_locks(self, locks: AccessLocks) -> None:
        """Keep the count of wrong tries; on a disk that refuses, at least until the lab ends."""
        self.locks = locks
        try:
            save_locks(self.data_dir, locks)
        except MachineError as error:
            _log.info("%s", error)

    def set_pin(self, digits: str) -> str:
        """Set a new PIN; return the recovery code that goes with it. Raises InputError and MachineError."""
        self.locks, code = set_pin(self.data_dir, digits)
        return code

    @property
    def event_name(self) -> str:
        """What visits are recorded under now, without asking the records."""
        return (self._event_name() if self._event_name else self.settings.event) or _USUAL_NAME

    def purge(self, event: str) -> Receipt:
        """Delete the records of an event for good, and what is kept by its name; raises LabError."""
        receipt = self.records.purge(event)
        self._forget_event(event)
        settings = self.settings
        if event in settings.own_themes or event in settings.ticked_steps:
            themes = {name: own for name, own in settings.own_themes.items() if name != event}
            steps = {name: done for name, done in settings.ticked_steps.items() if name != event}
            self.change(own_themes=themes, ticked_steps=steps)
        return receipt

    def events(self) -> tuple[EventSettings, ...]:
        return self.records.events()

    def lab_event(self) -> EventSettings:
        """The event that visits are recorded under now; as proposed where nothing was recorded under it yet."""
        known = {event.name: event for event in self.events()}
        return known.get(self.event_name) or new_event(self.event_name, datetime.now().astimezone().date())

    def persona_names(self) -> Mapping[str, str]:
        """Id → name, also for personas worn together (`christopher+claudia`)."""
        return {persona.id: persona.name for persona in self.library.personas.values()}

    def persona_name(self, persona: str) -> str:
        """Names of one persona or of several worn together."""
        names = self.persona_names()
        return " and ".join(names.get(part, part.capitalize()) for part in persona.split("+"))
