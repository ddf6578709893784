"""The run sheet in the facilitator's window: ticks that stay with the event, and what the lab sees by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.workshop import EventSettings
from empathylab.files.settings import load_settings
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.setup.purge_page import PurgePage
from empathylab.ui.facilitator.setup.run_sheet_page import RunSheetPage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from support.facilitator_lab import EVENT, Lab, open_lab, show_window

LINES = [
    CheckLine("Clock", CheckLevel.WARNING, "It says noon. Was it set back?"),
    CheckLine("Disk", CheckLevel.OK, "Room enough."),
]


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=0) as made:
        yield made


def opened(lab: Lab, qtbot: QtBot, phase: str) -> tuple[FacilitatorWindow, RunSheetPage]:
    window = show_window(lab, qtbot, Services(checks=lambda: LINES))
    window.go("run-sheet")
    page = window.page("run-sheet")
    assert isinstance(page, RunSheetPage)
    page.phases.setCurrentIndex(page.phases.findData(phase))
    return window, page


def tick(page: RunSheetPage, step: str) -> None:
    box = next(line.box for line in page.lines if line.step.id == step)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Space)


def ticked(page: RunSheetPage) -> set[str]:
    return {line.step.id for line in page.lines if line.is_ticked}


def test_ticks_are_kept_with_the_event_and_survive_a_restart(lab: Lab, qtbot: QtBot) -> None:
    _, page = opened(lab, qtbot, "week")
    tick(page, "week-room")
    tick(page, "week-invite")
    tick(page, "week-room")
    assert load_settings(lab.folder).ticked_steps == {EVENT: ("week-invite",)}
    _, again = opened(lab, qtbot, "week")
    assert ticked(again) == {"week-invite"}


def test_another_event_begins_with_no_ticks_and_a_deleted_one_leaves_none(lab: Lab, qtbot: QtBot) -> None:
    _, page = opened(lab, qtbot, "week")
    tick(page, "week-room")
    lab.desk().change(event="Town hall open day")
    window, other = opened(lab, qtbot, "week")
    assert ticked(other) == set()
    window.go("purge")
    purge = window.page("purge")
    assert isinstance(purge, PurgePage)
    purge.purge(EVENT)
    assert load_settings(lab.folder).ticked_steps == {}


def test_nothing_is_kept_of_a_visitor(lab: Lab, qtbot: QtBot) -> None:
    _, page = opened(lab, qtbot, "visitor")
    before = (lab.folder / "settings.json").read_bytes()
    for line in page.lines:
        tick(page, line.step.id)
    assert page.said.text() == f"{len(page.lines)} of {len(page.lines)} done. On to the next part."
    assert (lab.folder / "settings.json").read_bytes() == before
    clear = next(each for each in page.findChildren(QAbstractButton) if each.text().startswith("Next visitor"))
    clear.setFocus()
    QTest.keyClick(clear, Qt.Key.Key_Return)
    assert ticked(page) == set()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.lines[0].box)


def test_the_lab_looks_for_itself_and_says_what_it_sees(lab: Lab, qtbot: QtBot) -> None:
    window, page = opened(lab, qtbot, "hour")
    seen = {line.step.id: line.status for line in page.lines}
    assert seen["hour-disk"].text() == "○ To do: The lab is looking. This takes up to a minute."
    qtbot.waitUntil(lambda: seen["hour-disk"].text() == "✓ Done: Room enough.")
    assert seen["hour-clock"].text() == "○ To do: It says noon. Was it set back?"
    assert seen["hour-event"].text().startswith(f"✓ Done: {EVENT}, ")
    assert seen["hour-questions"].text() == "✓ Done: 4 of 4 answered"
    assert seen["hour-screen"].text() == "○ To do: Not calibrated. Nobody has measured it."
    window.go("sound")
    next(each for each in window.page("sound").findChildren(QAbstractButton) if each.text() == "Yes, clearly").click()
    QTest.keyClick(window.page("sound"), Qt.Key.Key_Escape)
    assert window.current == "run-sheet"
    assert seen["hour-sound"].text() == "✓ Done: Heard today"


def test_every_step_that_is_done_on_a_page_leads_there(lab: Lab, qtbot: QtBot) -> None:
    window, page = opened(lab, qtbot, "week")
    for phase in page.sheet.phases:
        page.phases.setCurrentIndex(page.phases.findData(phase.id))
        for step in (each for each in phase.steps if each.page not in ("", "visitors")):
            way = next(line.way for line in page.lines if line.step.id == step.id)
            assert way is not None
            way.click()
            assert window.current == step.page
            window.go("run-sheet")


def test_the_live_view_leads_to_it_and_it_leads_back(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("Live")
    live = window.page("Live")
    next(each for each in live.findChildren(QAbstractButton) if each.text() == "Run sheet").click()
    assert window.current == "run-sheet"
    QTest.keyClick(window.page("run-sheet"), Qt.Key.Key_Escape)
    assert window.current == "Live"


def test_it_opens_at_what_is_to_be_done_on_the_day(lab: Lab, qtbot: QtBot) -> None:
    today = datetime.now().astimezone().date()
    lab.store.begin_event(EventSettings("Soon", today + timedelta(days=1), today + timedelta(days=30)))
    lab.desk().change(event="Soon")
    window = show_window(lab, qtbot, Services(checks=lambda: LINES))
    window.go("run-sheet")
    page = window.page("run-sheet")
    assert isinstance(page, RunSheetPage)
    assert page.phase.id == "day"
