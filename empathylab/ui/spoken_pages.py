"""What reading aloud finds in a window: the page in front, its words, what to enter; and the caption strip."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.ui import theme
from empathylab.ui.native_reader import nodes_in
from empathylab.ui.widgets import text

PROMPT_TITLE = "What to enter"


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
        around = window.layout()
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


def texts_of(page: QWidget) -> Iterator[str]:
    """The words of a page without its controls, each once."""
    seen: set[str] = set()
    for node in nodes_in(page):
        if node.role == "text" and node.name not in seen:
            seen.add(node.name)
            yield node.name


def everything_on(page: QWidget, book: Phrasebook) -> Iterator[str]:
    """A page from its title to its last control."""
    yield page.accessibleName()
    for node in nodes_in(page)[1:]:
        if node.role != "generic" and node.name != page.accessibleName():
            yield book.phrase(node).text


def words_beside_form(page: QWidget) -> Iterator[str]:
    """The card with what to enter; where there is none, all that stands beside the page."""
    labels = page.findChildren(QLabel)
    card = next((each.parentWidget() for each in labels if each.text() == PROMPT_TITLE and each.isVisible()), None)
    if card is None:
        yield from texts_of(page)
        return
    yield PROMPT_TITLE
    # A value is named by its label as well, so the labels need not be said.
    yield from (each.accessibleName() for each in card.findChildren(QLabel) if each.accessibleName() != each.text())


def are_siblings(widget: QWidget, other: QWidget | None) -> bool:
    """Whether both stand in the same group."""
    parent = widget.parentWidget()
    return other is not None and parent is not None and other in parent.children()


def without_repeats(node: Node, beside: Node | None) -> Node:
    """On the way along a scale or a group, its question is not said again."""
    if beside is None:
        return node
    asked = re.match(r".+?[?.:] ", node.name)
    is_same = asked is not None and beside.name.startswith(asked[0])
    name = node.name[len(asked[0]) :] if asked is not None and is_same else node.name
    description = "" if node.description == beside.description else node.description
    return dataclasses.replace(node, name=name, description=description)
