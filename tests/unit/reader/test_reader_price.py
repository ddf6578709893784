"""What it costs to reach the first field, with and without structure."""

from __future__ import annotations

from typing import Any

from empathylab.reader.keystroke_cost import Price, keystroke_cost_of
from empathylab.reader.node import node_from
from empathylab.reader.tree import Tree


def tree(*nodes: dict[str, Any]) -> Tree:
    return Tree(node_from({"i": number, "p": 0, **node}) for number, node in enumerate(nodes, 1))


LINKS = [{"r": "link", "n": f"Link {number}", "f": 1} for number in range(40)]
FIELD = {"r": "textbox", "n": "Name", "f": 1}


def test_without_structure_every_link_is_a_press() -> None:
    assert keystroke_cost_of(tree(*LINKS, FIELD)) == Price(tab=41)


def test_a_skip_link_costs_three() -> None:
    skip = {"r": "link", "n": "Skip", "f": 1, "j": "main"}
    price = keystroke_cost_of(tree(skip, *LINKS, {"r": "main", "x": "main"}, FIELD))
    assert price == Price(tab=42, skip_link=3, landmark=2)
    assert price.best == 2


def test_a_skip_link_to_nowhere_or_beyond_the_field_is_no_way() -> None:
    nowhere = {"r": "link", "n": "Skip", "f": 1, "j": "gone"}
    beyond = {"r": "link", "n": "Skip", "f": 1, "j": "end"}
    assert keystroke_cost_of(tree(nowhere, beyond, *LINKS, FIELD, {"r": "contentinfo", "x": "end"})) == Price(tab=43)


def test_headings_are_counted_up_to_the_field() -> None:
    headings = [{"r": "heading", "n": "A", "l": 1}, {"r": "heading", "n": "B", "l": 2}]
    assert keystroke_cost_of(tree(headings[0], *LINKS, headings[1], FIELD)) == Price(tab=41, heading=3)


def test_a_page_without_fields_has_no_price() -> None:
    assert keystroke_cost_of(tree(*LINKS, {"r": "button", "n": "Go", "f": 1})) is None
