"""Runs and how they end, in words: of people in results and reports, to the visitor after the visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import OutcomeCount


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Such as "12 gave up" of people, and "could not go on" to the visitor."""

    of_people: str
    to_visitor: str


OUTCOMES = {
    Outcome.COMPLETED: OutcomeWords("completed", "completed"),
    Outcome.GAVE_UP: OutcomeWords("gave up", "could not go on"),
    Outcome.STOPPED: OutcomeWords("stopped", "stopped"),
    Outcome.TIMED_OUT: OutcomeWords("ran out of time", "walked away"),
    Outcome.INTERRUPTED: OutcomeWords("cut off", "ended by others"),
    Outcome.ENDED_BY_SERVICE: OutcomeWords("ended by the service", "ended by the service"),
}
RUNS = {
    RunKind.BASELINE: "without anything worn",
    RunKind.BARRIER: "with barriers",
    RunKind.HELPED: "built well",
    RunKind.PAPER: "on paper",
    RunKind.FIRST: "at the service, first",
    RunKind.SECOND: "at the service, second",
    RunKind.THIRD: "at the service, third",
    RunKind.FOURTH: "at the service, fourth",
}


def endings(outcomes: Iterable[OutcomeCount], run: RunKind) -> dict[Outcome, int]:
    """How many people ended this run in each way."""
    people = dict.fromkeys(Outcome, 0)
    for count in outcomes:
        if count.run is run:
            people[count.outcome] += count.people
    return people
