"""Results of runs at a service: how they ended, where people gave up, and the same person's runs compared.

Numbers of people go through `measures.anonymity` as everywhere. Who came to another event, to another machine, met
a host or wore another persona is a part of its own, which may be told of elsewhere: middles and comparisons within
persons rest on parts of k people or more, and on small ones together where nobody can tell who was in which.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from empathylab.domain.records import RunRecord
from empathylab.domain.session import HelpState, Outcome, RunKind
from empathylab.domain.summary import PairCount, PersonaPairs, Scale
from empathylab.measures.anonymity import DisclosedCount, are_hidden_together, tell, tell_list
from empathylab.measures.comparing import Comparison, compare
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.measures.medians import weighted_median

T = TypeVar("T")
#: What was found of each part.
Parts = Sequence[Sequence[T]]

#: Runs that ended where somebody did not go on; what the service ended is nobody's giving up.
_GIVEN_UP = (Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT)
#: Compared within each person: what of a run, by the scale that words it.
_COMPARED: Mapping[Scale, Callable[[RunRecord], float | None]] = {
    Scale.EASE: lambda run: run.ease,
    Scale.SECONDS: lambda run: run.seconds if run.outcome is Outcome.COMPLETED else None,
}


@dataclass(frozen=True, slots=True)
class ServiceWay:
    """One way in which a service was tried: which version, without or with what helps, at which event."""

    task: str
    version: str
    help: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class WayResult:
    """How the runs of one way went; a middle is None of fewer than k people.

    `met_errors` are people, and so are those who gave up at a field or marked a moment there.
    """

    way: ServiceWay
    people: DisclosedCount
    ends: Mapping[Outcome, DisclosedCount]
    given_up_at: Mapping[str, DisclosedCount]
    marked_at: Mapping[str, DisclosedCount]
    field_seconds: Mapping[str, float]
    met_errors: DisclosedCount
    seconds: float | None
    ease: float | None


@dataclass(frozen=True, slots=True)
class PairResult:
    """The same people's runs: from one way to the other."""

    before: ServiceWay
    after: ServiceWay
    changes: tuple[Comparison, ...]


def at_services(runs: Iterable[RunRecord]) -> tuple[RunRecord, ...]:
    """Those of the runs that were at a service."""
    return tuple(run for run in runs if run.version)


def way_results(runs: Sequence[RunRecord], k: int, lowering: Lowering = NOT_LOWERED) -> tuple[WayResult, ...]:
    """Each way at each event, with what may be told of it."""
    by_way: dict[ServiceWay, list[RunRecord]] = defaultdict(list)
    for run in runs:
        by_way[_way(run, run.event)].append(run)
    return tuple(_result(way, done, k, lowering.of(str(way))) for way, done in by_way.items())


def pair_results(runs: Sequence[RunRecord], k: int) -> tuple[PairResult, ...]:
    """Help within each version, and version beside version with the same help; nothing of fewer than k pairs."""
    ways = dict.fromkeys(map(_way, runs))
    parts = [_by_session(part) for part in _in_parts(runs, k)]
    found = (_pair(before, after, parts, k) for before, after in _compared_ways(ways))
    return tuple(pair for pair in found if pair.changes)


def first_versions(
    runs: Iterable[RunRecord], k: int, lowering: Lowering = NOT_LOWERED
) -> Mapping[str, Mapping[str, DisclosedCount]]:
    """By service, how many people began with which version; services of one version are left out.

    So is one of whose versions any was begun with by few: drawn in blocks, all are as large as the smallest.
    """
    began: dict[str, list[RunRecord]] = defaultdict(list)
    for run in runs:
        if run.run is RunKind.FIRST:
            began[run.task].append(run)
    versions = {task: [[run.version for run in part] for part in _in_parts(done, k)] for task, done in began.items()}
    told = {task: _tell_each(of_parts, k, lowering.of(f"began {task}")) for task, of_parts in versions.items()}
    return {task: each for task, each in told.items() if len(each) > 1 and all(n.is_counted for n in each.values())}


def _way(run: RunRecord, event: str = "") -> ServiceWay:
    return ServiceWay(run.task, run.version, run.help, event)


def _compared_ways(ways: Iterable[ServiceWay]) -> Iterable[tuple[ServiceWay, ServiceWay]]:
    """Without before with, and versions in the order of their ids, "today" first of all."""
    known = sorted(ways, key=lambda way: (way.task, way.help != HelpState.WITHOUT, way.version != "today", way.version))
    for task in dict.fromkeys(way.task for way in known):
        of_task = [way for way in known if way.task == task]
        for version in dict.fromkeys(way.version for way in of_task):
            yield from pairwise(way for way in of_task if way.version == version)
        for state in HelpState:
            yield from pairwise(way for way in of_task if way.help == state)


