"""A second screen lets people watch without seeing what anybody types."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from empathylab.domain.live import StationStatus
from empathylab.files.library import load_library
from empathylab.ui.facilitator.onlookers import OnlookersWindow


@pytest.fixture
def window(qtbot: QtBot) -> OnlookersWindow:
    made = OnlookersWindow(load_library())
    qtbot.addWidget(made)
    made.show()
    return made


def _status(*people: str) -> StationStatus:
    now = time.monotonic()
    return StationStatus("station-1", "Station 1", people, "Filling in", "Barrier run", now - 65, now)


def test_an_empty_station_invites(window: OnlookersWindow) -> None:
    assert window.title.text() == "Some forms shut people out."
    assert window.stage.isHidden()


def test_a_visit_shows_the_persona_and_the_way(window: OnlookersWindow) -> None:
    window.show_status(_status("christopher", "claudia"))
    assert window.title.text() == "Christopher and Claudia"
    assert window.stage.text() == "Barrier run · Filling in, 1:05"


def test_what_the_reader_says_is_shown_and_goes_with_the_visitor(window: OnlookersWindow) -> None:
    window.show_status(_status("ashleigh"))
    window.show_caption("edit, blank")
    window.show_status(_status("ashleigh"))
    assert window.caption.text() == "edit, blank"
    assert window.caption.isVisible()
    window.show_status(_status())
    assert not window.caption.isVisible()
