"""A change to the element that was marked, in the page itself: what the reader says or how it looks, and before."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.moments import TriedChange
from empathylab.domain.words import visible
from empathylab.reader.decoding import nodes_from
from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.words import words
from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.reader_script import reader_script

#: Of a colour in a page's own words.
_MOST_CHARACTERS = 80
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


def try_change(
    page: QWebEnginePage, kind: str, value: str, then: Callable[[TriedChange | None], object], asker: QObject
) -> None:
    """Change it; `then` gets how it was and is, None where the element has gone from the page."""

    def answered(told: object) -> None:
        then(_change(kind, value, told) if isinstance(told, str) and told else None)

    # A page that no reader reads has none of its scripts yet.
    source = f"if (!globalThis.labReader?.describe) {{ {reader_script()} }}\n"
    asked = source + script("page-fix.js") + call("labFix.change", kind, value)
    ask(page, asked, answered, asker)


def _change(kind: str, value: str, told: str) -> TriedChange | None:
    """A page has its say in this, so anything may be in it."""
    try:
        answer = json.loads(told)
        nodes = nodes_from(json.dumps(answer["said"]))
        seen = [visible(str(each))[:_MOST_CHARACTERS] for each in answer["seen"]]
    except (ValueError, KeyError, TypeError):
        return None
    if len(nodes) != 2 or len(seen) != 2:
        return None
    is_said = not any(seen)
    before, now = map(_said, nodes) if is_said else seen
    return TriedChange(dict(CHANGES)[kind], value, before, now, is_said)


def _said(node: Node) -> str:
    """Without what was typed."""
    return Phrasebook(ReaderSettings()).phrase(node).public_text or words("blank")
