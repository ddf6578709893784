"""Promises are asked after at the next event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from empathylab.domain.promises import answered, of_earlier_events, to_be_asked
from empathylab.domain.records import ActionRecord, PromiseState
from empathylab.domain.workshop import EventSettings

SPRING, AUTUMN, WINTER = (
    EventSettings(name, date(2026, month, 1), date(2030, 1, 1))
    for name, month in (("Spring", 3), ("Autumn", 9), ("Winter", 12))
)
EVENTS = (SPRING, AUTUMN, WINTER)
LINK = ActionRecord("1", "Spring", "A skip link.")


def test_each_event_asks_after_those_before_it_until_they_are_kept() -> None:
    assert of_earlier_events([LINK], EVENTS, SPRING) == ()
    assert to_be_asked(of_earlier_events([LINK], EVENTS, AUTUMN), AUTUMN) == (LINK,)
    not_yet = answered(LINK, PromiseState.NOT_KEPT, date(2026, 9, 2))
    assert not_yet.state is PromiseState.NOT_KEPT
    assert of_earlier_events([not_yet], EVENTS, AUTUMN) == (not_yet,)
    assert to_be_asked([not_yet], AUTUMN) == ()
    assert to_be_asked(of_earlier_events([not_yet], EVENTS, WINTER), WINTER) == (not_yet,)
    kept = answered(not_yet, PromiseState.KEPT, date(2026, 9, 20))
    assert of_earlier_events([kept], EVENTS, AUTUMN) == (kept,)
    assert of_earlier_events([kept], EVENTS, WINTER) == ()


def test_an_answer_can_be_taken_back() -> None:
    kept = answered(LINK, PromiseState.KEPT, date(2026, 9, 2))
    assert answered(kept, PromiseState.OPEN, date(2026, 9, 3)) == replace(LINK)
