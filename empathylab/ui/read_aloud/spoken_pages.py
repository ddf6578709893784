"""What reading aloud finds in a window: the page in front, its words, what to enter; and the caption strip."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.ui.kit import theme
from empathylab.ui.kit.accessible_nodes import node_of, nodes_in, texts_of
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import text

PROMPT_TITLE = "What to enter"
#: Object name of what stands below a form's page and changes while it is filled in.
STRIP = "strip"


class Caption(QFrame):
    """What is said, in words at the bottom of the window, for a computer without sound."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("kind", "bar")
        self._words = text("", "subtitle")
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 10, 28, 10)
        box.addWidget(self._words)
        self.hide()
        held = window.centralWidget() if isinstance(window, QMainWindow) else window
        around = held.layout() if held is not None else None
        if isinstance(around, QBoxLayout):
            around.addWidget(self)

    def say(self, words: str) -> None:
        self.setMinimumHeight(theme.current().px(84))
        self._words.setText(words)

    @property
    def words(self) -> str:
        """What stands there now."""
        return self._words.text()


def page_in_front(window: QWidget) -> QWidget | None:
    """The screen, page or notice that a person sees now: the foremost one that has a name."""
    pages = [each for each in window.findChildren(QWidget, "screen") if each.isVisible() and each.accessibleName()]
    return pages[-1] if pages else None


def everything_on(page: QWidget, book: Phrasebook) -> Iterator[str]:
    """A page from its title to its last control."""
    yield page.accessibleName()
    for node in nodes_in(page)[1:]:
        if node.role != "generic" and node.name != page.accessibleName():
            yield book.phrase(node).text


def words_beside_form(page: QWidget) -> Iterator[str]:
    """The strips below the page, and the card with what to enter; without a card, all that stands beside the page."""
    labels = page.findChildren(QLabel)
    card = next((each.parentWidget() for each in labels if each.text() == PROMPT_TITLE and each.isVisible()), None)
    if card is None:
        yield from texts_of(page)
        return
    for strip in page.findChildren(QFrame, STRIP):
        yield from texts_of(strip) if strip.isVisible() else ()
    yield PROMPT_TITLE
    # A value is named by its label as well, so the labels need not be said.
    yield from (each.accessibleName() for each in card.findChildren(QLabel) if each.accessibleName() != each.text())


def groups_entered(widget: QWidget, page: QWidget, before: QWidget | None) -> list[Node]:
    """The named groups between the page and a control, outermost first, without those that one was in before."""
    groups: list[Node] = []
    around = widget.parentWidget()
    while around is not None and around is not page:
        if isinstance(around, NamedGroup) and around.accessibleName() and not _is_in(before, around):
            groups.insert(0, node_of(around))
        around = around.parentWidget()
    return groups


def _is_in(widget: QWidget | None, group: QWidget) -> bool:
    return widget is not None and isValid(widget) and group.isAncestorOf(widget)
