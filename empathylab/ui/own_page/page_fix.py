"""A change to the element that was marked, in the page itself, and what the reader says of it before and after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.moments import TriedChange
from empathylab.reader.decoding import nodes_from
from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.words import words
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.reader_script import reader_script

#: What can be changed: as the page's script knows it, and in words.
CHANGES: tuple[tuple[str, str], ...] = (
    ("name", "Name for screen readers (aria-label)"),
    ("role", "Role"),
    ("text", "Text"),
    ("level", "Heading level"),
    ("colour", "Colour of the text"),
    ("background", "Colour behind the text"),
    ("size", "Text size in pixels"),
    ("focus", "Tab comes to it: yes or no"),
)


def try_change(page: QWebEnginePage, kind: str, value: str, then: Callable[[TriedChange | None], object]) -> None:
    """Change it; `then` gets what was said before and after, None where the element has gone from the page."""

    def answered(told: object) -> None:
        nodes = nodes_from(told) if isinstance(told, str) and told else ()
        if len(nodes) != 2:
            then(None)
            return
        then(TriedChange(dict(CHANGES)[kind], value, _said(nodes[0]), _said(nodes[1])))

    # A page that no reader reads has none of its scripts yet.
    source = f"if (!globalThis.labReader?.describe) {{ {reader_script()} }}\n"
    asked = source + script("page-fix.js") + call("labFix.change", kind, value)
    page.runJavaScript(asked, ISOLATED_WORLD.value, answered)


def _said(node: Node) -> str:
    """Without what was typed."""
    return Phrasebook(ReaderSettings()).phrase(node).public_text or words("blank")
