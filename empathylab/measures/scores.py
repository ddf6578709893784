"""From a visit's event log to one score for each run. Pure, so old sessions can be scored again.

A key counts as pressed where a person made it: `added` and `repeated` ones, which a model or the system's key repeat
made on top, do not. Events outside a run (reading the story, answering questions) score nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import (
    BarrierMet,
    Delivery,
    ErrorShown,
    FieldFocused,
    FieldLeft,
    HelpTaken,
    KeyClass,
    KeyHandled,
    MomentMarked,
    PageShown,
    PointerBlocked,
    RunEnded,
    RunStarted,
    SpeechStarted,
    Stuck,
    SubmitTried,
    Surprised,
    VagueWordsSeen,
    ZoomChanged,
)
from empathylab.domain.session import Outcome, RunKind

#: Presses nobody made.
NOT_INTENDED = frozenset({Delivery.ADDED, Delivery.REPEATED})


@dataclass(frozen=True, slots=True)
class RunScore:
    """One run in figures. `outcome` is None for a run that was cut off.

    `keys` are presses the person made, `keys_lost` those that the simulation swallowed, `keys_altered` those that came
    out as another key, `keys_extra` what came out on top. Times to the first field and to the end of the form's first
    page are None for who did not come so far. `zoom` is the largest factor used, `zoom_longest` the one that was in
    force longest, 1.0 for none.
    `field_seconds` is the time spent in each field, all visits to it together; `returns` how often a person went back
    to a field left before. `surprises` are what came unannounced, and `vague_phrases` those of the pages seen, each
    page once; both None where no page was metered.
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
    seconds_to_first_field: float | None
    seconds_on_first_page: float | None
    errors_met: int
    zoom: float
    zoom_longest: float
    outcome: Outcome | None
    barriers_met: tuple[str, ...]
    field_seconds: Mapping[str, float]
    last_field: str
    returns: int
    rereads: int
    submits: int
    helps_taken: int
    stuck: int
    marked: Mapping[str, int]
    surprises: int | None = None
    vague_phrases: int | None = None


@dataclass(slots=True)
class _Tally:
    """A run while its events are read."""

    position: int
    kind: RunKind
    started_ms: int
    last_ms: int
    outcome: Outcome | None = None
    keys_to_first_field: int | None = None
    first_field_ms: int | None = None
    first_page: str = ""
    first_page_ms: int | None = None
    zooms: list[tuple[int, float]] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    field_ms: dict[str, int] = field(default_factory=dict)
    focused: tuple[str, int] | None = None
    last_field: str = ""
    marked: dict[str, int] = field(default_factory=dict)
    page: str = ""
    vague: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def turn_to(self, page: str, at_ms: int) -> None:
        self.page = page
        self.first_page = self.first_page or page
        if self.first_page_ms is None and page not in ("", self.first_page):
            self.first_page_ms = at_ms - self.started_ms

    def mark(self) -> None:
        self.marked[self.last_field] = self.marked.get(self.last_field, 0) + 1

    def leave_field(self, at_ms: int) -> None:
        if self.focused is not None:
            name, since_ms = self.focused
            self.field_ms[name] = self.field_ms.get(name, 0) + at_ms - since_ms
            self.focused = None


def score_runs(log: Iterable[LogEntry]) -> tuple[RunScore, ...]:
    """The score of each run in the order done. Entries come in order of `seq`."""
    done: list[_Tally] = []
    is_open = False
    for entry in log:
        if isinstance(entry.event, RunStarted):
            done.append(_begin(entry.event, entry.at_ms, len(done) + 1))
            is_open = True
        elif is_open:
            _add(done[-1], entry.event, entry.at_ms)
            is_open = not isinstance(entry.event, RunEnded)
    return tuple(_score(tally) for tally in done)


def _begin(started: RunStarted, at_ms: int, next_position: int) -> _Tally:
    position = next_position if started.position is None else started.position
    return _Tally(position, started.kind, at_ms, at_ms)


def _add(tally: _Tally, event: InteractionEvent, at_ms: int) -> None:
    tally.last_ms = at_ms
    match event:
        case KeyHandled():
            _add_key(tally, event)
        case FieldFocused():
            _focus(tally, event, at_ms)
        case FieldLeft():
            tally.leave_field(at_ms)
        case PageShown(page=page):
            tally.turn_to(page, at_ms)
        case ZoomChanged(factor=factor):
            tally.zooms.append((at_ms, factor))
        case ErrorShown(count=count):
            tally.count("errors", count)
        case BarrierMet(barrier=barrier):
            if barrier not in tally.barriers:
                tally.barriers.append(barrier)
        case Surprised():
            tally.count("surprises")
        case VagueWordsSeen(count=count):
            tally.vague[tally.page] = max(count, tally.vague.get(tally.page, 0))
        case SpeechStarted(is_again=is_again):
            tally.count("rereads", is_again)
        case PointerBlocked():
            tally.count("pointer_blocked")
        case SubmitTried():
            tally.count("submits")
        case HelpTaken():
            tally.count("helps_taken")
        case Stuck():
            tally.count("stuck")
        case MomentMarked():
            tally.mark()
        case RunEnded(outcome=outcome):
            tally.outcome = outcome


def _add_key(tally: _Tally, key: KeyHandled) -> None:
    if key.delivery in NOT_INTENDED:
        tally.count("extra")
        return
    tally.count("keys")
    tally.count(key.delivery.value)
    tally.count("corrections", key.key_class is KeyClass.EDIT)


def _focus(tally: _Tally, focused: FieldFocused, at_ms: int) -> None:
    tally.leave_field(at_ms)
    if not focused.is_form_field:
        return
    if tally.keys_to_first_field is None:
        tally.keys_to_first_field = tally.counts.get("keys", 0)
        tally.first_field_ms = at_ms - tally.started_ms
    tally.count("returns", focused.field in tally.field_ms and focused.field != tally.last_field)
    tally.focused = (focused.field, at_ms)
    tally.last_field = focused.field


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
        pointer_blocked=counts.get("pointer_blocked", 0),
        keys_to_first_field=tally.keys_to_first_field,
        seconds_to_first_field=_seconds(tally.first_field_ms),
        seconds_on_first_page=_seconds(tally.first_page_ms),
        errors_met=counts.get("errors", 0),
        zoom=max([1.0, *(factor for _, factor in tally.zooms)]),
        zoom_longest=_longest(tally),
        outcome=tally.outcome,
        barriers_met=tuple(tally.barriers),
        field_seconds=MappingProxyType({name: ms / 1000 for name, ms in tally.field_ms.items()}),
        last_field=tally.last_field,
        returns=counts.get("returns", 0),
        rereads=counts.get("rereads", 0),
        submits=counts.get("submits", 0),
        helps_taken=counts.get("helps_taken", 0),
        stuck=counts.get("stuck", 0),
        marked=MappingProxyType(tally.marked),
        surprises=counts.get("surprises", 0) if tally.vague else None,
        vague_phrases=sum(tally.vague.values()) if tally.vague else None,
    )


def _longest(tally: _Tally) -> float:
    """The zoom that was in force for most of the run, all times together; of two as long the larger."""
    changes = [(tally.started_ms, 1.0), *tally.zooms, (tally.last_ms, 1.0)]
    lasted: dict[float, int] = {}
    for (since_ms, factor), (until_ms, _) in pairwise(changes):
        lasted[factor] = lasted.get(factor, 0) + until_ms - since_ms
    return max(lasted, key=lambda factor: (lasted[factor], factor))


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else ms / 1000
