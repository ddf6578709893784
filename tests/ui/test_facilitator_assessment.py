"""The board of an assessment in the window: read, written on and kept, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from empathylab.domain.standard import MarkKind, PointState
from empathylab.ui.facilitator.results.assessment_page import AssessmentPage
from support.facilitator_lab import EVENT, Lab, open_lab, show_window

BARRIERS = "What stood in people's way, and how each is fixed"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> AssessmentPage:
    window = show_window(lab, qtbot)
    window.go("assessment")
    made = window.page("assessment")
    assert isinstance(made, AssessmentPage)
    qtbot.waitUntil(made.isVisible)
    return made


def labels(page: AssessmentPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


def pressed(page: AssessmentPage, name: str) -> None:
    """The button of this name; one that is on its way out is not there any more."""
    found = [each for each in page.findChildren(QPushButton) if name in (each.accessibleName(), each.text())]
    found[-1].setFocus()
    QTest.keyClick(found[-1], Qt.Key.Key_Space)


def go_to(page: AssessmentPage, number: int) -> None:
    page.point.setFocus()
    while not page.point.currentText().startswith(f"{number}."):
        QTest.keyClick(page.point, Qt.Key.Key_Down)


def test_each_point_shows_what_the_lab_has_for_it(page: AssessmentPage, qtbot: QtBot) -> None:
    assert page.point.count() == page.table.rowCount() == 14
    go_to(page, 5)
    qtbot.waitUntil(lambda: BARRIERS in labels(page))
    go_to(page, 12)
    qtbot.waitUntil(lambda: "The lab has none for this point." in labels(page))
    page.standard.setFocus()
    QTest.keyClick(page.standard, Qt.Key.Key_Down)
    assert page.point.count() == 15


def test_what_is_written_is_kept_and_can_be_taken_off_by_keyboard(page: AssessmentPage, lab: Lab, qtbot: QtBot) -> None:
    go_to(page, 5)
    page.kind.buttons[0].setFocus()
    QTest.keyClick(page.kind.buttons[0], Qt.Key.Key_Right)
    QTest.keyClicks(page.role, "lead assessor")
    QTest.keyClicks(page.words, "label every field")
    pressed(page, "Put it on the board")
    (mark,) = lab.store.board(EVENT)
    assert (mark.kind, mark.role, mark.text) == (MarkKind.RECOMMENDATION, "lead assessor", "label every field")
    assert page.said.text() == "Saved: recommendation on the board."
    assert page.words.toPlainText() == ""
    qtbot.waitUntil(lambda: "Recommendation, lead assessor: label every field" in labels(page))
    assert page.table.item(4, 4).text() == "1"
    page.state.setFocus()
    QTest.keyClick(page.state, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.card is not None and page.card.state is PointState.MET)
    assert page.table.item(4, 1).text() == "Met"
    pressed(page, "Take off: label every field")
    assert [each.kind for each in lab.store.board(EVENT)] == [MarkKind.STATE]
    assert page.point.currentText().startswith("5."), "the point that was worked on stays"


def test_suggested_evidence_that_does_not_fit_goes_and_ones_own_comes(page: AssessmentPage, qtbot: QtBot) -> None:
    go_to(page, 5)
    qtbot.waitUntil(lambda: BARRIERS in labels(page))
    pressed(page, f"Does not fit: {BARRIERS}")
    qtbot.waitUntil(lambda: BARRIERS not in labels(page))
    page.kind.value = MarkKind.EVIDENCE
    QTest.keyClicks(page.words, "the log of our user research")
    pressed(page, "Put it on the board")
    qtbot.waitUntil(lambda: "the log of our user research" in labels(page))


def test_a_name_is_asked_about_once_and_nothing_is_written_before(page: AssessmentPage, lab: Lab) -> None:
    QTest.keyClicks(page.words, "well done, says Anna Miller")
    pressed(page, "Put it on the board")
    assert "may still tell who somebody is" in page.said.text()
    assert list(lab.store.board()) == []
    pressed(page, "Put it on the board")
    assert len(list(lab.store.board())) == 1
    pressed(page, "Put it on the board")
    assert page.said.text() == "Write something first."


def test_the_folder_is_written_with_what_stands_on_the_board(page: AssessmentPage, tmp_path: Path) -> None:
    QTest.keyClicks(page.words, "shown to us on the day")
    pressed(page, "Put it on the board")
    page.folder.path.setText(str(tmp_path / "for-assessors"))
    pressed(page, "Write the folder")
    assert "shown to us on the day" in (tmp_path / "for-assessors" / "board.html").read_text(encoding="utf-8")
    assert page.said.text().startswith("Written: ")
