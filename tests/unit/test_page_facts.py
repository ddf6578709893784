"""What a page's probe says: ids, counts and places, whatever the page makes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.ui.page.page_facts import (
    Ended,
    ErrorsShown,
    Focused,
    Met,
    PageFact,
    Sent,
    Shown,
    Unannounced,
    VagueWords,
    fact_from,
    place_from,
)


@pytest.mark.parametrize(
    ("kind", "told", "fact"),
    [
        ("focused", {"field": "name", "is_form_field": True}, Focused("name", True)),
        ("focused", {"field": "what was typed", "is_form_field": 1}, Focused("", False)),
        ("page", {"page": "check"}, Shown("check")),
        ("errors", {"count": 10**9}, ErrorsShown(1_000)),
        ("errors", {"count": "many"}, ErrorsShown(1)),
        ("submit", {}, Sent()),
        ("timeout", {}, Met("timeout")),
        ("outcome", {"outcome": "completed"}, Ended("completed")),
        ("surprise", {"id": "moved", "place": "button.go"}, Unannounced("moved", "button.go")),
        ("surprise", {"id": "what was typed"}, None),
        ("vague", {"count": 2, "words": ["etc", 3]}, VagueWords(2, ("etc", "3"))),
        ("vague", {"count": "many", "words": "etc"}, VagueWords(0)),
        ("secret", {}, None),
        ("page", ["check"], None),
        ("page", {"page": "x" * 3_000}, None),
    ],
)
def test_only_what_looks_like_an_id_or_a_count_gets_through(kind: str, told: Any, fact: object) -> None:
    assert fact_from(kind, json.dumps(told)) == fact


def test_a_place_is_four_whole_numbers_or_nowhere() -> None:
    assert place_from("[1, 2, 3, 4]") == (1, 2, 3, 4)
    for text in ("[]", "[1, 2, 3]", "[1, 2, 3, true]", "[1, 2, 3, 0.5]", "{", "[" * 1_999):
        assert place_from(text) == (0, 0, 0, 0)


@given(kind=st.sampled_from(["focused", "left", "errors", "barrier", "help", "shift", "outcome"]), text=st.text())
def test_nothing_that_a_page_says_is_a_traceback(kind: str, text: str) -> None:
    assert isinstance(fact_from(kind, text), PageFact | None)
