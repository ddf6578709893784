"""The price of missing structure: key presses to reach the form's first field, by each way there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.tree import Tree


@dataclass(frozen=True, slots=True)
class Price:
    """Presses from the top of the page; None where that way does not exist. `skip_link` counts Tab and Enter too.

    `heading` and `landmark`: to the last one before the field, then Tab; `field`: the reader's own key, always one.
    """

    tab: int
    skip_link: int | None = None
    heading: int | None = None
    landmark: int | None = None


def keystroke_cost_of(tree: Tree) -> Price | None:
    """Count on a page as it opened, in reading order; None when it has no field to reach."""
    nodes = [tree.nodes[node_id] for node_id in tree.order]
    first = next((index for index, node in enumerate(nodes) if _is_field(node)), None)
    if first is None:
        return None
    return Price(
        tab=_tabs(nodes[: first + 1]),
        skip_link=_by_skip_link(nodes, first),
        heading=_by_kind(nodes, first, "heading"),
        landmark=_by_kind(nodes, first, "landmark"),
    )


def _is_field(node: Node) -> bool:
    return is_kind(node, "field") and node.role not in {"button", "tab"} and node.is_focusable


def _tabs(nodes: Sequence[Node]) -> int:
    return sum(1 for node in nodes if node.is_focusable)


def _by_skip_link(nodes: Sequence[Node], first: int) -> int | None:
    costs = list(_skip_costs(nodes, first))
    return min(costs) if costs else None


def _skip_costs(nodes: Sequence[Node], first: int) -> Iterator[int]:
    for index, node in enumerate(nodes[:first]):
        target = next((at for at, other in enumerate(nodes) if node.target and other.field == node.target), None)
        if target is not None and index < target <= first:
            yield _tabs(nodes[: index + 1]) + 1 + max(1, _tabs(nodes[target + 1 : first + 1]))


def _by_kind(nodes: Sequence[Node], first: int, kind: str) -> int | None:
    places = [index for index, node in enumerate(nodes[:first]) if is_kind(node, kind)]
    if not places:
        return None
    return len(places) + max(1, _tabs(nodes[places[-1] + 1 : first + 1]))
