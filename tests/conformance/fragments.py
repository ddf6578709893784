"""Runs many fragments of HTML through the engine and the reader in one page load."""

from __future__ import annotations

from pathlib import Path

from empathylab.reader.node import Node
from empathylab.reader.page_messages import PageOpened
from empathylab.reader.phrasebook import Phrasebook, blank
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.tree import Tree
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest

#: What Qt remarks on graphics drivers when the engine starts on a machine without any.


def phrases_of(fragments: list[str], folder: Path) -> list[list[str]]:
    """What is said item by item in each fragment; fragments cannot see each other's ids."""
    hosts = "".join(
        f'<div id="case-{number}"><template shadowrootmode="open">{html}</template></div>'
        for number, html in enumerate(fragments)
    )
    page = folder / "fragments.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Cases</title><body>{hosts}</body>", encoding="utf-8")
    seen = load_page(str(page), ReadRequest(timeout_s=60)).content.page
    return [_phrases(seen, f"case-{number}") for number in range(len(fragments))]


def _phrases(page: PageOpened, host: str) -> list[str]:
    root = next((node.id for node in page.nodes if node.field == host), None)
    inside: set[int] = {root} if root is not None else set()
    nodes = []
    for node in page.nodes:
        if node.parent in inside:
            inside.add(node.id)
            nodes.append(node)
    tree = Tree(nodes)
    book = Phrasebook(ReaderSettings())
    around: tuple[Node, ...] = ()
    said = []
    for item in tree.items:
        node = tree.nodes[item]
        ancestors = tree.ancestors(node)
        entered = [one for one in ancestors if one not in around]
        utterance = book.phrase(node, entered, [one for one in reversed(around) if one not in ancestors])
        said.append((utterance or blank(node)).text)
        around = ancestors
    return said
