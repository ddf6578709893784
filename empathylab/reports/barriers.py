"""The barriers that people met: who met them, what that cost, and how each is fixed, by whom.

Numbers pass `measures.anonymity`, as in `findings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from empathylab.domain.session import RunKind
from empathylab.measures.anonymity import DisclosedCount
from empathylab.reports.charts import Bar, barrier_chart
from empathylab.reports.counting import people_stopped, people_who_met
from empathylab.reports.endings import is_failing_told
from empathylab.reports.model import TOO_SMALL, Chart, DataTable, Fix, Section
from empathylab.reports.sharing import Shareable

_MOST_DRAWN = 10
_HEADER = ("Barrier", "People who met it", "Who they were")


@dataclass(frozen=True, slots=True)
class MetByPeople:
    """A barrier that may be told of, and how many people met it."""

    barrier: str
    people: DisclosedCount


def barriers_section(data: Shareable) -> Section:
    """Every barrier that enough people met, the costliest first, each with its fix."""
    met = barriers_met(data)
    if not met:
        return Section("barriers", "The barriers", (TOO_SMALL,))
    rows = tuple((data.names.barrier(each.barrier), each.people.words, who_met(data, each) or "–") for each in met)
    table = DataTable("How many people met each barrier at least once", _HEADER, rows)
    words = "People who met each barrier. " + "; ".join(f"{row[0]}: {row[1]}" for row in rows) + "."
    drawn = [(row[0], _bars(data, each)) for row, each in _drawn(rows, met)]
    chart = Chart(barrier_chart(drawn), words, table, bars=tuple(_named(drawn)))
    return Section("barriers", "The barriers, and how each is fixed", (), charts=(chart,), fixes=fixes(data, met))


def _drawn(rows: tuple[tuple[str, ...], ...], met: list[MetByPeople]) -> list[tuple[tuple[str, ...], MetByPeople]]:
    return list(zip(rows, met, strict=True))[:_MOST_DRAWN]


def _named(drawn: list[tuple[str, list[Bar]]]) -> Iterator[Bar]:
    """Every bar with its barrier's name."""
    for name, bars in drawn:
        yield from (replace(bar, label=name) for bar in bars)


def barriers_met(data: Shareable) -> list[MetByPeople]:
    """Barriers that enough people met: those that nobody gets past before all others, then as many people met them.

    One that only small groups met tells their size: it is left out where other groups are told apart.
    """
    may_be = [each.barrier for each in data.summary.barriers if not data.groups or _by_persona(data, each.barrier)]
    told = [MetByPeople(barrier, _told(data, barrier)) for barrier in may_be]
    counted = [each for each in told if each.people.is_counted]
    # Of two that are told alike, the order in which they were found would tell which more people met.
    return sorted(counted, key=lambda each: (not data.names.is_wall(each.barrier), -each.people.least, each.barrier))


def _told(data: Shareable, barrier: str) -> DisclosedCount:
    """How many people met it; never fewer than what is told of the personas adds up to."""
    of_personas = sum(people.least for people, _tried, _is_everybody in _by_persona(data, barrier).values())
    return data.tell(partial(people_who_met, barrier=barrier)).raised(of_personas)


def fixes(data: Shareable, met: list[MetByPeople]) -> tuple[Fix, ...]:
    """What to do about each; nothing of a barrier that this lab does not know."""
    known = [each for each in met if each.barrier in data.names.barriers]
    return tuple(_fix(data, each) for each in known)


def _fix(data: Shareable, met: MetByPeople) -> Fix:
    barrier = data.names.barriers[met.barrier]
    return Fix(
        data.names.barrier(met.barrier),
        did_words(data, met),
        barrier.fix,
        ", ".join(barrier.wcag),
        barrier.criteria,
        barrier.also_stops,
        barrier.who,
        (barrier.html.barrier.strip(), barrier.html.built_well.strip()),
    )


def did_words(data: Shareable, met: MetByPeople) -> str:
    """What a barrier did: Met by everybody who was Claudia (at least 20 people); at least 10 could not send it."""
    who = who_met(data, met) or f"{met.people} people"
    people, _tried = of_those_who_could(data, met)
    stopped = data.tell_now_and_then(partial(people_stopped, barrier=met.barrier)).capped(people, data.k)
    if not (is_failing_told(data) and stopped.is_counted):
        return f"Met by {who}."
    return f"Met by {who}; {stopped} of them could not send the form."


def who_met(data: Shareable, met: MetByPeople) -> str:
    """Of each persona that may be told apart, how many met it of how many."""
    return " and ".join(_share(data, persona, *told) for persona, told in _by_persona(data, met.barrier).items())


def _share(data: Shareable, persona: str, people: DisclosedCount, tried: DisclosedCount, is_everybody: bool) -> str:
    name = data.names.persona(persona)
    if is_everybody:
        return f"everybody who was {name} ({tried} people)"
    return f"{people} of {tried} who were {name}"


def of_those_who_could(data: Shareable, met: MetByPeople) -> tuple[DisclosedCount, DisclosedCount]:
    """How many people met a barrier of those whose form wore it, over the personas that may be told apart."""
    found = _by_persona(data, met.barrier).values()
    if not found:
        return met.people, data.tried(RunKind.BARRIER)
    people = sum(people.least for people, _tried, _is_everybody in found)
    tried = sum(tried.least for _people, tried, _is_everybody in found)
    return data.from_below(people), data.from_below(tried)


def _by_persona(data: Shareable, barrier: str) -> dict[str, tuple[DisclosedCount, DisclosedCount, bool]]:
    """Of each persona that may be told apart: how many met it, of how many, and whether that is everybody."""
    found = {}
    for persona in data.groups:
        met = partial(people_who_met, barrier=barrier, persona=persona)
        people, tried = data.tell(met), data.tried(RunKind.BARRIER, persona)
        if all(each.is_counted for each in (people, tried)):
            is_everybody = data.is_everybody(met, RunKind.BARRIER, persona)
            found[persona] = (tried if is_everybody else people, tried, is_everybody)
    return found


def _bars(data: Shareable, met: MetByPeople) -> list[Bar]:
    """A bar for each persona, in its colour and with its marker; one for all where none may be told apart."""
    found = _by_persona(data, met.barrier)
    if not found:
        return [Bar("", met.people.least, f"{met.people} people")]
    return [
        Bar(
            persona,
            told[0].least,
            _share(data, persona, *told),
            False,
            data.names.line(persona),
            data.names.persona(persona),
        )
        for persona, told in found.items()
    ]
