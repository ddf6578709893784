"""From a session's events to one score for each run. Pure, so old sessions can be scored again.

What the events must carry (`field` and `data`; anything else in `data` is passed over):

run.started      data {position, kind, task, twin, content, …}; counts from here
run.ended        data {position, outcome}
key              data {class: KeyClass, delivery: Delivery}: one for each press a person made, with `delivered`,
                 `delayed`, `slipped` or `dropped`; and one, with `added` or `repeated`, for each press that a model or
                 the system's key repeat made on top. Those do not count as pressed. Releases are not recorded.
field.focused    field = the field's id, data {is_form_field: bool}
field.left       field = the field's id
pointer.blocked  one for each attempt
zoom.changed     data {factor}
error.shown      data {count}: errors shown at this moment (1 when missing)
barrier.met      field = the barrier's id
speech.started   data {is_again: bool}: is_again when the same thing is read anew at the person's wish
help.taken, stuck, submit.tried   counted

Events outside a run (reading the story, answering questions) score nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from empathylab.domain.events import Delivery, Event, EventKind, KeyClass
from empathylab.domain.session import Outcome, RunKind

#: Presses nobody made.
NOT_INTENDED = frozenset({Delivery.ADDED, Delivery.REPEATED})


@dataclass(frozen=True, slots=True)
class RunScore:
    """One run in figures. `outcome` is None for a run that was cut off.

    `keys` are presses the person made, `keys_lost` those that the simulation swallowed, `keys_altered` those that came
    out as another key, `keys_extra` what came out on top. `zoom` is the largest factor used, 1.0 for none.
    `field_seconds` is the time spent in each field, all visits to it together; `returns` how often a person went back
    to a field left before.
    """

    position: int
    kind: RunKind
    seconds: float
    keys: int
    keys_lost: int
    keys_altered: int
    keys_extra: int
    corrections: int
    pointer_blocked: int
    keys_to_first_field: int | None
    errors_met: int
    zoom: float
    outcome: Outcome | None
    barriers_met: tuple[str, ...]
    field_seconds: Mapping[str, float]
    last_field: str
    returns: int
    rereads: int
    submits: int
    helps_taken: int
    stuck: int


@dataclass(slots=True)
class _Tally:
    """A run while its events are read."""

    position: int
    kind: RunKind
    started_ms: int
    last_ms: int
    outcome: Outcome | None = None
    keys_to_first_field: int | None = None
    zoom: float = 1.0
    barriers: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    field_ms: dict[str, int] = field(default_factory=dict)
    focused: tuple[str, int] | None = None
    last_field: str = ""

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def leave_field(self, at_ms: int) -> None:
        if self.focused is not None:
            name, since_ms = self.focused
            self.field_ms[name] = self.field_ms.get(name, 0) + at_ms - since_ms
            self.focused = None


def score_runs(events: Iterable[Event]) -> tuple[RunScore, ...]:
    """The score of each run in the order done. Events come in order of `seq`."""
    done: list[_Tally] = []
    is_open = False
    for event in events:
        if event.kind is EventKind.RUN_STARTED:
            done.append(_begin(event, len(done) + 1))
            is_open = True
        elif is_open:
            _add(done[-1], event)
            is_open = event.kind is not EventKind.RUN_ENDED
    return tuple(_score(tally) for tally in done)


def _begin(event: Event, next_position: int) -> _Tally:
    kind = RunKind(event.data.get("kind", RunKind.BARRIER))
    return _Tally(int(event.data.get("position", next_position)), kind, event.at_ms, event.at_ms)


def _add(tally: _Tally, event: Event) -> None:
    tally.last_ms = event.at_ms
    match event.kind:
        case EventKind.KEY:
            _add_key(tally, event.data)
        case EventKind.FIELD_FOCUSED:
            _focus(tally, event)
        case EventKind.FIELD_LEFT:
            tally.leave_field(event.at_ms)
        case EventKind.ZOOM_CHANGED:
            tally.zoom = max(tally.zoom, float(event.data.get("factor", 1.0)))
        case EventKind.ERROR_SHOWN:
            tally.count("errors", int(event.data.get("count", 1)))
        case EventKind.BARRIER_MET:
            if event.field not in tally.barriers:
                tally.barriers.append(event.field)
        case EventKind.SPEECH_STARTED:
            tally.count("rereads", bool(event.data.get("is_again", False)))
        case EventKind.RUN_ENDED:
            outcome = event.data.get("outcome")
            tally.outcome = Outcome(outcome) if outcome is not None else None
        case _:
            tally.count(event.kind.value)


def _add_key(tally: _Tally, data: Mapping[str, Any]) -> None:
    delivery = Delivery(data.get("delivery", Delivery.DELIVERED))
    if delivery in NOT_INTENDED:
        tally.count("extra")
        return
    tally.count("keys")
    tally.count(delivery.value)
    tally.count("corrections", data.get("class") == KeyClass.EDIT)


def _focus(tally: _Tally, event: Event) -> None:
    tally.leave_field(event.at_ms)
    if not event.data.get("is_form_field", False):
        return
    if tally.keys_to_first_field is None:
        tally.keys_to_first_field = tally.counts.get("keys", 0)
    tally.count("returns", event.field in tally.field_ms and event.field != tally.last_field)
    tally.focused = (event.field, event.at_ms)
    tally.last_field = event.field


def _score(tally: _Tally) -> RunScore:
    tally.leave_field(tally.last_ms)
    counts = tally.counts
    return RunScore(
        position=tally.position,
        kind=tally.kind,
        seconds=(tally.last_ms - tally.started_ms) / 1000,
        keys=counts.get("keys", 0),
        keys_lost=counts.get(Delivery.DROPPED, 0),
        keys_altered=counts.get(Delivery.SLIPPED, 0),
        keys_extra=counts.get("extra", 0),
        corrections=counts.get("corrections", 0),
        pointer_blocked=counts.get(EventKind.POINTER_BLOCKED, 0),
        keys_to_first_field=tally.keys_to_first_field,
        errors_met=counts.get("errors", 0),
        zoom=tally.zoom,
        outcome=tally.outcome,
        barriers_met=tuple(tally.barriers),
        field_seconds=MappingProxyType({name: ms / 1000 for name, ms in tally.field_ms.items()}),
        last_field=tally.last_field,
        returns=counts.get("returns", 0),
        rereads=counts.get("rereads", 0),
        submits=counts.get(EventKind.SUBMIT_TRIED, 0),
        helps_taken=counts.get(EventKind.HELP_TAKEN, 0),
        stuck=counts.get(EventKind.STUCK, 0),
    )
