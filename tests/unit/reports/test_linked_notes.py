"""Notes of the board lead to the moments that they name."""

from __future__ import annotations

import pytest

from empathylab.reports.linked_notes import linked


@pytest.mark.parametrize(
    ("note", "links"),
    [
        ("See moment 2, and Moment 1 again.", {"moment 2": "index.html#moment-2", "Moment 1": "index.html#moment-1"}),
        ("moment 3", {}),
        ("moment 0, moment 12, a momentous 2, moments 2", {}),
        ("<b>moment 1</b>", {"moment 1": "index.html#moment-1"}),
        ("", {}),
    ],
)
def test_a_moment_that_is_there_is_led_to_and_no_word_is_lost(note: str, links: dict[str, str]) -> None:
    parts = list(linked(note, moments=2))
    assert "".join(part.words for part in parts) == note
    assert {part.words: part.link for part in parts if part.link} == links
