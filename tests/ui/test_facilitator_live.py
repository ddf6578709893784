"""While visitors are at work the facilitator sees who is where, and who needs help."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from empathylab.domain.live import CheckLevel, CheckLine, StationStatus
from empathylab.domain.roles import Host, Roles
from empathylab.ui.facilitator.shell import live_page
from empathylab.ui.facilitator.shell.live_page import LivePage, StationCard, alarm_words
from support.facilitator_lab import Lab, show_window

NOW = 10_000.0


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page tells how long something has lasted; meanwhile no time goes by."""
    monkeypatch.setattr(live_page, "time", SimpleNamespace(monotonic=lambda: NOW))


def _status(
    now: float, *, still_s: float = 0, is_stuck: bool = False, who: tuple[str, ...] = ("claudia",)
) -> StationStatus:
    return StationStatus("station-1", "Station 1", who, "Filling in", "Barrier run", now - 178, now - still_s, is_stuck)


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> LivePage:
    made = LivePage(lab.desk())
    qtbot.addWidget(made)
    made.show()
    return made


def _card(page: LivePage) -> StationCard:
    return page.cards["station-1"]


def test_a_visit_shows_who_what_and_how_long(page: LivePage) -> None:
    assert not page.empty.isHidden()
    page.show_status(_status(NOW))
    card = _card(page)
    assert page.empty.isHidden()
    assert card.name.text() == "Station 1, Claudia"
    assert card.where.text() == "Barrier run · Filling in, 2:58"
    assert card.alarm.text() == "Everything normal"
    assert card.property("mood") == ""
    assert card.reviews.text() == "Nobody who lives as Claudia does has read this yet."


def test_a_host_who_steps_away_is_marked_where_an_event_has_one(page: LivePage, lab: Lab, qtbot: QtBot) -> None:
    assert page.host_here.isHidden()
    desk = lab.desk()
    event = desk.lab_event()
    desk.records.begin_event(replace(event, roles=Roles(Host.PAY_NOT_SAID)))
    again = LivePage(desk)
    qtbot.addWidget(again)
    again.show()
    assert again.host_here.isVisible()
    again.host_here.click()
    assert desk.settings.is_host_away
    again.host_here.click()
    assert not desk.settings.is_host_away
    desk.records.begin_event(event)


def test_somebody_who_does_not_move_is_told_in_words_and_by_the_border(page: LivePage) -> None:
    page.show_status(_status(NOW, still_s=40))
    assert _card(page).alarm.text() == "Has not moved for 40 seconds"
    assert _card(page).property("mood") == "bad"


def test_the_clock_goes_on_without_news(page: LivePage) -> None:
    page.show_status(replace(_status(NOW, still_s=10), note="Not calibrated: screen"))
    _card(page).tick(NOW + 35)
    assert _card(page).note.text() == "Not calibrated: screen"
    assert _card(page).alarm.text() == "Has not moved for 45 seconds"
    assert _card(page).where.text().endswith("3:33")
    _card(page).tick(NOW + 125)
    assert _card(page).alarm.text() == "Has not moved for 2 minutes"


def test_stuck_goes_before_stillness_and_an_empty_station_is_no_alarm() -> None:
    assert alarm_words(_status(100, still_s=90, is_stuck=True), 100) == "Says: I'm stuck"
    assert alarm_words(_status(100, still_s=900, who=()), 100) == ""


def test_an_empty_station_cannot_be_ended(page: LivePage) -> None:
    page.show_status(_status(NOW, who=()))
    assert not _card(page).end_button.isEnabled()
    page.show_status(_status(NOW))
    assert _card(page).end_button.isEnabled()
    end = _card(page).end_button
    end.setFocus()
    page.show_status(_status(NOW, who=()))
    assert page.focusWidget() is end, "who has just pressed it is not led elsewhere"
    end.clearFocus()
    page.show_status(_status(NOW, who=()))
    assert not end.isEnabled()


def test_help_is_one_press_ending_a_visit_is_two(page: LivePage, qtbot: QtBot) -> None:
    page.show_status(_status(NOW))
    card = _card(page)
    with qtbot.waitSignal(page.command) as asked:
        card.help_button.click()
    assert asked.args == ["station-1", "help"]
    with qtbot.assertNotEmitted(page.command):
        card.end_button.click()
    assert card.end_button.text() == "Press again: End visit"
    with qtbot.waitSignal(page.command) as asked:
        card.end_button.click()
    assert asked.args == ["station-1", "end"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (("claudia",), "Station 1: ended; the visitor chooses what comes next."),
        ((), "Station 1: ended, back to the start."),
    ],
)
def test_what_is_said_of_an_end_is_where_it_led(page: LivePage, who: tuple[str, ...], words: str) -> None:
    page.show_status(_status(NOW))
    page.command.connect(lambda *_asked: page.show_status(replace(_status(NOW, who=who), can_end=False)))
    for _ in range(2):
        _card(page).end_button.click()
    assert page.said.text() == words
    assert not _card(page).end_button.isEnabled()


def test_a_second_press_that_comes_late_asks_again(page: LivePage, qtbot: QtBot) -> None:
    page.show_status(_status(NOW))
    reset = _card(page).reset_button
    reset.click()
    reset.disarm()
    with qtbot.assertNotEmitted(page.command):
        reset.click()


def test_the_window_keeps_what_stations_said_while_it_was_locked(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.lock()
    window.show_status(_status(NOW, still_s=50))
    window.live.show_self_check("Monday 08:00", [CheckLine("Disk", CheckLevel.OK, "Room enough.")])
    window.lock_page.opened.emit()
    qtbot.waitUntil(lambda: window.current == "Live")
    page = window.page("Live")
    assert isinstance(page, LivePage)
    assert _card(page).alarm.text() == "Has not moved for 50 seconds"
    assert page.self_check.text() == "Self-check Monday 08:00: Ready for visitors."
    with qtbot.waitSignal(window.command):
        _card(page).help_button.click()
