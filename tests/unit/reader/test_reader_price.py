"""What it costs to reach the first field, with and without structure."""

from __future__ import annotations

from typing import Any

from empathylab.reader.cursor import Cursor
from empathylab.reader.keystroke_cost import Price, keystroke_cost_of
from empathylab.reader.node import Node
from empathylab.reader.tree import Tree


def tree(*nodes: dict[str, Any]) -> Tree:
    return Tree(Node(number, 0, **node) for number, node in enumerate(nodes, 1))


LINKS = [{"role": "link", "name": f"Link {number}", "is_focusable": True} for number in range(40)]
FIELD = {"role": "textbox", "name": "Name", "is_focusable": True}


def test_without_structure_every_link_is_a_press() -> None:
    assert keystroke_cost_of(tree(*LINKS, FIELD)) == Price(tab=41)


def test_a_skip_link_costs_three() -> None:
    skip = {"role": "link", "name": "Skip", "is_focusable": True, "target": "main"}
    price = keystroke_cost_of(tree(skip, *LINKS, {"role": "main", "field": "main"}, FIELD))
    assert price == Price(tab=42, skip_link=3, landmark=2)


def test_a_skip_link_to_nowhere_or_beyond_the_field_is_no_way() -> None:
    nowhere = {"role": "link", "name": "Skip", "is_focusable": True, "target": "gone"}
    beyond = {"role": "link", "name": "Skip", "is_focusable": True, "target": "end"}
    assert keystroke_cost_of(tree(nowhere, beyond, *LINKS, FIELD, {"role": "contentinfo", "field": "end"})) == Price(
        tab=43
    )


def test_headings_are_counted_up_to_the_field() -> None:
    headings = [{"role": "heading", "name": "A", "level": 1}, {"role": "heading", "name": "B", "level": 2}]
    assert keystroke_cost_of(tree(headings[0], *LINKS, headings[1], FIELD)) == Price(tab=41, heading=3)


def test_a_page_without_fields_has_no_price() -> None:
    assert keystroke_cost_of(tree(*LINKS, {"role": "button", "name": "Go", "is_focusable": True})) is None


def test_a_page_of_very_many_links_has_its_price_at_once() -> None:
    """The window waits for it, and with it Stop: looked up once for each link it would take minutes."""
    links = [{**LINKS[0], "target": "gone"}] * 60_000
    assert keystroke_cost_of(tree(*links, FIELD)) == Price(tab=60_001)


def test_very_many_empty_parts_within_one_another_hold_no_quick_key_up() -> None:
    nested = Tree(Node(number, number - 1, "navigation") for number in range(1, 20_001))
    cursor = Cursor(nested)
    assert not cursor.find("landmark", 1)
