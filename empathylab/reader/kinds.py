"""What a quick key finds."""

from __future__ import annotations

from empathylab.reader.node import Node
from empathylab.reader.tables import role_of


def is_kind(node: Node, kind: str) -> bool:
    """Whether the key for this kind ("heading", "heading2", "landmark" and others) comes to the node."""
    if kind.startswith("heading") and kind != "heading":
        return node.role == "heading" and node.level == int(kind.removeprefix("heading"))
    if kind == "landmark" and node.role in {"form", "region"}:
        return bool(node.name)
    return kind in role_of(node.role).kinds or (kind == "graphic" and any(span.is_picture for span in node.spans))
