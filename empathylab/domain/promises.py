"""What is asked of promises: at the next event, whether those of the events before were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from empathylab.domain.records import ActionRecord, PromiseState
from empathylab.domain.workshop import EventSettings


def answered(promise: ActionRecord, state: PromiseState, today: date) -> ActionRecord:
    """The promise with what was answered today; OPEN takes an answer back."""
    is_asked = state is not PromiseState.OPEN
    return replace(promise, is_done=state is PromiseState.KEPT, asked_on=today if is_asked else None)


def of_earlier_events(
    promises: Iterable[ActionRecord], events: Iterable[EventSettings], now: EventSettings
) -> tuple[ActionRecord, ...]:
    """What was promised before this event and was not known to be kept when it began: it belongs to what is asked."""
    before = {event.name for event in events if event.held_on < now.held_on and event.name != now.name}
    return tuple(each for each in promises if each.event in before and not _was_kept(each, now.held_on))


def to_be_asked(promises: Iterable[ActionRecord], now: EventSettings) -> tuple[ActionRecord, ...]:
    """Those of them that nobody was asked about since the event began."""
    return tuple(each for each in promises if each.asked_on is None or each.asked_on < now.held_on)


def _was_kept(promise: ActionRecord, by: date) -> bool:
    return promise.is_done and (promise.asked_on is None or promise.asked_on < by)
