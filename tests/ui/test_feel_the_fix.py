"""In the debrief a barrier that was met can be tried without it: the same place, eyes and hands, for a minute."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrlQuery
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from empathylab.domain.events import BarrierMet, FieldFocused, PageShown
from empathylab.domain.session import RunKind
from empathylab.session.stages import Stage
from empathylab.ui.kit import announcing
from empathylab.ui.visit.screens.form_stage import FIX_MS
from support.participant_lab import Station

FILM_IN_SIGHT = (
    "(({top, height}) => top >= 0 && top + height / 2 < innerHeight)"
    "(document.getElementById('film').getBoundingClientRect())"
)
TITLE = "A button that only a mouse can press"


def at_finding(station: Station) -> None:
    """Christopher met a dead button on the last page and gave up."""
    station.arrive_at(Stage.BARRIER, "christopher")
    station.visit.record(PageShown("check"))
    station.visit.record(FieldFocused("change", is_form_field=False))
    station.visit.record(BarrierMet("mouse-only-button"))
    station.clock.wait(20)
    station.director.stuck()
    station.go_to(Stage.DEBRIEF)
    station.press_button("See what stopped you")
    assert TITLE in station.words()


def feel(station: Station) -> None:
    station.press_button("Feel the fix")
    station.wait(lambda: station.lab.window.view.page is not None, "the page")


def is_at_form(station: Station) -> bool:
    window = station.lab.window
    shown: QWidget | None = window.current()
    return shown is window.frame


def test_the_page_is_met_again_without_that_barrier_alone_and_nothing_is_recorded(station: Station) -> None:
    at_finding(station)
    told = len(station.visit.log)
    feel(station)
    assert is_at_form(station)
    page = station.lab.window.view.page
    assert page is not None
    address = page.requestedUrl()
    worn = QUrlQuery(address).queryItemValue("barriers").split(",")
    assert address.path().endswith("/check.html")
    met_with = station.visit.plan.conditions[RunKind.BARRIER].barriers
    assert worn == [each for each in met_with if each != "mouse-only-button"]
    station.press(Qt.Key.Key_Tab, 3)
    station.press(Qt.Key.Key_F9)
    assert TITLE in station.words()
    assert station.visit.stage is Stage.DEBRIEF
    assert len(station.visit.log) == told


def test_shift_three_times_the_stop_button_and_the_minute_lead_back_to_the_finding(station: Station) -> None:
    at_finding(station)
    feel(station)
    station.press(Qt.Key.Key_Shift, 3)
    assert TITLE in station.words()
    assert station.lab.window.view.page is None or not station.director.form.is_open
    feel(station)
    station.press_button("Stop")
    assert TITLE in station.words()
    assert not station.director.form.is_open
    feel(station)
    over = station.director.form._fix_over
    assert over.isActive()
    assert over.interval() == FIX_MS
    over.timeout.emit()
    assert TITLE in station.words()
    assert not station.director.form.is_fix


@pytest.mark.parametrize("barrier", ["auto-captions", "uncaptioned-video"])
def test_a_film_that_is_mended_is_in_sight_below_a_wall_of_text(station: Station, barrier: str) -> None:
    """It is no field, so that nothing in the record says where it stands."""
    station.arrive_at(Stage.BARRIER, "saleem")
    station.visit.record(PageShown("proof"))
    station.visit.record(BarrierMet(barrier))
    station.clock.wait(20)
    station.director.stuck()
    station.go_to(Stage.DEBRIEF)
    station.press_button("See what stopped you")
    ready = QSignalSpy(station.lab.window.view.ready)
    feel(station)
    station.wait(ready.count, "the form")
    page = station.lab.window.view.page
    assert page is not None
    seen: list[object] = []
    page.runJavaScript(FILM_IN_SIGHT, seen.append)
    station.wait(lambda: seen)
    assert seen == [True]


def test_another_reader_hears_once_what_is_tried(
    station: Station, monkeypatch: pytest.MonkeyPatch, announced: list[str]
) -> None:
    """It goes with the page's title: said before it, it would be cut short by it and come a second time."""
    monkeypatch.setattr(announcing.sys, "platform", "linux")
    at_finding(station)
    station.press_button("Feel the fix")
    window = station.lab.window
    places = (window, window.view, window.frame)
    assert not any("goes back" in words for place in places for words in named_and_described(place))
    assert "goes back" in announced[-1], "the lab's own reader says it at once"
    station.wait(lambda: "goes back" in named_and_described(window)[0], "the page's title")
    assert named_and_described(window)[0].count("goes back") == 1


def named_and_described(widget: QWidget) -> tuple[str, str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)


def test_who_walks_away_from_it_leaves_nothing_open(station: Station) -> None:
    at_finding(station)
    feel(station)
    station.director._walked_away()
    assert station.director.stage is Stage.ATTRACT
    assert not station.director.form.is_open
    assert not station.director.form.is_fix
