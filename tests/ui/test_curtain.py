"""The reader's curtain: dark, with what is said in large letters for those who look on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from test_participant_screens import LEAST_CONTRAST, contrast

from empathylab.ui.kit import page_covers, theme
from empathylab.ui.kit.page_covers import Curtain

LONG = "Which bin was missed?, list box, Rubbish, collapsed, 1 of 4, required, " * 6


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(876, 728)
    return made


def curtain(page: QWidget) -> Curtain:
    made = Curtain(page)
    made.setGeometry(page.rect())
    return made


def rows_with_words(made: Curtain) -> list[int]:
    """The rows of its picture in which something is written."""
    picture = made.grab().toImage()
    ground = QColor("#0b0b12").rgb()
    step = range(0, picture.width(), 2)
    return [y for y in range(picture.height()) if any(picture.pixel(x, y) != ground for x in step)]


def test_what_is_said_now_stands_in_the_middle_with_three_phrases_above(page: QWidget) -> None:
    made = curtain(page)
    made.say("edit, blank")
    alone = rows_with_words(made)
    assert made.height() * 0.4 < alone[0] < alone[-1] < made.height() * 0.7
    assert alone[-1] - alone[0] >= 48
    for phrase in ("one", "two", "three", "four", "five"):
        made.say(phrase)
    assert made.said == ("two", "three", "four", "five")
    assert rows_with_words(made)[0] < made.height() * 0.4
    made.forget()
    assert made.said == ()


def test_a_long_phrase_becomes_smaller_and_is_never_cut_off(page: QWidget) -> None:
    for size in (QSize(876, 728), QSize(600, 400)):
        page.resize(size)
        made = curtain(page)
        made.say(LONG[: size.width() // 2])
        rows = rows_with_words(made)
        assert rows[0] > 0
        assert rows[-1] < made.height() - 1


def test_every_phrase_has_seven_to_one_on_the_dark() -> None:
    for _size, colour in (*page_covers._BEFORE, (0, "#ffffff")):
        assert contrast(colour, "#0b0b12") >= LEAST_CONTRAST


def test_the_same_phrase_again_is_seen_once(page: QWidget) -> None:
    made = curtain(page)
    made.say("edit, blank")
    made.say("edit, blank")
    made.say("")
    assert made.said == ("edit, blank",)
    assert theme.fitted().fit == 1
