"""What a page tells the reader, as values. `decoding` makes them out of what the page's script writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from empathylab.reader.node import Node


@dataclass(frozen=True, slots=True)
class Focus:
    """What has the keyboard focus.

    `text` is what stands in it when it is of no kind that says anything. `is_gone`: it had the focus until the page
    took it away.
    """

    node: Node
    is_editable: bool = False
    text: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class PageOpened:
    """A whole page, its nodes in reading order. `language` is a BCP 47 tag or empty.

    `is_supported`: the engine gives names and roles; without them there is nothing to read.
    """

    title: str
    language: str
    nodes: tuple[Node, ...]
    focus: Focus | None = None
    is_supported: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """`nodes` (none, or the root itself first) stand where the subtree of `root` was."""

    root: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PageChanged:
    """Parts of the page became otherwise."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NodesRenewed:
    """Of these nodes something is otherwise that only shows when it is asked."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class FocusMoved:
    """The keyboard focus moved; None: nothing has it."""

    focus: Focus | None


@dataclass(frozen=True, slots=True)
class Edited:
    """The person edited a field: what was put in and what was taken out, each perhaps empty."""

    text: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True)
class CaretMoved:
    """The caret moved in a field: what stands at it, and what is selected."""

    character: str = ""
    word: str = ""
    line: str = ""
    selected: str = ""


@dataclass(frozen=True, slots=True)
class LiveText:
    """A live region says something, urgently or after what is being said."""

    text: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Retitled:
    """The page has another title while it is open."""

    title: str


@dataclass(frozen=True, slots=True)
class Jumped:
    """A link within the page was followed, to the thing with this number."""

    id: int


PageMessage = PageOpened | PageChanged | NodesRenewed | FocusMoved | Edited | CaretMoved | LiveText | Retitled | Jumped


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page that is read without a person, and what its server calls it ("text/html").

    `broken`: what the engine stumbled over in XML that is not well-formed; empty where it is. `status`: of the
    server's answer, 0 where there is none.
    """

    page: PageOpened
    content_type: str
    broken: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True)
class PageLook:
    """A look at such a page: what it holds, when that is news, and what it is still at.

    `quiet_turns` of its own timer have passed since the last news. `heard` is what live regions have said meanwhile.
    `is_found`: what was waited for is there; None: the selector is none.
    """

    is_supported: bool
    seen: PageSeen | None = None
    quiet_turns: int = 0
    work: tuple[str, ...] = ()
    heard: tuple[LiveText, ...] = ()
    is_found: bool | None = None


class Box(NamedTuple):
    """Where something is in the page's window, in CSS pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tabbed:
    """What had the focus each time that the Tab key was let go since the last look, and what has it now; `is_working`:
    the page has something planned for so soon that who rests there comes to know it."""

    came_to: tuple[Focus | None, ...]
    focus: Focus | None
    is_working: bool = False
