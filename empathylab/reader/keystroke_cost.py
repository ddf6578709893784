"""The price of missing structure: key presses to reach the form's first field, by each way there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node
from empathylab.reader.tree import Tree


@dataclass(frozen=True, slots=True)
class Price:
    """The keys that it takes to come to a place in a page.

    Presses from the top of the page; None where that way does not exist. `skip_link` counts Tab and Enter too.

    `heading` and `landmark`: to the last one before the field, then Tab; `field`: the reader's own key, always one.
    """

    tab: int
    skip_link: int | None = None
    heading: int | None = None
    landmark: int | None = None


def keystroke_cost_of(tree: Tree) -> Price | None:
    """Count on a page as it opened, in reading order; None when it has no field to reach."""
    nodes = [tree.nodes[node_id] for node_id in tree.order]
    first = next((index for index, node in enumerate(nodes) if is_form_field(node)), None)
    if first is None:
        return None
    # How many can have the focus before each place.
    tabs = list(accumulate((node.is_focusable for node in nodes[: first + 1]), initial=0))
    return Price(
        tab=tabs[-1],
        skip_link=min(_skip_costs(nodes, tabs), default=None),
        heading=_by_kind(nodes, tabs, "heading"),
        landmark=_by_kind(nodes, tabs, "landmark"),
    )


def is_form_field(node: Node) -> bool:
    """Whether it asks for an answer and can have the focus."""
    return is_kind(node, "field") and node.role not in {"button", "tab"} and node.is_focusable


def _tabs_after(place: int, tabs: Sequence[int]) -> int:
    """From a place to the field, where one is pressed at least."""
    return max(1, tabs[-1] - tabs[place + 1])


def _skip_costs(nodes: Sequence[Node], tabs: Sequence[int]) -> Iterator[int]:
    first = len(tabs) - 2
    places = {node.field: index for index, node in reversed(list(enumerate(nodes)))}
    for index, node in enumerate(nodes[:first]):
        target = places.get(node.target) if node.target else None
        if target is not None and index < target <= first:
            yield tabs[index + 1] + 1 + _tabs_after(target, tabs)


def _by_kind(nodes: Sequence[Node], tabs: Sequence[int], kind: str) -> int | None:
    places = [index for index, node in enumerate(nodes[: len(tabs) - 2]) if is_kind(node, kind)]
    if not places:
        return None
    return len(places) + _tabs_after(places[-1], tabs)
