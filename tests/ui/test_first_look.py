"""The first start on a computer: what is ready, what is to be done, and then the lab."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from empathylab.cli.lab import open_lab
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files import last_start
from empathylab.ui.facilitator.setup import ready_list
from empathylab.ui.facilitator.setup.readiness_window import ReadinessWindow
from empathylab.ui.kit.self_check import write_report
from empathylab.ui.kit.widgets import Card
from support.orca_ears import heard_by_tab

LINES = [
    CheckLine("Screen", CheckLevel.OK, "1920 by 1080."),
    CheckLine("Speech", CheckLevel.PROBLEM, "The speech program made no sound.", "Install a voice."),
]


def test_it_says_what_is_wrong_and_what_to_do_and_opens_the_lab(qtbot: QtBot) -> None:
    written: list[Path] = []
    look = ReadinessWindow(lambda: LINES, written.append)
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


def test_the_keyboard_comes_to_what_was_found_after_the_page_had_been_entered(qtbot: QtBot) -> None:
    look = ReadinessWindow(lambda: LINES, lambda _file: None)
    qtbot.addWidget(look)
    with qtbot.waitSignal(look.page.looked), qtbot.waitExposed(look):
        look.show()
    look.activateWindow()
    qtbot.waitUntil(lambda: all(card.isVisible() for card in look.findChildren(Card)))
    _, *on_the_way = heard_by_tab(look.page)
    said = " ".join(words for each in on_the_way for words in each)
    assert "Speech: Problem. The speech program made no sound. Install a voice." in said
    assert "Screen: OK. 1920 by 1080." in said
    assert said.endswith("Look again"), "the row below comes after what stands above it"


def test_it_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    look = ReadinessWindow(lambda: LINES, lambda _file: None)
    qtbot.addWidget(look)
    look.show()
    screen = look.screen().availableGeometry()
    assert look.size().boundedTo(screen.size()) == look.size()


def test_esc_leaves_without_opening_it(qtbot: QtBot) -> None:
    written: list[Path] = []
    look = ReadinessWindow(lambda: LINES, written.append)
    qtbot.addWidget(look)
    look.show()
    with qtbot.waitSignal(look.ended) as ended:
        qtbot.keyClick(look, Qt.Key.Key_Escape)
    assert ended.args == [False]


@pytest.mark.parametrize(("is_written", "words"), [(True, "lies in your Documents"), (False, "Take a picture")])
def test_what_to_send_back_is_written_where_it_is_found(
    is_written: bool, words: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the real seam; in place of the check a program that writes, or does not."""
    monkeypatch.setattr(ready_list, "documents_folder", lambda: tmp_path / "Documents")
    program = "import sys; open(sys.argv[-1], 'w').write('report')" if is_written else ""
    check = (sys.executable, "-c", program)
    look = ReadinessWindow(lambda: LINES, lambda file: write_report(tmp_path / "lab", file, check))
    qtbot.addWidget(look)
    with qtbot.waitSignal(look.page.looked):
        look.show()
    look.report_button.setFocus()
    look.report_button.click()
    assert look.report_button.hasFocus(), "what is said of it is said there"
    qtbot.waitUntil(lambda: words in look.page.said.text())
    assert (tmp_path / "Documents" / "empathy-lab-report.txt").exists() is is_written


class NeverThere(Exception):
    """In place of the lab."""


@pytest.mark.parametrize("broke_off", [False, True])
def test_after_a_start_that_was_ended_from_outside_it_comes_again_and_says_why(
    broke_off: bool, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a driver, while the first windows were drawn: until then the start is marked."""
    was_marked: list[bool] = []

    def start(*_: object) -> None:
        was_marked.append(last_start.broke_off(tmp_path))
        raise NeverThere

    about: list[str] = []

    def closed(_look: ReadinessWindow) -> None:
        about.extend(label.text() for label in _look.findChildren(QLabel))
        QTimer.singleShot(0, _look.close)

    monkeypatch.setattr("empathylab.app.Lab", start)
    monkeypatch.setattr(ReadinessWindow, "showEvent", lambda look, _event: closed(look))
    if broke_off:
        (tmp_path / last_start.MARK).touch()
        open_lab(is_windowed=True, station=None, event=None, data=str(tmp_path), is_check_first=True)
    with pytest.raises(NeverThere):
        open_lab(is_windowed=True, station=None, event=None, data=str(tmp_path))
    assert was_marked == [True]
    assert any("ended as soon as it had opened" in words for words in about) is broke_off
    assert not last_start.broke_off(tmp_path)
