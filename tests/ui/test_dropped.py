"""Somebody drags a file, an address, a picture or words onto whatever takes them, on every screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from empathylab.ui.facilitator.shell.pages import PAGES
from support.elsewhere import elsewhere_for
from support.facilitator_lab import open_lab, show_window
from support.participant_screens import screens

#: What a card of the comments board is dragged as; here with an id of nobody's.
_CARD = "application/x-empathylab-comment"
_DROP = Qt.DropAction.CopyAction


def hostile() -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl("file:///etc/passwd"), QUrl("https://example.org/")])
    data.setHtml('<img src="file:///etc/passwd"><script>1</script><b>bold</b>')
    data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    data.setText("dropped \x00 words")
    data.setData(_CARD, b"\xff nobody's")
    return data


def can_take(widget: QWidget) -> bool:
    """Would it, or what it lies in, be given what is dropped there?"""
    around = widget.parentWidget()
    is_window = widget.windowFlags() & Qt.WindowType.Window == Qt.WindowType.Window
    return widget.acceptDrops() or (around is not None and not is_window and can_take(around))


def drop_on_all(screen: QWidget) -> list[QWidget]:
    """Those that take something."""
    takers = [each for each in (screen, *screen.findChildren(QWidget)) if each.acceptDrops()]
    data, buttons, held = hostile(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for taker in takers:
        QCoreApplication.sendEvent(taker, QDragEnterEvent(QPoint(3, 3), _DROP, data, buttons, held))
        QCoreApplication.sendEvent(taker, QDropEvent(QPointF(3, 3), _DROP, data, buttons, held))
    return takers


def fields_alone(takers: list[QWidget]) -> bool:
    """Is all of it plain words in fields, or the board of comments?"""
    fields = (QLineEdit, QPlainTextEdit)
    inside = (isinstance(each.parent(), QPlainTextEdit) for each in takers)
    return all(
        isinstance(each, fields) or is_inside or type(each).__name__ == "BoardColumn"
        for each, is_inside in zip(takers, inside, strict=True)
    )


def test_onto_a_visitor_s_screens_nothing_is_dragged_and_input_methods_learn_nothing_typed_there(qtbot: QtBot) -> None:
    """Some keep new words for good, to offer them to whoever types next."""
    taking: list[str] = []
    learning, fields = [], 0
    for name, screen in screens(lambda _what: lambda *_: None):
        qtbot.addWidget(screen)
        taking += [name for each in (screen, *screen.findChildren(QWidget)) if can_take(each)]
        for field in (*screen.findChildren(QLineEdit), *screen.findChildren(QPlainTextEdit)):
            fields += 1
            learning += [] if field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData else [name]
    assert taking == []
    assert fields
    assert learning == []


def test_a_facilitator_s_pages_take_plain_words_in_their_fields_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with open_lab(tmp_path, visits=2) as lab, elsewhere_for("http", "https", "file") as elsewhere:
        window = show_window(lab, qtbot)
        for name in PAGES:
            window.go(name)
            assert fields_alone(drop_on_all(window.page(name))), name
        assert elsewhere.opened == []
