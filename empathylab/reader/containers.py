"""What is said on the way into and out of containers: landmarks, groups, lists, tables, cells with their headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from empathylab.reader.node import Cell, Header, Node, Span
from empathylab.reader.settings import ReaderSettings, Verbosity
from empathylab.reader.tables import phrases, role_of, verbosity
from empathylab.reader.utterance import Part, PartKind
from empathylab.reader.words import LANGUAGE, words


def announced(entered: Iterable[Node], settings: ReaderSettings) -> Iterator[Node]:
    """Those of the containers entered that anything is said of."""
    for node in entered:
        if settings.verbosity is Verbosity.SHORT and node.role not in section("short_containers"):
            continue
        if role_of(node.role).stop == "always":
            continue  # It is an item itself, with others below it.
        rule = role_of(node.role).entering
        if rule == "always" or (rule in {"named", "cell"} and (node.name or node.cell)) or _tells(node):
            yield node


def _tells(node: Node) -> bool:
    """Whether it says something of itself that its author put there, whatever it is."""
    told = node.role_said or node.description or node.error or node.shortcut or node.level or node.marker or node.size
    return bool(told) or any(state in section("told_states") for state in node.states)


def container(node: Node, item: Node, is_new_row: bool, before: Sequence[Node], settings: ReaderSettings) -> list[Part]:
    """The parts said of one container on the way in to `item`; `before` is where the reader was."""
    if node.cell is not None:
        said = [own(role_said(node))] if role_said(node) else []
        label = [of_page(node.cell.label, node)] if node.cell.label not in {"", item.name} else []
        return [*cell(node, is_new_row, before), *label, *said, *_told(node, settings)]
    is_said_by_item = node.name == item.name and item.role != "text"
    name = node.name if names(node) and not is_said_by_item else ""
    said = [own(role_said(node)), of_page(name, node)]
    return numbered(node, [part for part in (*_ordered(said, node), *_told(node, settings)) if part.text])


def names(node: Node) -> bool:
    """Whether a container is called by its name on the way in: a cell goes by its place, a heading by what is in it."""
    return node.cell is None and node.role != "heading" and bool(role_of(node.role).entering)


def numbered(node: Node, parts: list[Part]) -> list[Part]:
    """The parts said of a container, behind the number of the list item that the node begins."""
    if not node.marker or not parts:
        return [of_page(node.marker, node)] if node.marker else parts
    first, *more = parts
    spans = [Span(f"{node.marker} {span.text}", span.language) for span in first.spans[:1]]
    return [replace(first, text=f"{node.marker} {first.text}", spans=(*spans, *first.spans[1:])), *more]


def _ordered(said: list[Part], node: Node) -> list[Part]:
    return said if role_of(node.role).first else said[::-1]


def _told(node: Node, settings: ReaderSettings) -> Iterator[Part]:
    rule = role_of(node.role).entering
    for state in states(node, settings):
        if rule or state in section("told_states"):
            yield own(state_said(state))
    if node.place and node.size:
        yield own(words("position", place=node.place, size=node.size))
    if node.level and node.role != "heading":
        yield own(words("level", level=node.level))
    if settings.verbosity is not Verbosity.SHORT and node.description:
        yield of_page(node.description, node)
    if node.error:
        yield of_page(node.error, node)
    if node.shortcut:
        yield own(node.shortcut)


def cell(node: Node, is_new_row: bool, before: Sequence[Node] = ()) -> Iterator[Part]:
    """Row, headers and column of a cell; of the headers those that the cell before did not stand under."""
    assert node.cell is not None
    known = frozenset[Header]().union(*(other.cell.headers for other in before if other.cell))
    if is_new_row:
        yield own(_place("row", node.cell.row_said or node.cell.row, node.cell.row_span))
    for header in _new_headers(node.cell, is_new_row, known):
        yield of_page(header.name, node)
    yield own(_place("column", node.cell.column_said or node.cell.column, node.cell.column_span))


def _new_headers(place: Cell, is_new_row: bool, known: frozenset[Header]) -> Iterator[Header]:
    yield from (header for header in place.row_headers if is_new_row or header not in known)
    yield from (header for header in place.column_headers if header not in known)


def _place(noun: str, first: int | str, span: int) -> str:
    if span > 1 and isinstance(first, int):
        return words(f"{noun}_span", first=first, last=first + span - 1)
    return words(noun, **{noun: first})


def leaving(left: Sequence[Node], settings: ReaderSettings) -> list[Part]:
    """ "out of list": the innermost container left that has a word for itself."""
    if "leaving" not in section(settings.verbosity):
        return []
    outer = [node for node in left if role_of(node.role).entering == "always" and role_of(node.role).said]
    return [own(words("out_of", container=_short_role(node))) for node in outer[:1]]


def own(text: str, kind: PartKind = PartKind.CONTAINER) -> Part:
    """A part in the reader's own words."""
    return Part(kind, text, language=LANGUAGE)


def of_page(text: str, node: Node, kind: PartKind = PartKind.CONTAINER) -> Part:
    """A part in the page's words, in the language they stand in there."""
    return Part(kind, text, language=node.language, spans=node.spans if text == node.name else ())


def named(name: str, node: Node) -> Iterator[Part]:
    """A name, with the word for a picture before each that stands in it."""
    if name != node.name or not any(span.is_picture for span in node.spans):
        yield of_page(name, node, PartKind.NAME)
        return
    for is_picture, spans in groupby(node.spans, key=lambda span: span.is_picture):
        if not is_picture:
            yield _stretch(tuple(spans))
            continue
        for span in spans:
            yield own(role_of("image").said, PartKind.ROLE)
            yield _stretch((span,))


def _stretch(spans: tuple[Span, ...]) -> Part:
    text = "".join(span.text for span in spans)
    first = spans[0]._replace(text=spans[0].text.lstrip())
    *before, last = (first, *spans[1:])
    return Part(PartKind.NAME, text.strip(), spans=(*before, last._replace(text=last.text.rstrip())))


def section(name: str) -> list[str]:
    """A list of phrases.toml's part on verbosity."""
    return verbosity()[name]


def states(node: Node, settings: ReaderSettings) -> tuple[str, ...]:
    """The states that are said at this verbosity."""
    if settings.verbosity is not Verbosity.SHORT:
        return node.states
    return tuple(state for state in node.states if state in section("short_states"))


def state_said(state: str) -> str:
    """What a state is called."""
    return phrases()["states"].get(state, state)


def role_said(node: Node) -> str:
    """What a role is called, with a heading's level and a list's or table's size."""
    if node.role_said:
        return node.role_said
    role = role_of(node.role)
    if role.one and node.rows == 1:
        return role.one
    if node.role in {"list", "listbox"} and node.rows == 0:
        return _short_role(node)
    return role.said.format(level=node.level or 2, rows=_size(node, "row"), columns=_size(node, "column"))


def _size(node: Node, noun: str) -> str:
    size = node.rows if noun == "row" else node.columns
    return str(size) if node.role in {"list", "listbox"} else count(noun, size)


def count(noun: str, size: int) -> str:
    """A number with its unit: "1 row", "3 rows"."""
    return words(f"one_{noun}") if size == 1 else words(f"{noun}s", count=size)


def _short_role(node: Node) -> str:
    return role_of(node.role).said.split(" with ")[0]
