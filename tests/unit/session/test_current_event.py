"""Under which event visits are recorded, and when it is written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from empathylab.domain.errors import LabError, RecordsError
from empathylab.domain.workshop import EventSettings
from empathylab.files.library import Library
from empathylab.files.setup import LiveSetUp
from empathylab.session.current_event import CurrentEvent, new_event

DAY = date(2026, 11, 23)


class Events:
    """Records that know events alone, and may be out of reach."""

    def __init__(self, *names: str) -> None:
        self.kept = {name: new_event(name, DAY) for name in names}
        self.is_there = True

    def events(self) -> tuple[EventSettings, ...]:
        if not self.is_there:
            raise RecordsError("The disk is gone.")
        return tuple(self.kept.values())

    def begin_event(self, settings: EventSettings) -> None:
        self.kept[settings.name] = settings


@pytest.fixture
def setup(tmp_path: Path) -> LiveSetUp:
    return LiveSetUp(tmp_path, Library())


def current(events: Events, setup: LiveSetUp, asked: str = "", problems: list[LabError] | None = None) -> CurrentEvent:
    report = ([] if problems is None else problems).append
    return CurrentEvent(events, setup, asked, report=report, today=lambda: DAY)


def test_a_lab_names_its_event_by_the_day_and_does_not_write_it_down(setup: LiveSetUp) -> None:
    events = Events()
    event = current(events, setup)
    assert event.name == "Empathy Lab 23 November 2026"
    assert event.settings.held_on == DAY
    assert events.kept == {}


def test_the_event_of_the_settings_is_found_also_with_its_letters_composed_otherwise(setup: LiveSetUp) -> None:
    setup.change(event="Cafe\N{COMBINING ACUTE ACCENT}")
    assert current(Events("Café"), setup).name == "Café"


def test_one_that_was_asked_for_is_begun_and_holds_until_another_is_said(setup: LiveSetUp) -> None:
    events = Events("Thursday")
    setup.change(event="Thursday")
    event = current(events, setup, "Open day")
    assert event.find_name() == "Open day"
    assert set(events.kept) == {"Thursday", "Open day"}
    setup.change(text_scale=1.5)
    assert event.find_name() == "Open day"
    setup.change(event="Thursday")
    assert event.find_name() == "Thursday", "said anew, though the settings had it before"


def test_where_the_records_do_not_answer_it_stays_the_one_there_was(setup: LiveSetUp) -> None:
    events, problems = Events("Thursday", "Friday"), list[LabError]()
    setup.change(event="Thursday")
    event = current(events, setup, problems=problems)
    events.is_there = False
    setup.change(event="Friday")
    assert event.find_name() == "Thursday"
    assert [str(problem) for problem in problems] == ["The disk is gone."]
    events.is_there = True
    assert event.find_name() == "Friday"
