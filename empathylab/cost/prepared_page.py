"""A page prepared for pricing: what is to be reached, in the order of reading, and by which words it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from empathylab.cost.figures import figures
from empathylab.cost.items import PageItems
from empathylab.reader.keystroke_cost import is_form_field
from empathylab.reader.node import Node

MAIN, FIRST_FIELD, WAY_ON = "main content", "first field", "way on"
_TEXTS = frozenset({"text", "heading"})
_PARTS = frozenset({"text", "generic", "paragraph", "group", "listitem", "heading"})
_CHOSEN = frozenset({"link", "button"})
_PLAYED = frozenset({"video", "audio"})
#: Nobody reads more than this before pressing a button.
_MOST_CHOICES = 60


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be reached. `id` is what a baseline knows it by, `name` what the page calls it.

    `item` is where its control stands among the reader's items, `heard` where its question begins.
    """

    id: str
    name: str
    node: int
    item: int
    heard: int


class PreparedPage(PageItems):
    """A page prepared for pricing: everything that the ways ask of it, worked out once."""

    @cached_property
    def targets(self) -> list[Target]:
        """In the order of reading: the main content, all that the form asks and offers, the way on.

        Where the page says that something is wrong, what is wrong takes their place.
        """
        wrong = [target for target in self._in_form if "invalid entry" in self.tree.nodes[target.node].states]
        if wrong:
            return [Target(f"error {one.id}", one.name, one.node, one.item, one.heard) for one in wrong]
        return [*self._main, *self._in_form, *self._way_on]

    @cached_property
    def first_field(self) -> Target | None:
        """The field that a form begins with; None on a page without one."""
        asked = {node.id for node in self._asked}
        return next((target for target in self._in_form if target.node in asked), None)

    @cached_property
    def _in_form(self) -> list[Target]:
        wanted = {node.id for node in (*self._asked, *self._choices)}
        return self._known_by_keys(node for node in self.tree.nodes.values() if node.id in wanted)

    @cached_property
    def has_main(self) -> bool:
        """Whether the page says where its main content begins: a landmark, or a heading of level 1."""
        return bool(self._main)

    @cached_property
    def _main(self) -> list[Target]:
        nodes = self.tree.nodes.values()
        found = next((node for node in nodes if node.role == "main"), None)
        found = found or next((node for node in nodes if node.role == "heading" and node.level == 1), None)
        return [self._target(MAIN, found)] if found is not None and self.items else []

    @cached_property
    def main_items(self) -> range:
        """The items of the main content; all of them where nothing says which that is.

        It goes on to the end where a heading alone says where it begins.
        """
        if not self._main:
            return range(len(self.items))
        start = self._main[0]
        if self.tree.nodes[start.node].role == "heading":
            return range(start.item, len(self.items))
        inside = [self.item_at(node.id) for node in self.tree.inside(start.node)]
        return range(start.item, max(inside, default=start.item) + 1)

    @cached_property
    def stops_in_main(self) -> list[int]:
        """Nodes, in the order of reading."""
        inside = (stop for stop in self.stop_places if stop in self.tree.nodes)
        return sorted((stop for stop in inside if self.item_at(stop) in self.main_items), key=self.item_at)

    @cached_property
    def _asked(self) -> list[Node]:
        return [node for node in self.tree.nodes.values() if self._is_asked(node)]

    def _is_asked(self, node: Node) -> bool:
        return is_form_field(node) or self._is_nameless_stop(node) or self.is_pointed(node.id)

    def _known_by_keys(self, nodes: Iterable[Node]) -> list[Target]:
        """Several that answer one question are one."""
        found: dict[str, Target] = {}
        for node in nodes:
            control = self.controls.get(node.id)
            group = control.group if control else self.pressables[node.id].key if node.id in self.pressables else ""
            key = group or (control.key if control else "") or node.name or f"field {len(found) + 1}"
            while key in found and not group:
                key += "'"
            found.setdefault(key, self._target(key, node))
        return list(found.values())

    def is_pointed(self, node: int) -> bool:
        """Whether it is an answer, or part of one, that a pointer alone gives."""
        told = self.pressables.get(node)
        return told is not None and told.is_in_form and told.is_answer

    def is_dragged(self, node: int) -> bool:
        """Whether it is part of an answer that has to be dragged into place."""
        return self.is_pointed(node) and self.pressables[node].is_dragged

    @cached_property
    def _choices(self) -> list[Node]:
        """Links and buttons of the form before the one that sends it: to change an answer, say. A form that has more
        of them than anybody weighs up is the whole page."""
        end = self._way_on[0].item if self._way_on else 0
        told = [one.id for one in self.controls.values() if one.is_in_form and one.id in self.tree.nodes]
        nodes = [
            self.tree.nodes[one] for one in told if self.item_at(one) in self.main_items and self.item_at(one) < end
        ]
        found = [node for node in nodes if node.role in _CHOSEN]
        return found if len(found) <= _MOST_CHOICES else []

    @cached_property
    def _shared_names(self) -> frozenset[str]:
        """Names that more than one of them has."""
        counts = Counter([*(node.name for node in self._choices), *(target.name for target in self._way_on)])
        return frozenset(name for name, count in counts.items() if count > 1)

    def _is_nameless_stop(self, node: Node) -> bool:
        """Tab comes to it inside a form, and nothing says what it is."""
        if node.role not in _PARTS or not node.is_focusable or node.id not in self.controls:
            return False
        return self.item_at(node.id) in self.main_items and node.id in self.stop_places

    @cached_property
    def _way_on(self) -> list[Target]:
        node = next(self._ways_on(), None)
        return [] if node is None else [self._target(WAY_ON, node)]

    @cached_property
    def is_kept_back(self) -> bool:
        """Whether nobody can send the form: what it asks for is not on the screen."""
        return any(one.id == target.node for one in self.page.kept_back for target in self._way_on)

    def _ways_on(self) -> Iterator[Node]:
        """What sends a form: a button that does, else what hears a click in its stead, else the last button or link."""
        behind = self.item_at(self._asked[-1].id) if self._asked else -1
        nodes = self.tree.nodes
        senders = [nodes[one.id] for one in self.controls.values() if one.is_way_on and one.id in nodes]
        yield from (node for node in senders if self.item_at(node.id) > behind)
        yield from (
            nodes[one]
            for one, told in self.pressables.items()
            if told.is_in_form and not told.is_answer and one in nodes
        )
        yield from senders[-1:]
        for kind in ("button", "link"):
            inside = [node for node in nodes.values() if node.role == kind and self.item_at(node.id) in self.main_items]
            yield from inside[-1:]

    def _target(self, id_: str, node: Node) -> Target:
        item = self.item_at(node.id)
        own = [place for place in self._question_items.get(node.id, ()) if place < item]
        told = self.pressables.get(node.id)
        return Target(id_, node.name or (told.name if told else ""), node.id, item, min(own, default=item))

    @cached_property
    def _question_items(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, item in enumerate(self.items):
            if owner := self.owners.get(item.id):
                found.setdefault(owner, []).append(place)
        return found

    def question_words(self, target: Target) -> list[Node]:
        """The words on the page that are tied to a field."""
        return [self.items[place] for place in self._question_items.get(target.node, ())]

    def asked(self, target: Target) -> str:
        """The words by which a thing is called: those on the screen, else those for a reader; an arrow is none."""
        control = self.controls.get(target.node)
        known = "" if target.id == MAIN else (control.said if control else "") or self.tree.nodes[target.node].name
        return known if any(character.isalnum() for character in known) else ""

    def key_places(self, target: Target) -> list[int]:
        """The items that the reader's quick key for such a thing comes to: links, or fields."""
        is_link = self.tree.nodes[target.node].role == "link"
        return self.link_places if is_link else self.field_places

    def films_s(self, start: int, until: int) -> list[float]:
        """How long films and sounds between two items last that no words stand for: they may say what is asked."""
        played = (one for one in self.page.sounds if one.duration_s and not one.is_in_words and not one.is_by_itself)
        return [one.duration_s for one in played if start < self.item_at(one.id) <= until]

    @cached_property
    def sounding_s(self) -> float:
        """How long the page sounds by itself from its opening on."""
        lasting = [one.duration_s for one in self.page.sounds if one.is_by_itself]
        return max((seconds for seconds in lasting if seconds > figures().passing_sound_s), default=0.0)

    def seen(self, node: Node) -> str:
        """The words of an item on the screen: a control's own where it has any; a film shows no name."""
        if node.role in _PLAYED:
            return ""
        control = self.controls.get(node.id)
        return (control.said if control else "") or node.name

    def is_told(self, target: Target) -> bool:
        """Whether a reader says what is asked.

        By a name of its own, and of several buttons the question that they answer.
        """
        node = self.tree.nodes[target.node]
        if not node.name or target.name in self._shared_names:
            return False
        is_one_of_many = node.role == "radio" and node.size > 1
        return not is_one_of_many or any(
            outer.role in {"group", "radiogroup"} and outer.name for outer in self.tree.ancestors(node)
        )

    def steps_to_words(self, target: Target) -> int:
        """How many items before a field the nearest words stand that belong to nothing else."""
        for place in range(target.item - 1, -1, -1):
            if self.items[place].role in _TEXTS and self.items[place].id not in self.owners:
                return target.item - place
        return target.item

    def on_the_way(self, here: Target | None, there: Target) -> list[Node]:
        """Items between two things whose words belong to no question: what is read on the way to the next."""
        start = -1 if here is None else here.item
        first, last = sorted((start, there.heard))
        return [item for item in self.items[first + 1 : max(last, first + 1)] if item.id not in self.owners]
