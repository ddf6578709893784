"""Turns nodes into utterances, in the order that screen-reader users know: name, role, states, value, and so on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from empathylab.domain.voice import Cue
from empathylab.reader.keymap import Mode
from empathylab.reader.node import Node
from empathylab.reader.settings import ReaderSettings, Verbosity
from empathylab.reader.tables import phrases, role_of
from empathylab.reader.utterance import Part, PartKind, Utterance, notice

_STARS_COUNTED_FROM = 9


def words(key: str, **values: object) -> str:
    """A phrase of phrases.toml with its blanks filled."""
    text = phrases()["say"][key]
    assert isinstance(text, str)
    return text.format(**values)


def kind_name(kind: str) -> str:
    """What a quick key looks for, in words: "heading", "heading level 2", "combo box"."""
    if kind.startswith("heading") and kind != "heading":
        return f"heading {words('level', level=kind.removeprefix('heading'))}"
    found = phrases()["kinds"][kind]
    assert isinstance(found, str)
    return found


def spoken_character(character: str) -> str:
    """A character by name where it has no sound of its own; capitals are told apart."""
    named = phrases()["characters"].get(character)
    if named is not None:
        return str(named)
    return f"cap {character}" if character.isupper() else character


def spoken_stars(count: int) -> str:
    """Characters of a password."""
    if count >= _STARS_COUNTED_FROM:
        return words("stars", count=count)
    return " ".join([words("star")] * count)


class Phrasebook:
    """Utterances for nodes under the settings in force."""

    def __init__(self, settings: ReaderSettings) -> None:
        self.settings = settings

    def phrase(self, node: Node, entered: Sequence[Node] = (), left: Sequence[Node] = ()) -> Utterance:
        """What is said on arriving at `node`: containers newly entered (outermost first), then the node itself."""
        own = list(self._own(node))
        announced = list(self._announced(entered))
        is_new_row = any(around.role == "row" for around in entered)
        containers = [part for around in announced for part in self._container(around, node, is_new_row)]
        said = self._leaving(left) + containers
        if node.role == "text" and any(around.name == node.name and not around.cell for around in announced):
            own = []  # A legend or caption right after the group that it names would say the same twice.
        return Utterance((*said, *own), node.language, node.id)

    def focus(self, node: Node, around: Sequence[Node]) -> Utterance:
        """What is said when somebody asks where the focus is: the node, with its group or its place in a table."""
        near = [outer for outer in around if outer.role in {"group", "radiogroup", "row"} or outer.cell]
        return self.phrase(node, near)

    def _announced(self, entered: Iterable[Node]) -> Iterator[Node]:
        for node in entered:
            rule = role_of(node.role).entering
            if self.settings.verbosity is Verbosity.SHORT and node.role not in self._section("short_containers"):
                continue
            if rule == "always" or (rule in {"named", "cell"} and (node.name or node.cell)):
                yield node

    def _section(self, name: str) -> list[str]:
        found = phrases()["verbosity"][name]
        assert isinstance(found, list)
        return found

    def _container(self, node: Node, item: Node, is_new_row: bool) -> list[Part]:
        if node.cell is not None:
            return [Part(PartKind.CONTAINER, text) for text in self._cell(node, is_new_row)]
        is_said_by_item = node.name == item.name and item.role != "text"
        name = "" if is_said_by_item or node.role == "heading" else node.name
        said = _role_said(node)
        texts = [said, name] if role_of(node.role).first else [name, said]
        texts += self._states(node)
        if self.settings.verbosity is not Verbosity.SHORT:
            texts.append(node.description)
        texts.append(node.error)
        return [Part(PartKind.CONTAINER, text) for text in texts if text]

    def _cell(self, node: Node, is_new_row: bool) -> Iterator[str]:
        assert node.cell is not None
        if is_new_row:
            yield words("row", row=node.cell.row)
        if node.cell.row_header:
            yield node.cell.row_header
        if node.cell.column_header:
            yield node.cell.column_header
        yield words("column", column=node.cell.column)
        yield from self._states(node)

    def _leaving(self, left: Sequence[Node]) -> list[Part]:
        if "leaving" not in self._section(self.settings.verbosity):
            return []
        outer = [node for node in left if role_of(node.role).entering == "always" and role_of(node.role).said]
        return [Part(PartKind.CONTAINER, words("out_of", container=_short_role(node))) for node in outer[:1]]

    def _own(self, node: Node) -> Iterator[Part]:
        order = self._section(self.settings.verbosity)
        if role_of(node.role).first:
            order = ["role", *(part for part in order if part != "role")]
        for part in order:
            yield from self._part(part, node)

    def _part(self, part: str, node: Node) -> Iterator[Part]:
        if part == "name":
            for text in self._cell(node, True) if node.cell else ():
                yield Part(PartKind.CONTAINER, text)
            if name := self._name(node):
                yield Part(PartKind.NAME, name, node.is_answer)
        elif part == "role":
            yield from _parts(PartKind.ROLE, _role_said(node))
        elif part == "states":
            for state in self._states(node):
                yield Part(PartKind.STATE, state)
        elif part == "value":
            yield from self._value(node)
        elif part == "description" and node.description != node.name:
            yield from _parts(PartKind.DESCRIPTION, node.description)
        elif part == "error":
            yield from _parts(PartKind.ERROR, node.error)
        elif part == "position":
            yield from _parts(PartKind.POSITION, position(node))

    def _name(self, node: Node) -> str:
        if node.name or node.role != "image":
            return node.name
        return node.file if self.settings.is_naming_files else ""

    def _value(self, node: Node) -> Iterator[Part]:
        role = role_of(node.role)
        if node.value:
            text = spoken_stars(len(node.value)) if "protected" in node.states else node.value
            if text != node.name:
                yield Part(PartKind.VALUE, text, role.private)
        elif role.blank:
            yield Part(PartKind.VALUE, words("blank"))

    def _states(self, node: Node) -> list[str]:
        said = phrases()["states"]
        states = node.states
        if self.settings.verbosity is Verbosity.SHORT:
            allowed = self._section("short_states")
            states = tuple(state for state in states if state in allowed)
        return [str(said.get(state, state)) for state in states]

    def changed(self, old: Node, new: Node) -> Utterance:
        """What is said when something under the cursor or the focus became otherwise: only the difference."""
        parts = [Part(PartKind.NAME, new.name)] if new.name != old.name and new.name else []
        parts += [Part(PartKind.STATE, state) for state in self._states(new) if state not in self._states(old)]
        if new.value != old.value:
            parts += list(self._value(new))
            if new.place and new.place != old.place:
                parts.append(Part(PartKind.POSITION, position(new)))
        if new.error != old.error and new.error:
            parts.append(Part(PartKind.ERROR, new.error))
        return Utterance(tuple(parts), new.language, new.id)

    def page(self, title: str, headings: int, links: int) -> tuple[Utterance, Utterance]:
        """What is said of a page that has just opened: its title, then how much there is to jump by."""
        counts = words("page_counts", headings=_count("heading", headings), links=_count("link", links))
        return notice(title or words("untitled")), notice(counts)


def mode_change(mode: Mode) -> Utterance:
    """Which mode it is now, and the sound that tells it sooner."""
    cue = Cue.TYPING if mode is Mode.FOCUS else Cue.READING
    return Utterance((Part(PartKind.MODE, words(f"{mode.value}_mode")),), cue=cue)


def position(node: Node) -> str:
    """ "2 of 3", or nothing."""
    if not node.place or not node.size:
        return f"{words('level', level=node.level)}" if node.level and node.role == "treeitem" else ""
    return words("position", place=node.place, size=node.size)


def _parts(kind: PartKind, text: str) -> Iterator[Part]:
    if text:
        yield Part(kind, text)


def _role_said(node: Node) -> str:
    if node.role_said:
        return node.role_said
    role = role_of(node.role)
    if role.one and node.rows == 1:
        return role.one
    if node.role == "list" and node.rows == 0:
        return "list"
    return role.said.format(level=node.level or 2, rows=_size(node, "row"), columns=_size(node, "column"))


def _size(node: Node, noun: str) -> str:
    count = node.rows if noun == "row" else node.columns
    if node.role in {"list", "listbox"}:
        return str(count)
    return words(f"one_{noun}") if count == 1 else words(f"{noun}s", count=count)


def _short_role(node: Node) -> str:
    return role_of(node.role).said.split(" with ")[0]


def _count(noun: str, count: int) -> str:
    if count == 0:
        return words(f"no_{noun}s")
    return words(f"one_{noun}") if count == 1 else words(f"{noun}s", count=count)
