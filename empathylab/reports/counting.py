"""What a report counts people by: functions of a summary with names, by which each number always has the same lot."""

from __future__ import annotations

from functools import partial

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import PersonaPairs, Scale, Summary
from empathylab.measures.comparing import people_by_way
from empathylab.measures.outcomes import OUTCOMES

#: One of the functions below and what it is of; two that are called alike count the same people.
Count = partial[int]
ENDINGS = ("completed", "gave up", "ended another way")
WAYS = ("better", "same", "worse")
_TOLD_APART = (Outcome.COMPLETED, Outcome.GAVE_UP)


def count_name(count: Count) -> str:
    """Such as "people_in_order order=barrier"."""
    of = (f"{key}={value}" for key, value in sorted(count.keywords.items()) if value is not None)
    return " ".join((count.func.__name__, *of))


def people_there(part: Summary, persona: str | None = None) -> int:
    """How many people came, all or as one persona."""
    return part.counts.people if persona is None else part.people_of(persona)


def people_who_tried(part: Summary, run: RunKind, persona: str | None = None) -> int:
    """How many did a run, all or as one persona."""
    return sum(each.people for each in part.outcomes if each.run is run and persona in (None, each.persona))


def people_in_order(part: Summary, order: str) -> int:
    """How many did the runs in this order."""
    return sum(each.people for each in part.orders if each.order == order)


def people_who_ended(part: Summary, run: RunKind, ending: str, persona: str | None = None) -> int:
    """How many ended a run so, of all people or of one persona."""
    return sum(
        count.people
        for count in part.outcomes
        if count.run is run and persona in (None, count.persona) and _ending(count.outcome) == ending
    )


def _ending(outcome: Outcome) -> str:
    return OUTCOMES[outcome].of_people if outcome in _TOLD_APART else ENDINGS[-1]


def people_who_met(part: Summary, barrier: str, persona: str | None = None) -> int:
    """How many met a barrier, all or as one persona."""
    found = (each for each in part.barriers if each.barrier == barrier)
    return sum(each.people if persona is None else each.of_persona(persona).people for each in found)


def people_stopped(part: Summary, barrier: str) -> int:
    """How many met a barrier and could not send the form."""
    met = [each for barriers in part.barriers if barriers.barrier == barrier for each in barriers.met]
    return sum(each.people - each.completed for each in met)


def people_answering(part: Summary, scale: Scale, persona: str | None = None) -> int:
    """How many have a scale's number before and after, all or as one persona."""
    return sum(pairs.people for pairs in part.pairs_of(scale) if persona in (None, pairs.persona))


def people_going(part: Summary, scale: Scale, way: str) -> int:
    """How many are better, the same or worse on a scale."""
    pairs = PersonaPairs("", tuple(pair for each in part.pairs_of(scale) for pair in each.pairs))
    return people_by_way(pairs, scale)[WAYS.index(way)]


def ways(scale: Scale) -> dict[str, Count]:
    """Each way that people may have gone on a scale."""
    return {way: partial(people_going, scale=scale, way=way) for way in WAYS}


def people_by_contact(part: Summary, answers: range) -> int:
    """How many meet disabled people so often."""
    return sum(people for answer, people in part.contact if answer in answers)


def people_helped(part: Summary) -> int:
    """How many said how useful the technology was that helped."""
    return sum(people for _points, people in part.usefulness)


def people_on_paper(part: Summary, outcome: Outcome | None = None) -> int:
    """How many filled in the form on paper, all or those who ended so."""
    return sum(each.people for each in part.paper if outcome in (None, each.outcome))
