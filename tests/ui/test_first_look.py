"""The first start on a computer: what is ready, what is to be done, and then the lab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.ui.facilitator.setup.first_look import FirstLook

LINES = [
    CheckLine("Screen", CheckLevel.OK, "1920 by 1080."),
    CheckLine("Speech", CheckLevel.PROBLEM, "The speech program made no sound.", "Install a voice."),
]


def test_it_says_what_is_wrong_and_what_to_do_and_opens_the_lab(qtbot: QtBot) -> None:
    look = FirstLook(lambda: LINES)
    qtbot.addWidget(look)
    with qtbot.waitSignal(look.page.looked):
        look.show()
    words = " ".join(label.text() for label in look.findChildren(QLabel))
    assert "Not ready: 1 problem." in words
    assert "Install a voice." in words
    assert QApplication.focusWidget() is look.open_button
    with qtbot.waitSignal(look.ended) as ended:
        qtbot.keyClick(look.open_button, Qt.Key.Key_Return)
    assert ended.args == [True]
    assert not look.isVisible()


def test_esc_leaves_without_opening_it(qtbot: QtBot) -> None:
    look = FirstLook(lambda: LINES)
    qtbot.addWidget(look)
    look.show()
    with qtbot.waitSignal(look.ended) as ended:
        qtbot.keyClick(look, Qt.Key.Key_Escape)
    assert ended.args == [False]
