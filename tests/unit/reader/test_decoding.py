"""The border to the page: what its script writes becomes values, or is passed over with one line in the log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.reader.decoding import box_from, drained_from, look_from, message_from, page_from, tabbed_from
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

FIELD = {"id": 2, "parent": 1, "role": "textbox", "name": "Code", "states": ["required"], "isFocusable": True}
NODE = Node(2, 1, "textbox", "Code", states=("required",), is_focusable=True)
PAGE = {"title": "Bins", "language": "cy", "nodes": [FIELD], "isSupported": True, "focus": None}
OPENED = PageOpened("Bins", "cy", (NODE,))

SAID = "The page's reader sent"
MESSAGES: list[tuple[str, Any, Any]] = [
    ("page", PAGE, OPENED),
    ("changed", [{"root": 1, "nodes": [FIELD]}], PageChanged((Change(1, (NODE,)),))),
    ("renewed", [FIELD], NodesRenewed((NODE,))),
    ("focus", None, FocusMoved(None)),
    ("focus", {"node": FIELD, "isEditable": True, "text": ""}, FocusMoved(Focus(NODE, is_editable=True))),
    ("typed", {"text": "a", "deleted": ""}, Edited("a")),
    ("caret", {"character": "a", "word": "ab", "line": "ab c", "selected": ""}, CaretMoved("a", "ab", "ab c")),
    ("live", {"text": "Sent", "isUrgent": True}, LiveText("Sent", is_urgent=True)),
    ("title", {"title": "Done"}, Retitled("Done")),
    ("jumped", {"id": 7}, Jumped(7)),
]


@pytest.mark.parametrize(("kind", "told", "value"), MESSAGES)
def test_each_kind_of_message_is_a_value(kind: str, told: Any, value: Any) -> None:
    assert message_from(kind, json.dumps(told)) == value


def test_a_node_has_all_that_the_page_says_of_it() -> None:
    header = {"id": 4, "name": "Day"}
    cell = {"row": 1, "column": 2, "rowHeaders": [], "columnHeaders": [header], "rowSpan": 1, "columnSpan": 3}
    more = {"cell": cell, "spans": [{"text": "Bin", "language": "cy"}], "framePath": [{"place": 0, "siblings": 2}]}
    message = message_from("renewed", json.dumps([{**FIELD, **more, "roleSaid": "code", "isAnswer": True}]))
    assert isinstance(message, NodesRenewed)
    node = message.nodes[0]
    assert node.cell == Cell(1, 2, (), (Header(4, "Day"),), 1, 3)
    assert (node.spans, node.frame_path) == ((Span("Bin", "cy"),), (FramePlace(0, 2),))
    assert (node.role_said, node.is_answer) == ("code", True)


def test_answers_to_questions_are_values() -> None:
    assert page_from(json.dumps(PAGE)) == OPENED
    assert box_from("[1, 2.5, 3, 4]") == Box(1, 2.5, 3, 4)
    assert box_from("") is None
    assert tabbed_from(json.dumps({"cameTo": [None], "focus": None, "isWorking": True})) == Tabbed((None,), None, True)
    assert look_from('{"isSupported": false}') == PageLook(is_supported=False)
    look = {"isSupported": True, "seen": {"page": PAGE, "contentType": "text/html"}, "quietTurns": 4}
    heard = {"work": ["timer"], "heard": [{"text": "Sent", "isUrgent": False}], "isFound": None}
    assert look_from(json.dumps({**look, **heard})) == PageLook(
        True, PageSeen(OPENED, "text/html"), 4, ("timer",), (LiveText("Sent"),), None
    )


BROKEN = [
    ("page", PAGE | {"nodes": None}),
    ("page", PAGE | {"title": 4}),
    ("page", {"title": "Bins"}),
    ("page", []),
    ("changed", [{"root": 1, "nodes": [{**FIELD, "secret": "word"}]}]),
    ("changed", {"root": 1}),
    ("renewed", [{**FIELD, "level": True}]),
    ("renewed", [{**FIELD, "level": 1.5}]),
    ("renewed", [{"id": 2}]),
    ("fresh", {"ticket": "secret"}),
    ("live", {"text": "secret", "isUrgent": "yes"}),
    ("typed", {"text": ["secret"]}),
    ("secret" * 100, {}),
]


@pytest.mark.parametrize(("kind", "told"), BROKEN)
def test_a_broken_message_is_passed_over_with_one_line(
    kind: str, told: Any, caplog: pytest.LogCaptureFixture, allowed_logs: list[str]
) -> None:
    allowed_logs.append(SAID)
    assert message_from(kind, json.dumps(told)) is None
    assert len(caplog.messages) == 1
    assert "word" not in caplog.text
    assert "secret" not in caplog.text or kind.startswith("secret")
    assert len(caplog.messages[0]) < 120


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "[1, 2, 3]", "[1, 2, null, 4]", '"x"'])
def test_what_is_no_message_at_all_is_passed_over(text: str, allowed_logs: list[str]) -> None:
    allowed_logs.append(SAID)
    for read in (page_from, look_from, tabbed_from):
        assert read(text) is None
    assert message_from("page", text) is None
    assert box_from(text) is None
    assert drained_from(text) == []


def test_of_what_a_frame_has_kept_only_the_broken_part_is_lost(allowed_logs: list[str]) -> None:
    allowed_logs.append(SAID)
    kept = [["title", '{"title": "A"}'], ["title", "{"], ["title"], ["jumped", '{"id": 1}']]
    assert drained_from(json.dumps(kept)) == [Retitled("A"), Jumped(1)]


_KEYS = [*PAGE, *FIELD, "root"]
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=8,
)


@pytest.fixture
def _broken_are_expected(allowed_logs: list[str]) -> None:
    allowed_logs.append(SAID)


@pytest.mark.usefixtures("_broken_are_expected")
@given(kind=st.sampled_from([kind for kind, *_ in MESSAGES]), told=_ANYTHING)
def test_nothing_that_a_page_writes_is_a_traceback(kind: str, told: Any) -> None:
    assert isinstance(message_from(kind, json.dumps(told)), PageMessage | None)
