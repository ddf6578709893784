"""What the reader hears of an edit in one of the lab's own fields."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from empathylab.reader.page_messages import CaretMoved
from empathylab.ui.kit.field_echo import Caret, caret_of, edit_between


@pytest.mark.parametrize(
    ("before", "after", "put_in", "taken_out"),
    [
        ("", "a", "a", ""),
        ("bin", "bi", "", "n"),
        ("aa", "aaa", "a", ""),
        ("green bin", "blue bin", "blue", "green"),
        ("same", "same", "", ""),
    ],
)
def test_an_edit_is_what_came_and_what_went(before: str, after: str, put_in: str, taken_out: str) -> None:
    assert edit_between(before, after) == (put_in, taken_out)


def test_the_caret_knows_what_stands_there(qtbot: QtBot) -> None:
    line = QLineEdit("green bin")
    qtbot.addWidget(line)
    line.setCursorPosition(6)
    assert caret_of(line) == Caret(6, CaretMoved("b", "bin", "green bin"))


def test_a_hidden_code_stays_hidden(qtbot: QtBot) -> None:
    secret = QLineEdit("2468")
    qtbot.addWidget(secret)
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.setCursorPosition(0)
    secret.setSelection(0, 2)
    told = caret_of(secret).moved
    assert not set(told.character + told.word + told.line + told.selected) & set("2468")


def test_lines_of_a_comment_are_told_one_by_one(qtbot: QtBot) -> None:
    comment = QPlainTextEdit("first line\nsecond line")
    qtbot.addWidget(comment)
    comment.moveCursor(comment.textCursor().MoveOperation.End)
    assert caret_of(comment).moved.line == "second line"


def test_a_button_has_no_caret(qtbot: QtBot) -> None:
    button = QPushButton("Continue")
    qtbot.addWidget(button)
    assert caret_of(button) == Caret()
