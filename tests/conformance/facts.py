"""What a screen reader says of a page, taken apart into facts: role, state, level, position, entry."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from empathylab.reader.containers import container
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.transcript import SaidPhrase
from empathylab.reader.utterance import Part, PartKind

_NUMBER = r"(\d+)"


@dataclass(frozen=True, slots=True)
class Fact:
    """`of` is the name of what it is said of, empty for what has none; `at` what Orca calls the thing."""

    kind: str
    said: str
    of: str
    at: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.said} ({self.kind}) of “{self.of}”" + (f" at {self.at}" if self.at else "")


class _Rule(NamedTuple):
    kind: str
    said: str
    pattern: re.Pattern[str]


@cache
def _rules(reader: str) -> tuple[_Rule, ...]:
    table = tomllib.loads(Path(__file__).with_name("facts.toml").read_text("utf-8"))
    return tuple(
        _Rule(kind, said, re.compile(words[reader].replace("{n}", _NUMBER)))
        for kind, facts in table.items()
        for said, words in facts.items()
        if reader in words
    )


def fact_in(piece: str, of: str, reader: str) -> Fact | None:
    """The fact that a piece of speech is; None for names, texts and values."""
    for kind, said, pattern in _rules(reader):
        if found := pattern.fullmatch(piece.strip()):
            return Fact(kind, said.replace("{n}", "{}").format(*_numbers(found)), of)
    return None


def _numbers(found: re.Match[str]) -> list[str]:
    """For each place in the words, those that were not in this pattern as nothing."""
    return [*(number for number in found.groups() if number and number.isdigit()), "", ""]


def plain(name: str) -> str:
    """A name as two readers can agree on it."""
    return " ".join(re.findall(r"[^\W_]+", name.lower()))[:40].strip()


def orca_facts(phrases: Iterable[list[dict[str, Any]]]) -> Counter[Fact]:
    """The facts in what `OrcaSession.press` gave, key by key."""
    return Counter(fact for heard in phrases for phrase in heard for fact in _of_orca(phrase))


def _of_orca(phrase: dict[str, Any]) -> Iterator[Fact]:
    entered: list[str] = []
    box = ""
    for thing in phrase["things"]:
        if thing["way"] == "ancestor":
            entered += thing["said"]
            box = thing["name"] if thing["role"] == "combo box" else box
            if not any(piece.startswith("leaving") for piece in thing["said"]):
                yield from _facts_of(thing["said"], thing, thing["name"])
        elif thing["depth"] == 0:
            # The chosen answer of a closed list is a thing of its own there.
            is_answer = thing["role"] == "menu item" and any(one["role"] == "combo box" for one in phrase["things"])
            yield from _facts_of(_without(thing["said"], entered), thing, box if is_answer else thing["name"])
            entered, box = [], ""


def _without(pieces: list[str], entered: list[str]) -> list[str]:
    """What is said of the thing itself: what was said of those around it comes first."""
    own = list(pieces)
    for piece in entered:
        if piece in own:
            own.remove(piece)
    return own


#: What Chromium says in place of a name, and what it puts behind the name of a field for files.
_NO_NAME, _FILE = "To get missing image descriptions", re.compile(r": (No file chosen|\d+ files)$")
_WORDS = {"label", "paragraph", "section", "static", "text"}
_OF_A_LIST = {"list item", "description term", "description value"}


def _facts_of(pieces: list[str], thing: dict[str, Any], name: str) -> Iterator[Fact]:
    of = "" if name.startswith(_NO_NAME) else plain(_FILE.sub("", name))
    found = [(piece, fact_in(piece, of, "orca")) for piece in pieces]
    words = plain(next((piece for piece, fact in found if fact is None), ""))
    for _, fact in found:
        if fact is None or fact.kind == "style":
            continue
        if thing["role"] in _WORDS and fact.kind in {"role", "level"}:
            fact = replace(fact, of=words)  # Of the heading or link around them.
        if thing["role"] in {"radio button", "radio menu item"} and fact.said in {"selected", "not selected"}:
            fact = replace(fact, said=fact.said.replace("selected", "checked"))
        if thing["role"] in _OF_A_LIST and fact.kind == "position":
            fact = replace(fact, said=f"{fact.said} in its list")
        yield replace(fact, at=thing["role"])


def our_facts(said: Iterable[SaidPhrase]) -> Counter[Fact]:
    """The facts in a transcript."""
    settings = ReaderSettings()
    book = Phrasebook(settings)
    facts: Counter[Fact] = Counter()
    for one in said:
        if one.node is None:
            continue
        item = replace(one.node, marker="")
        for outer in one.entered:
            facts.update(_ours(container(replace(outer, marker=""), item, False, (), settings), outer.name))
        facts.update(_ours(book.phrase(item).parts, item.name))
    return facts


def _ours(parts: Sequence[Part], name: str) -> list[Fact]:
    found = []
    for part, after in zip_longest(parts, parts[1:]):
        # A picture among the words of something has a name of its own.
        of = plain(after.text if part.text == "graphic" and after and after.kind is PartKind.NAME else name)
        found += [fact_in(piece, of, "ours") for piece in _pieces(part) if part.kind is not PartKind.NAME]
    return [fact for fact in found if fact is not None and fact.kind != "style"]


def _pieces(part: Part) -> list[str]:
    """Place and level are said in one breath."""
    return part.text.split(", ") if part.kind is PartKind.POSITION else [part.text]
