"""Several events beside each other by the same measures, and what was changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from empathylab.domain.days import day_words
from empathylab.domain.records import PromiseState, RecordsSource
from empathylab.domain.session import RunKind
from empathylab.domain.summary import Scale
from empathylab.domain.words import isolated, visible
from empathylab.domain.workshop import EventSettings
from empathylab.measures.anonymity import NOT_SHOWN
from empathylab.measures.comparison_words import shift_words
from empathylab.reports.barriers import MetByPeople, barriers_met, of_those_who_could
from empathylab.reports.endings import sent
from empathylab.reports.findings import change_told
from empathylab.reports.model import Chart, DataTable, Section
from empathylab.reports.plots import MOST_EVENTS, SharePart, shares_over_events
from empathylab.reports.sharing import Shareable

_MOST_BARRIERS = 8
#: What became of promises by the next event.
_BECAME = {
    PromiseState.KEPT: "this was done",
    PromiseState.NOT_KEPT: "this was asked after and not done yet",
    PromiseState.OPEN: "nobody was asked whether this was done",
}
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
    source: RecordsSource, settings: tuple[EventSettings, ...], events: Mapping[str, Shareable]
) -> tuple[Section, ...]:
    """The events in the order they were held; nothing for a single one."""
    if len(settings) < 2:
        return ()
    in_order = sorted(settings, key=lambda each: (each.held_on, each.name))
    told = [_Told(each, events[each.name]) for each in in_order]
    table = DataTable("The events in order", _HEADER, tuple(map(_row, told)))
    sentences = changes_between(source, in_order)
    title = "Event by event, and what was changed in between"
    return (Section("trend", title, sentences, charts=_barriers_chart(told[-MOST_EVENTS:]), tables=(table,)),)


def changes_between(source: RecordsSource, in_order: Sequence[EventSettings]) -> tuple[str, ...]:
    """What the team had promised at each event, and what became of it by the next."""
    return tuple(words for before, after in pairwise(in_order) for words in _changes(source, before, after))


def _barriers_chart(events: list[_Told]) -> tuple[Chart, ...]:
    """Who met each barrier at each event, as the report on that event alone says it."""
    met = [{each.barrier: each for each in barriers_met(told.data)} for told in events]
    barriers = list(dict.fromkeys(barrier for found in met for barrier in found))[:_MOST_BARRIERS]
    if not barriers:
        return ()
    names = [visible(told.settings.name) for told in events]
    label = events[0].data.names.barrier
    drawn = [
        (label(barrier), [_part(told.data, found.get(barrier)) for told, found in zip(events, met, strict=True)])
        for barrier in barriers
    ]
    rows = tuple((name, *(part.words if part else "not shown" for part in parts)) for name, parts in drawn)
    spoken = list(map(isolated, names))
    told_of = "; ".join(f"{row[0]}: {', '.join(map(': '.join, zip(spoken, row[1:], strict=True)))}" for row in rows)
    table = DataTable("Who met each barrier, event by event", ("Barrier", *names), rows)
    return (Chart(shares_over_events(names, drawn), f"{table.caption}. {told_of}.", table),)


def _part(data: Shareable, met: MetByPeople | None) -> SharePart | None:
    """Of those whose form wore it, as far as both numbers are told."""
    people, tried = of_those_who_could(data, met) if met else (NOT_SHOWN, NOT_SHOWN)
    return (
        SharePart(people.least / tried.least, f"{people} of {tried}")
        if people.is_counted and tried.is_counted
        else None
    )


def _row(told: _Told) -> tuple[str, ...]:
    people = told.data.people
    measures: tuple[str, ...] = ("",) * len(_HEADER[3:])
    if people.is_counted:
        sides = (sent(told.data, run) for run in (RunKind.BARRIER, RunKind.HELPED))
        shifts = (_shift(told.data, scale) for scale in (Scale.EASE, Scale.FIRST_PAGE_SECONDS))
        measures = (*(each.people if each else "" for each in sides), *shifts)
    return (visible(told.settings.name), day_words(told.settings.held_on), people.words, *measures)


def _shift(data: Shareable, scale: Scale) -> str:
    change = change_told(data, scale)
    return shift_words(change) if change else ""


def _changes(source: RecordsSource, before: EventSettings, after: EventSettings) -> Iterator[str]:
    """What the team had promised at the event before, and what became of it."""
    promises = list(source.actions(before.name))
    between = f"Between {isolated(visible(before.name))} and {isolated(visible(after.name))}"
    for state, words in _BECAME.items():
        told = [visible(each.text).rstrip(".") for each in promises if each.state is state]
        if told:
            yield f"{between} {words}: {'; '.join(told)}."
    if not promises:
        yield f"{between} nothing was promised."