def _by_session(runs: Iterable[RunRecord]) -> list[Mapping[ServiceWay, RunRecord]]:
    found: dict[str, dict[ServiceWay, RunRecord]] = defaultdict(dict)
    for run in runs:
        found[run.session_id][_way(run)] = run
    return list(found.values())


def _pair(before: ServiceWay, after: ServiceWay, parts: Parts[Mapping[ServiceWay, RunRecord]], k: int) -> PairResult:
    both = [[(tried[before], tried[after]) for tried in part if before in tried and after in tried] for part in parts]
    changes = []
    for scale, value_of in _COMPARED.items():
        values = [[(value_of(first), value_of(second)) for first, second in part] for part in both]
        answered = [[(first, second) for first, second in part if None not in (first, second)] for part in values]
        pairs = Counter(_of_large(answered, k))
        if pairs:
            counts = (PairCount(float(first or 0), float(second or 0), n) for (first, second), n in pairs.items())
            changes.append(compare(PersonaPairs("", tuple(counts)), scale))
    return PairResult(before, after, tuple(changes))


def _result(way: ServiceWay, runs: Sequence[RunRecord], k: int, lowering: Lowering) -> WayResult:
    parts = _in_parts(runs, k)
    scores = [[(run, _score(run)) for run in part] for part in parts]
    gave_up = [[str(score.get("last_field", "")) for run, score in part if run.outcome in _GIVEN_UP] for part in scores]
    done = [
        [run.seconds for run in part if run.outcome is Outcome.COMPLETED and run.seconds is not None] for part in parts
    ]
    ends = _tell_each([[run.outcome for run in part] for part in parts], k, lowering.of("end"))
    marked = [[field for _run, score in part for field in score.get("marked", {})] for part in scores]
    people = tell([len(part) for part in parts], k, lower=lowering.people("people", k))
    return WayResult(
        way,
        people.raised(sum(each.least for each in ends.values())),
        ends,
        _tell_each(gave_up, k, lowering.of("gave up")),
        _tell_each(marked, k, lowering.of("marked")),
        _field_seconds([[score for _run, score in part] for part in scores], k),
        tell([sum(1 for run in part if run.errors_met) for part in parts], k, lower=lowering.people("errors", k)),
        _middle(done, k),
        _middle([[run.ease for run in part if run.ease is not None] for part in parts], k),
    )


def _in_parts(runs: Iterable[RunRecord], k: int) -> Parts[RunRecord]:
    """Those of fewer than k people as one part, where that gives none of them away."""
    found: dict[tuple[Any, ...], list[RunRecord]] = defaultdict(list)
    for run in runs:
        found[run.event, run.station_name, run.host, run.is_assigned, run.persona].append(run)
    small = [part for part in found.values() if _people(part) < k]
    if not are_hidden_together([_people(part) for part in small], k):
        return list(found.values())
    return [*(part for part in found.values() if part not in small), [run for part in small for run in part]]


def _people(runs: Iterable[RunRecord]) -> int:
    return len({run.session_id for run in runs})


def _tell_each(parts: Parts[T], k: int, lowering: Lowering) -> dict[T, DisclosedCount]:
    """How many of each there are, which make up one whole."""
    counts = [Counter(part) for part in parts]
    names = dict.fromkeys(each for part in parts for each in part)
    return tell_list({name: [count[name] for count in counts] for name in names}, k, lowering)


def _of_large(parts: Parts[T], k: int) -> list[T]:
    """What there is of the parts that are large."""
    return [each for part in parts if len(part) >= max(k, 1) for each in part]


def _field_seconds(parts: Parts[Mapping[str, Any]], k: int) -> dict[str, float]:
    """The middle of those who were in the field, the longest first."""
    of_parts = [[score.get("field_seconds", {}) for score in part] for part in parts]
    fields = dict.fromkeys(field for part in of_parts for seconds in part for field in seconds)
    times = {field: [[float(each[field]) for each in part if field in each] for part in of_parts] for field in fields}
    middles = {field: middle for field, each in times.items() if (middle := _middle(each, k)) is not None}
    return dict(sorted(middles.items(), key=lambda item: -item[1]))


def _middle(parts: Parts[float], k: int) -> float | None:
    values = _of_large(parts, k)
    return weighted_median((value, 1) for value in values) if values else None


def _score(run: RunRecord) -> Mapping[str, Any]:
    found = json.loads(run.score)
    return found if isinstance(found, dict) else {}
