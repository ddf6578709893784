"""The way to help: the link that leads to somebody to ask, and where it stood on the page before.

Priced is that it stands at another place from page to page (WCAG 2.2, 3.2.6), which no page alone tells. Whoever knows
where a thing stands goes there first (Hornof & Kieras, Cognitive modeling demonstrates how people use anticipated
location knowledge, CHI 1999), and looks longer for what is not where they expect it (Roth et al., Location matters,
International Journal of Human-Computer Studies 71(3), 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.cost.figures import help_names
from empathylab.cost.prepared_page import PreparedPage, Target
from empathylab.reader.kinds import is_kind
from empathylab.reader.node import Node

HELP = "way to help"
_CHOSEN = frozenset({"link", "button"})


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """Where a link to help is.

    Before (-1), in (0) or behind (1) the main content; the role and name of the innermost landmark around it.
    """

    name: str
    side: int
    landmark: tuple[str, str]


def help_place(prepared: PreparedPage) -> HelpPlace | None:
    """Where the first link to help of a page stands; None on a page without one."""
    return next((_place(prepared, node) for node in _ways_to_help(prepared)), None)


def way_to_help(prepared: PreparedPage, known: HelpPlace) -> Target | None:
    """The target that stands where the link to help stood, under its name, as far as there is such a one."""
    found = sorted(_ways_to_help(prepared), key=lambda node: _unlike(_place(prepared, node), known))
    return _target(prepared, found[0]) if found else None


def where_it_stood(prepared: PreparedPage, known: HelpPlace, found: Target) -> Target | None:
    """What is looked at first, where help stood on the page before; None where it still stands there.

    The last target in the landmark where it stood, else at that end of the page.
    """
    there = _place(prepared, prepared.tree.nodes[found.node])
    if (there.side, there.landmark) == (known.side, known.landmark):
        return None
    chosen = [node for node in prepared.tree.nodes.values() if node.role in _CHOSEN]
    inside = [node for node in chosen if _landmark(prepared, node) == known.landmark]
    beside = [node for node in chosen if _place(prepared, node).side == known.side]
    node = next(iter((inside or beside)[-1:]), None)
    return None if node is None else _target(prepared, node)


def _ways_to_help(prepared: PreparedPage) -> list[Node]:
    nodes = prepared.tree.nodes.values()
    return [node for node in nodes if node.role in _CHOSEN and _plain(node.name) in help_names()]


def _unlike(one: HelpPlace, other: HelpPlace) -> tuple[bool, bool]:
    return (one.side, one.landmark) != (other.side, other.landmark), one.name != other.name


def _place(prepared: PreparedPage, node: Node) -> HelpPlace:
    item, main = prepared.item_at(node.id), prepared.main_items
    side = -1 if item < main.start else 0 if item < main.stop else 1
    return HelpPlace(_plain(node.name), side, _landmark(prepared, node))


def _landmark(prepared: PreparedPage, node: Node) -> tuple[str, str]:
    around = (outer for outer in reversed(prepared.tree.ancestors(node)) if is_kind(outer, "landmark"))
    return next(((outer.role, outer.name) for outer in around), ("", ""))


def _target(prepared: PreparedPage, node: Node) -> Target:
    item = prepared.item_at(node.id)
    return Target(HELP, node.name, node.id, item, item)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
