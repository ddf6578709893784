"""Turns nodes into utterances, in the order that screen-reader users know: name, role, states, value, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from empathylab.domain.voice import Cue
from empathylab.reader.containers import (
    announced,
    cell,
    container,
    count,
    leaving,
    named,
    names,
    numbered,
    of_page,
    own,
    role_said,
    section,
    state_said,
    states,
)
from empathylab.reader.keymap import ReadingMode
from empathylab.reader.node import Node
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.tables import role_of
from empathylab.reader.utterance import Part, PartKind, Utterance, notice
from empathylab.reader.words import LANGUAGE, spoken_stars, words


class Phrasebook:
    """Utterances for nodes under the settings in force."""

    def __init__(self, settings: ReaderSettings) -> None:
        self.settings = settings

    def phrase(self, node: Node, entered: Sequence[Node] = (), left: Sequence[Node] = ()) -> Utterance:
        """What is said on arriving at `node`: containers newly entered (outermost first), then the node itself."""
        own_parts = self._own(node)
        around = self.announced(entered)
        begins = _beginning_rows(entered)
        inside = [part for outer in around for part in container(outer, node, outer.id in begins, left, self.settings)]
        if node.role == "text" and any(outer.name == node.name and names(outer) for outer in around):
            own_parts = []  # A legend or caption right after the group that it names would say the same twice.
        return Utterance((*leaving(left, self.settings), *inside, *own_parts), node.language, node.id)

    def announced(self, entered: Sequence[Node]) -> list[Node]:
        """Those of the containers entered that anything is said of."""
        return list(announced(entered, self.settings))

    def focus(self, node: Node, around: Sequence[Node]) -> Utterance:
        """What is said when somebody asks where the focus is: the node, with its group or its place in a table."""
        near = [outer for outer in around if outer.role in {"group", "radiogroup", "row"} or outer.cell]
        return self.phrase(node, near)

    def _own(self, node: Node) -> list[Part]:
        return numbered(node, [part for name in self._order(node) for part in self._part(name, node)])

    def _order(self, node: Node) -> list[str]:
        order = section(self.settings.verbosity)
        if role_of(node.role).first:
            order = ["role", *(part for part in order if part != "role")]
        return order

    def _part(self, part: str, node: Node) -> Iterator[Part]:
        match part:
            case "name":
                yield from cell(node, True) if node.cell else ()
                if name := self._name(node):
                    yield from (replace(one, is_private=node.is_answer) for one in named(name, node))
            case "role":
                yield from _own_words(PartKind.ROLE, role_said(node))
            case "states":
                yield from (own(state_said(state), PartKind.STATE) for state in states(node, self.settings))
            case "hint" if not node.value and node.hint != node.name:
                yield from _parts(PartKind.DESCRIPTION, node.hint, node)
            case "value":
                yield from self._value(node)
            case "description" if node.description != node.name:
                yield from _parts(PartKind.DESCRIPTION, node.description, node)
            case "error":
                yield from _parts(PartKind.ERROR, node.error, node)
            case "shortcut":
                yield from _own_words(PartKind.DESCRIPTION, node.shortcut)
            case "position":
                yield from _own_words(PartKind.POSITION, position(node))

    def _name(self, node: Node) -> str:
        if node.name or (node.role == "image" and not self.settings.is_naming_files):
            return node.name
        return node.file

    def _value(self, node: Node) -> Iterator[Part]:
        role = role_of(node.role)
        if node.value:
            text = spoken_stars(len(node.value)) if "protected" in node.states else node.value
            if text != node.name:
                yield Part(PartKind.VALUE, text, role.private, node.language)
        elif role.blank:
            yield own(words("blank"), PartKind.VALUE)

    def changed(self, old: Node, new: Node) -> Utterance:
        """What is said when something under the cursor or the focus became otherwise: only the difference."""
        parts = [of_page(new.name, new, PartKind.NAME)] if new.name != old.name and new.name else []
        known = states(old, self.settings)
        parts += [own(state_said(one), PartKind.STATE) for one in states(new, self.settings) if one not in known]
        if new.value != old.value:
            parts += list(self._value(new))
            if new.place and new.place != old.place:
                parts.append(own(position(new), PartKind.POSITION))
        if new.error != old.error and new.error:
            parts.append(of_page(new.error, new, PartKind.ERROR))
        return Utterance(tuple(parts), new.language, new.id)

    def page(self, title: str, headings: int, links: int) -> tuple[Utterance, Utterance]:
        """What is said of a page that has just opened: its title, then how much there is to jump by."""
        counts = words("page_counts", headings=_count("heading", headings), links=_count("link", links))
        return notice(title or words("untitled"), "" if title else LANGUAGE), notice(counts)


def _beginning_rows(entered: Sequence[Node]) -> set[int]:
    """The cells that were entered together with their row; a cell may hold a table with rows of its own."""
    found: set[int] = set()
    is_new_row = False
    for node in entered:
        if node.cell and is_new_row:
            found.add(node.id)
        is_new_row = node.role == "row" or (is_new_row and not node.cell)
    return found


def blank(node: Node) -> Utterance:
    """What is said at a stop of which there is nothing else to say."""
    return Utterance((own(words("blank"), PartKind.VALUE),), node.language, node.id)


def mode_change(mode: ReadingMode) -> Utterance:
    """Which mode it is now, and the sound that tells it sooner."""
    cue = Cue.TYPING if mode is ReadingMode.FOCUS else Cue.READING
    return Utterance((own(words(f"{mode.value}_mode"), PartKind.MODE),), cue=cue)


def position(node: Node) -> str:
    """ "2 of 3", "level 2", both or nothing."""
    place = words("position", place=node.place, size=node.size) if node.place and node.size else ""
    level = words("level", level=node.level) if node.level and node.role != "heading" else ""
    return ", ".join(part for part in (place, level) if part)


def _parts(kind: PartKind, text: str, node: Node) -> Iterator[Part]:
    if text:
        yield of_page(text, node, kind)


def _own_words(kind: PartKind, text: str) -> Iterator[Part]:
    if text:
        yield own(text, kind)


def _count(noun: str, size: int) -> str:
    return words(f"no_{noun}s") if size == 0 else count(noun, size)
