"""A transcript of what the reader says of a page from top to bottom, for reading, comparing and keeping in tests."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from empathylab.reader.cursor import Cursor
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Focus, PageOpened
from empathylab.reader.phrasebook import Phrasebook, blank
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.tree import Tree
from empathylab.reader.words import kind_name, words

_MOST_CHARACTERS = 80
#: Signs that no page has among its words, and what stands where the engine could make nothing of a byte.
_NO_SIGNS, _UNKNOWN_SIGN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]"), "\ufffd"
#: The code of a page, read as its text: whoever sent it used other signs than it says.
_CODE = re.compile(r"[\s\0\ufffd]*<[\0\ufffd]*(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


class ReadBy(StrEnum):
    """By which key the reader goes through the page."""

    BROWSE = "browse"
    TAB = "tab"
    HEADING = "heading"
    LANDMARK = "landmark"
    LINK = "link"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class SaidPhrase:
    """One phrase, the node it is of and the containers it tells of.

    `node` is None for what the reader says of its own accord.
    """

    phrase: str
    node: Node | None = None
    entered: tuple[Node, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For `empathylab read --json`."""
        node = self.node or Node(0, 0, "notice", name=self.phrase)
        return {
            "role": node.role,
            "name": node.name,
            "states": list(node.states),
            "value": node.value,
            "description": node.description,
            "level": node.level,
            "entered": [{"role": one.role, "name": one.name, "level": one.level} for one in self.entered],
            "phrase": self.phrase,
        }


@dataclass(frozen=True, slots=True)
class LivePhrase:
    """A live region's phrase while a page was opened: `role` is alert, status or alertdialog."""

    role: str
    text: str

    def as_said(self, settings: ReaderSettings) -> SaidPhrase:
        """As the reader says it."""
        node = Node(0, 0, self.role, name=self.text)
        return SaidPhrase(self.text if self.role != "alertdialog" else Phrasebook(settings).phrase(node).text, node)


class _Walker:
    """Says nodes one after another, with the containers that are new each time."""

    def __init__(self, tree: Tree, settings: ReaderSettings) -> None:
        self._tree = tree
        self._book = Phrasebook(settings)
        self._around: tuple[Node, ...] = ()

    def stop(self, stop: Focus) -> SaidPhrase:
        """Wherever Tab comes to something is said, if only that there is nothing; what is gone by then as it was."""
        known = self._tree.nodes.get(stop.node.id, stop.node)
        if stop.is_gone:
            return self.say(known)
        self._tree.renew(replace(stop.node, cell=known.cell, rows=known.rows, columns=known.columns))
        said = self._come_to(self._tree.nodes.get(stop.node.id, stop.node))
        text = stop.text if stop.node.text_is_inside else ""
        return replace(said, phrase=", ".join(filter(None, (said.phrase, text))) or blank(stop.node).text)

    def say(self, node: Node) -> SaidPhrase:
        said = self._come_to(node)
        return said if said.phrase else replace(said, phrase=blank(node).text)

    def _come_to(self, node: Node) -> SaidPhrase:
        around = self._tree.ancestors(node)
        before, now = ({one.id for one in nodes} for nodes in (self._around, around))
        entered = [ancestor for ancestor in around if ancestor.id not in before]
        left = [ancestor for ancestor in reversed(self._around) if ancestor.id not in now]
        self._around = (*around, node) if self._tree.has_inside(node.id) else around
        return SaidPhrase(self._book.phrase(node, entered, left).text, node, tuple(self._book.announced(entered)))


def transcript(
    page: PageOpened,
    by: ReadBy = ReadBy.BROWSE,
    tab_stops: Sequence[Focus] = (),
    settings: ReaderSettings | None = None,
    heard: Sequence[LivePhrase] = (),
) -> list[SaidPhrase]:
    """The phrases of a page. `tab_stops` are what the Tab key came to, in order.

    `heard` stands at the end of what browsing says: it came while the page was read.
    """
    settings = settings or ReaderSettings()
    tree = Tree(page.nodes)
    walker = _Walker(tree, settings)
    if by is ReadBy.BROWSE:
        title, counts = Phrasebook(settings).page(page.title, tree.count("heading"), tree.count("link"))
        said = [SaidPhrase(title.text), SaidPhrase(counts.text), *(walker.say(tree.nodes[item]) for item in tree.items)]
        return said + [one.as_said(settings) for one in dict.fromkeys(heard)]
    if by is ReadBy.TAB:
        return [walker.stop(stop) for stop in tab_stops]
    return [walker.say(node) for node in _found(tree, by.value)]


def _found(tree: Tree, kind: str) -> Iterator[Node]:
    cursor = Cursor(tree)
    while cursor.find(kind, 1):
        node = cursor.node
        assert node is not None
        yield node


def moving_texts(page: PageOpened, moving: Sequence[int]) -> list[str]:
    """What stands in each of these places, as short as can be; of places inside one another the innermost counts."""
    tree = Tree(page.nodes)
    around = {ancestor.id for place in moving for ancestor in tree.ancestors(tree.nodes[place])}
    texts = (" ".join(node.name for node in tree.inside(place) if node.name) for place in moving if place not in around)
    return list(dict.fromkeys(textwrap.shorten(text, _MOST_CHARACTERS, placeholder=" …") for text in texts if text))


def holds_words(page: PageOpened) -> bool:
    """Whether it is words that stand in it, and not the bytes of a packed file or a picture; a few may stray in."""
    text = "".join(node.name for node in page.nodes)
    is_binary = 20 * len(_NO_SIGNS.findall(text)) > len(text) or 5 * text.count(_UNKNOWN_SIGN) > len(text)
    return not is_binary and not text.startswith("%PDF-") and not _CODE.match(text)


def trap_phrases(page: PageOpened, trap: Sequence[Focus], said: Sequence[SaidPhrase]) -> list[str]:
    """What Tab goes round in without coming out, as it was said; in a dialog that is modal that is as it should be."""
    tree, ids = Tree(page.nodes), {stop.node.id for stop in trap}
    if any("modal" in around.states for stop in trap for around in tree.ancestors(stop.node)):
        return []
    return [one.phrase for one in said if one.node is not None and one.node.id in ids]


def nothing_found(by: ReadBy) -> str:
    """What the reader says when the key finds nothing at all."""
    if by is ReadBy.TAB:
        return words("none_focusable")
    return words("none_next", kind=kind_name(by.value))
