"""Decodes what the page's script writes into values, here and nowhere else.

The script uses the values' own field names, in camel case. Whatever has another key or another type is broken: no part
of such a message is taken, and the log says so in one line, without any of the words in it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from empathylab.reader.node import Cell, FramePlace, Header, Node, Span
from empathylab.reader.page_messages import (
    Box,
    CaretMoved,
    Change,
    Edited,
    Focus,
    FocusMoved,
    Jumped,
    LiveText,
    NodesRenewed,
    PageChanged,
    PageLook,
    PageMessage,
    PageOpened,
    PageSeen,
    Retitled,
    Tabbed,
)

logger = logging.getLogger(__name__)

Value = TypeVar("Value")
_Read = Callable[[object], Any]
_BROKEN = (KeyError, TypeError, ValueError, RecursionError)


def _text(value: object) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no whole number")
    return value


def _number(value: object) -> float:
    if type(value) not in {int, float}:
        raise TypeError("no number")
    return float(value)  # type: ignore[arg-type]


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError("neither true nor false")
    return value


def _each(read: _Read) -> _Read:
    def read_all(value: object) -> tuple[object, ...]:
        if type(value) is not list:
            raise TypeError("no list")
        return tuple(map(read, value))

    return read_all


def _maybe(read: _Read) -> _Read:
    return lambda value: None if value is None else read(value)


class _Object(Generic[Value]):
    """Reads a message's object into a value: a reader for each field, by the field's name."""

    def __init__(self, make: Callable[..., Value], **fields: _Read) -> None:
        self._make = make
        self._fields = {_camel(name): (name, read) for name, read in fields.items()}

    def __call__(self, message: object) -> Value:
        if type(message) is not dict:
            raise TypeError("no object")
        found = {}
        for key, value in message.items():
            name, read = self._fields[key]
            found[name] = read(value)
        return self._make(**found)


def _camel(name: str) -> str:
    first, *more = name.split("_")
    return first + "".join(part.capitalize() for part in more)


_header = _Object(Header, id=_whole, name=_text)
_cell = _Object(
    Cell,
    row=_whole,
    column=_whole,
    row_headers=_each(_header),
    column_headers=_each(_header),
    row_span=_whole,
    column_span=_whole,
    row_said=_text,
    column_said=_text,
    label=_text,
)
_node = _Object(
    Node,
    id=_whole,
    parent=_whole,
    role=_text,
    name=_text,
    value=_text,
    description=_text,
    error=_text,
    states=_each(_text),
    level=_whole,
    place=_whole,
    size=_whole,
    rows=_whole,
    columns=_whole,
    cell=_cell,
    language=_text,
    spans=_each(_Object(Span, text=_text, language=_text, is_picture=_flag)),
    role_said=_text,
    hint=_text,
    marker=_text,
    shortcut=_text,
    file=_text,
    field=_text,
    target=_text,
    frame_path=_each(_Object(FramePlace, place=_whole, siblings=_whole)),
    is_focusable=_flag,
    is_answer=_flag,
)
_focus = _Object(Focus, node=_node, is_editable=_flag, text=_text, is_gone=_flag)
_page = _Object(PageOpened, title=_text, language=_text, nodes=_each(_node), focus=_maybe(_focus), is_supported=_flag)
_live = _Object(LiveText, text=_text, is_urgent=_flag)
_MESSAGES: Mapping[str, Callable[[object], PageMessage]] = {
    "page": _page,
    "changed": lambda value: PageChanged(_each(_Object(Change, root=_whole, nodes=_each(_node)))(value)),
    "renewed": lambda value: NodesRenewed(_each(_node)(value)),
    "focus": lambda value: FocusMoved(_maybe(_focus)(value)),
    "typed": _Object(Edited, text=_text, deleted=_text),
    "caret": _Object(CaretMoved, character=_text, word=_text, line=_text, selected=_text),
    "live": _live,
    "title": _Object(Retitled, title=_text),
    "jumped": _Object(Jumped, id=_whole),
}
_look = _Object(
    PageLook,
    is_supported=_flag,
    seen=_maybe(_Object(PageSeen, page=_page, content_type=_text, broken=_text, status=_whole)),
    quiet_turns=_whole,
    work=_each(_text),
    heard=_each(_live),
    is_found=_maybe(_flag),
)
_tabbed = _Object(Tabbed, came_to=_each(_maybe(_focus)), focus=_maybe(_focus), is_working=_flag)


def message_from(kind: str, text: str) -> PageMessage | None:
    """A message of the page's script, from JSON of this kind; None: it is broken."""
    read = _MESSAGES.get(kind)
    if read is None:
        logger.warning("The page's reader sent a message of an unknown kind: %.40s", kind)
        return None
    return _read(read, text, kind)


def drained_from(text: str) -> list[PageMessage]:
    """The messages that a frame has kept, as pairs of a kind and a message; those that are broken are left out."""
    kept = _read(_each(_each(_text)), text, "drained") or ()
    found = (message_from(*pair) if len(pair) == 2 else None for pair in kept)
    return [message for message in found if message is not None]


def page_from(text: str) -> PageOpened | None:
    """A page as the script's `snapshot` gives it; None: it is broken."""
    return _read(_page, text, "page")


def nodes_from(text: str) -> tuple[Node, ...]:
    """A list of nodes; none: it is broken."""
    return _read(_each(_node), text, "nodes") or ()


def look_from(text: str) -> PageLook | None:
    """A look at a page that is read without a person; None: it is broken."""
    return _read(_look, text, "look")


def box_from(text: str) -> Box | None:
    """Where something is in the page; None: it is broken, or nowhere, which is an empty text."""
    return _read(lambda value: Box(*_each(_number)(value)), text, "box") if text else None


def tabbed_from(text: str) -> Tabbed | None:
    """Where the Tab key has led; None: it is broken."""
    return _read(_tabbed, text, "tabbed")


def _read(read: Callable[[object], Value], text: str, kind: str) -> Value | None:
    try:
        return read(json.loads(text))
    except _BROKEN as fault:
        logger.warning("The page's reader sent a broken message: %s (%s)", kind, type(fault).__name__)
        return None
