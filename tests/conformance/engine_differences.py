"""Where the reader's nodes of a page and the engine's own things of it differ: roles, names, states, words, order."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine_tree import Thing

from empathylab.reader.node import Node

_TABLE = tomllib.loads(Path(__file__).with_name("engine.toml").read_text("utf-8"))
#: What the engine calls roles that the reader has its own word for.
_ROLES: Mapping[str, str] = _TABLE["roles"]
#: Roles of which nothing is said by themselves.
_SILENT = frozenset(_TABLE["silent"])
#: By the engine's property, its values as they stand there, and the states that the reader has for each.
_STATES: Mapping[str, Mapping[str, str]] = _TABLE["states"]
#: The reader's own, without a name or a role of their own to compare.
_BARE = frozenset({"generic", "paragraph", "listitem", "text", "none", "rowgroup", "row", "unreadable"})


def _letters(text: str) -> str:
    return "".join(text.split())


def differences(things: Sequence[Thing], nodes: Sequence[Node]) -> Iterator[str]:
    """One line each: its kind, the engine's thing, and what the reader has."""
    by_id = {node.id: node for node in nodes}
    shown = [thing for thing in things if not thing.is_ignored]
    yield from _missing_words(shown, nodes)
    for thing in shown:
        node = by_id.get(thing.node)
        if node is not None:
            yield from _differing(thing, node)
        elif thing.role not in _SILENT and thing.tag != "html":
            yield f"missing › {thing.role} “{thing.name[:60]}” in {' '.join(thing.around[-2:])}"
    yield from _made_up(shown, nodes)
    yield from _order(shown, nodes)


def _missing_words(shown: Sequence[Thing], nodes: Sequence[Node]) -> Iterator[str]:
    said = _letters(" ".join(" ".join((node.name, node.value, node.description)) for node in nodes))
    for thing in shown:
        if thing.role == "StaticText" and _letters(thing.name) not in said:
            yield f"words › “{thing.name[:60]}” in {' '.join(thing.around[-2:])}"


def _differing(thing: Thing, node: Node) -> Iterator[str]:
    role = _ROLES.get(thing.role, thing.role)
    what = f"{thing.role} “{thing.name[:40]}”"
    if node.role != role and not (thing.role in _SILENT and node.role in {"generic", "paragraph"}):
        yield f"role › {what}: {node.role}"
    if node.role not in _BARE and _letters(thing.name) != _letters(node.name):
        yield f"name › {what}: “{node.name[:60]}”"
    if _letters(thing.description) not in {_letters(node.description), _letters(node.hint)}:
        yield f"description › {what}, “{thing.description[:60]}”: “{node.description[:60]}”"
    if _letters(thing.value) != _letters(node.value) and "protected" not in node.states:
        yield f"value › {what}, “{thing.value[:40]}”: “{node.value[:40]}”"
    if node.role == "heading" and thing.states.get("level", node.level) != node.level:
        yield f"level › {what}, {thing.states['level']}: {node.level}"
    yield from (f"{key} › {what}, {value}: {', '.join(node.states)}" for key, value in _states(thing, node))


def _states(thing: Thing, node: Node) -> Iterator[tuple[str, object]]:
    states = {"checked" if state == "on" else state for state in node.states}
    for key, words in _STATES.items():
        value = thing.states.get(key)
        wanted = words.get(str(value).lower(), "")
        others = set(words.values()) - {wanted}
        if (wanted and wanted not in states) or others & states:
            yield key, value


def _made_up(shown: Sequence[Thing], nodes: Sequence[Node]) -> Iterator[str]:
    held = {thing.node for thing in shown}
    for node in nodes:
        if node.id not in held and node.role not in _BARE:
            yield f"made up › {node.role} “{node.name[:60]}”"


def _order(shown: Sequence[Thing], nodes: Sequence[Node]) -> Iterator[str]:
    places = {node.id: place for place, node in enumerate(nodes)}
    last = -1
    for thing in shown:
        place = places.get(thing.node, last)
        if place < last:
            yield f"order › {thing.role} “{thing.name[:40]}” after {nodes[last].role} “{nodes[last].name[:40]}”"
        last = place
