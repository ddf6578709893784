"""What changed in a text field of the lab's own, and where its caret is, as the reader's echo wants it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from empathylab.reader.page_messages import CaretMoved


def edit_between(before: str, after: str) -> tuple[str, str]:
    """What was put in and what was taken out, each perhaps empty."""
    start = len(os.path.commonprefix((before, after)))
    before, after = before[start:], after[start:]
    end = len(os.path.commonprefix((before[::-1], after[::-1])))
    return after[: len(after) - end], before[: len(before) - end]


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret is in a field, with what stands there; `place` is -1 where there is no caret."""

    place: int = -1
    moved: CaretMoved = CaretMoved()


def caret_of(widget: QWidget) -> Caret:
    """The caret of a line or of a few lines of text; hidden characters stay hidden."""
    if isinstance(widget, QLineEdit):
        is_hidden = widget.echoMode() is not QLineEdit.EchoMode.Normal
        place, shown = widget.cursorPosition(), "•" * len(widget.text()) if is_hidden else widget.text()
        rest, start = shown[place:].split(), widget.selectionStart()
        selected = shown[start : start + widget.selectionLength()] if start >= 0 else ""
        return Caret(place, CaretMoved(shown[place : place + 1], rest[0] if rest else "", shown, selected))
    if isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        line = cursor.block().text()
        at = cursor.positionInBlock()
        word = QTextCursor(cursor)
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        moved = CaretMoved(line[at : at + 1], word.selectedText(), line, cursor.selectedText())
        return Caret(cursor.position(), moved)
    return Caret()
