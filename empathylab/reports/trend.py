"""Several events beside each other by the same measures, and what was changed in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from empathylab.domain.days import day_words
from empathylab.domain.records import EventSettings, PromiseState, RecordsSource
from empathylab.domain.session import RunKind
from empathylab.domain.summary import Scale
from empathylab.domain.words import visible
from empathylab.measures.comparing import compare
from empathylab.measures.telling import shift_words
from empathylab.reports.happenings import sent
from empathylab.reports.model import DataTable, Section
from empathylab.reports.names import Names
from empathylab.reports.pooling import pooled
from empathylab.reports.sharing import Shareable

_HEADER = (
    "Event",
    "Held on",
    "People",
    "Could send it with barriers",
    "Could send it built well",
    "Ease, built well against barriers",
    "First page, built well against barriers",
)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event, and what a report of its own would tell of it."""

    settings: EventSettings
    data: Shareable


def trend_section(
    source: RecordsSource, settings: tuple[EventSettings, ...], k: int, names: Names
) -> tuple[Section, ...]:
    """The events in the order they were held; nothing for a single one."""
    if len(settings) < 2:
        return ()
    in_order = sorted(settings, key=lambda each: (each.held_on, each.name))
    events = [_Told(each, _shareable(source, each.name, k, names)) for each in in_order]
    table = DataTable("The events in order", _HEADER, tuple(map(_row, events)))
    sentences = tuple(words for before, after in pairwise(in_order) for words in _changes(source, before, after))
    return (Section("trend", "Event by event, and what was changed in between", sentences, tables=(table,)),)


def _shareable(source: RecordsSource, event: str, k: int, names: Names) -> Shareable:
    return Shareable(source.summary(event), k, names, pooled(source.parts(event), k))


def _row(told: _Told) -> tuple[str, ...]:
    people = told.data.people
    measures: tuple[str, ...] = ("",) * len(_HEADER[3:])
    if people.is_counted:
        sides = (sent(told.data, run) for run in (RunKind.BARRIER, RunKind.HELPED))
        shifts = (_shift(told.data, scale) for scale in (Scale.EASE, Scale.FIRST_PAGE_SECONDS))
        measures = (*(each.people if each else "" for each in sides), *shifts)
    return (visible(told.settings.name), day_words(told.settings.held_on), people.words, *measures)


def _shift(data: Shareable, scale: Scale) -> str:
    told = data.tell(lambda part: part.all_pairs(scale).people)
    return shift_words(compare(data.summary.all_pairs(scale), scale)) if told.is_counted else ""


def _changes(source: RecordsSource, before: EventSettings, after: EventSettings) -> Iterator[str]:
    """What the team had promised at the event before, and what became of it."""
    promises = list(source.actions(before.name))
    between = f"Between {visible(before.name)} and {visible(after.name)}"
    kept = [visible(each.text).rstrip(".") for each in promises if each.state is PromiseState.KEPT]
    if kept:
        yield f"{between} this was done: {'; '.join(kept)}."
    left = len(promises) - len(kept)
    if left:
        yield f"{between} {left} of {len(promises)} promises were not kept, or nobody has said so yet."
    if not promises:
        yield f"{between} nothing was promised."
