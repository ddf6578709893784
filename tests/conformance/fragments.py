"""Runs many fragments of HTML through the engine and the reader in one page load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from empathylab.reader.node import Node, node_from
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.tree import Tree
from empathylab.ui.reader.page_load import ReadWish
from empathylab.ui.reader.page_reader import load_page

#: What Qt remarks on graphics drivers when the engine starts on a machine without any.


def phrases_of(fragments: list[str], folder: Path) -> list[list[str]]:
    """What is said item by item in each fragment; fragments cannot see each other's ids."""
    hosts = "".join(
        f'<div id="case-{number}"><template shadowrootmode="open">{html}</template></div>'
        for number, html in enumerate(fragments)
    )
    page = folder / "fragments.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Cases</title><body>{hosts}</body>", encoding="utf-8")
    message = load_page(str(page), ReadWish(timeout_s=60)).content.message
    return [_phrases(message, f"case-{number}") for number in range(len(fragments))]


def _phrases(message: dict[str, Any], host: str) -> list[str]:
    root = next((item["i"] for item in message["nodes"] if item.get("x") == host), None)
    inside: set[int] = {root} if root is not None else set()
    nodes = []
    for item in message["nodes"]:
        if item["p"] in inside:
            inside.add(item["i"])
            nodes.append(node_from(item))
    tree = Tree(nodes)
    book = Phrasebook(ReaderSettings())
    around: tuple[Node, ...] = ()
    said = []
    for item in tree.items:
        node = tree.nodes[item]
        ancestors = tree.ancestors(node)
        entered = [one for one in ancestors if one not in around]
        said.append(book.phrase(node, entered, [one for one in reversed(around) if one not in ancestors]).text)
        around = ancestors
    return said
