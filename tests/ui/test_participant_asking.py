"""Questions to a visitor: nothing that was given is thrown away by a button that does not say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from empathylab.domain.session import RunKind
from empathylab.files.library import load_library, load_questions
from empathylab.session.stages import Stage
from empathylab.ui.visit.screens.asking import Given, QuestionPage, QuestionScreen, feedback_pages, run_pages
from empathylab.ui.visit.screens.scale import PointScale, SliderScale
from support.participant_screens import plan_for

Answers = dict[str, Given]


def ask(qtbot: QtBot, page: QuestionPage, stage: Stage = Stage.FEEDBACK) -> tuple[QuestionScreen, list[Answers]]:
    given: list[Answers] = []
    screen = QuestionScreen(plan_for(load_library(), "claudia"), stage, page, given.append)
    qtbot.addWidget(screen)
    return screen, given


def button(screen: QuestionScreen, words: str) -> QAbstractButton:
    return next(each for each in screen.findChildren(QAbstractButton) if each.text() == words)


def choose_a_point(screen: QuestionScreen) -> None:
    screen.findChildren(PointScale)[0].findChildren(QAbstractButton)[4].click()


def move_a_slider(screen: QuestionScreen) -> None:
    screen.findChildren(SliderScale)[0].slider.setValue(15)


def write(screen: QuestionScreen) -> None:
    screen.findChildren(QPlainTextEdit)[0].setPlainText("The labels were missing.")


AFTER_A_RUN = run_pages(load_questions(), RunKind.BARRIER, only_short=False)[0]
IN_YOUR_OWN_WORDS = feedback_pages(load_questions(), only_short=False)[-1]


def test_who_gives_nothing_skips_with_one_press(qtbot: QtBot) -> None:
    screen, given = ask(qtbot, IN_YOUR_OWN_WORDS)
    button(screen, "Skip").click()
    assert set(given[0].values()) == {Given(text="")}


@pytest.mark.parametrize(
    ("page", "give"),
    [(IN_YOUR_OWN_WORDS, write), (AFTER_A_RUN, choose_a_point), (AFTER_A_RUN, move_a_slider)],
    ids=["words", "point", "slider"],
)
def test_what_was_given_is_cleared_only_by_name(
    qtbot: QtBot, page: QuestionPage, give: Callable[[QuestionScreen], None]
) -> None:
    screen, given = ask(qtbot, page)
    give(screen)
    with pytest.raises(StopIteration):
        button(screen, "Skip")
    clear = button(screen, "Clear my answers")
    assert clear.accessibleName() == "Clear my answers"
    clear.click()
    assert not given, "clearing leads nowhere"
    button(screen, "Skip").click()
    assert all(each.is_skipped for each in given[0].values())


def test_a_scale_that_was_cleared_is_answered_again(qtbot: QtBot) -> None:
    screen, given = ask(qtbot, AFTER_A_RUN)
    for give in (choose_a_point, move_a_slider):
        give(screen)
    button(screen, "Clear my answers").click()
    for give in (choose_a_point, move_a_slider):
        give(screen)
    button(screen, "Continue").click()
    numbers = [answer.number for answer in given[0].values()]
    assert numbers == [5, 15, None]


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Left, 7)])
def test_an_arrow_key_answers_as_it_moves(qtbot: QtBot, key: Qt.Key, answer: int) -> None:
    """The ring on a number looks like an answer, and Enter goes on from there."""
    screen, _ = ask(qtbot, AFTER_A_RUN)
    with qtbot.waitActive(screen):
        screen.show()
    scale = screen.findChildren(PointScale)[0]
    scale.entry.setFocus()
    QTest.keyClick(scale.entry, key)
    assert scale.value == answer
    assert scale.entry.hasFocus()
