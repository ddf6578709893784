"""Which promises a team is asked about at its next event: whether those made before were kept."""

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
    """The promises made before this event and not known to be kept when it began."""
    before = {event.name for event in events if event.held_on < now.held_on and event.name != now.name}
    return tuple(each for each in promises if each.event in before and not _was_kept(each, now.held_on))


def to_be_asked(promises: Iterable[ActionRecord], now: EventSettings) -> tuple[ActionRecord, ...]:
    """The promises of earlier events that nobody was asked about since this event began."""
    return tuple(each for each in promises if each.asked_on is None or each.asked_on < now.held_on)


def _was_kept(promise: ActionRecord, by: date) -> bool:
    return promise.is_done and (promise.asked_on is None or promise.asked_on < by)
