"""What the engine holds of a page for real screen readers, thing by thing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devtools import Devtools
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.reader.node import Node
from empathylab.ui.page.channel import ISOLATED_WORLD

_MARK = "data-lab-node"
#: Gives each element of the page that was read the number that the reader has for it.
_MARKING = """
for (const id of %s) {
  const el = labReader.nodeOf(id);
  if (el?.nodeType === 1 && !el.hasAttribute("data-lab-node")) el.setAttribute("data-lab-node", id);
}
"""
_WITHIN_MS = 60_000


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the engine's tree. `node`: the number that the reader has for its element, 0 where it has none."""

    role: str
    name: str
    value: str
    description: str
    states: Mapping[str, Any]
    node: int
    tag: str
    is_ignored: bool
    around: tuple[str, ...]


def things_of(page: QWebEnginePage, nodes: Iterable[Node]) -> list[Thing]:
    """All that the engine holds of a page, in reading order; `nodes` is what the reader has made of it."""
    loop = QEventLoop()
    source = _MARKING % json.dumps([node.id for node in nodes])
    page.runJavaScript(source, ISOLATED_WORLD.value, lambda _: loop.quit())
    QTimer.singleShot(_WITHIN_MS, loop, loop.quit)
    loop.exec()
    devtools = Devtools(page)
    try:
        return list(_things(devtools))
    finally:
        devtools.close()


def _things(devtools: Devtools) -> Iterator[Thing]:
    for domain in ("DOM", "Accessibility"):
        devtools.call(f"{domain}.enable")
    devtools.call("DOM.getDocument", depth=-1, pierce=True)
    all_of_them = devtools.call("DOM.getFlattenedDocument", depth=-1, pierce=True)["nodes"]
    elements = {one["backendNodeId"]: one for one in all_of_them}
    for frame in _frames(devtools.call("Page.getFrameTree")["frameTree"]):
        nodes = devtools.call("Accessibility.getFullAXTree", frameId=frame)["nodes"]
        yield from _of_frame(nodes, elements)


def _frames(tree: dict[str, Any]) -> Iterator[str]:
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


def _of_frame(nodes: Sequence[dict[str, Any]], elements: Mapping[int, dict[str, Any]]) -> Iterator[Thing]:
    by_id = {node["nodeId"]: node for node in nodes}
    pending: list[tuple[dict[str, Any], tuple[str, ...]]] = [(node, ()) for node in nodes[:1]]
    while pending:
        node, around = pending.pop()
        thing = _thing(node, elements.get(node.get("backendDOMNodeId", 0), {}), around)
        yield thing
        inside = around if thing.is_ignored else (*around, thing.role)
        pending += [(by_id[child], inside) for child in reversed(node.get("childIds", ())) if child in by_id]


def _thing(node: dict[str, Any], element: dict[str, Any], around: tuple[str, ...]) -> Thing:
    pairs = iter(element.get("attributes", ()))
    attributes = dict(zip(pairs, pairs, strict=True))

    def text(key: str) -> str:
        return " ".join(str(node.get(key, {}).get("value", "")).split())

    return Thing(
        role=text("role"),
        name=text("name"),
        value=text("value"),
        description=text("description"),
        states={one["name"]: one["value"].get("value") for one in node.get("properties", ())},
        node=int(attributes.get(_MARK, 0)),
        tag=element.get("localName", ""),
        is_ignored=node.get("ignored", False),
        around=around,
    )
