"""What runs at a service say: how they ended, where people gave up, and the same person's runs held side by side.

Numbers of people go through `measures.anonymity` as everywhere; a middle is given of k people or more, and a comparison
within persons of k pairs or more.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from empathylab.domain.records import RunRecord
from empathylab.domain.session import HelpState, Outcome, RunKind
from empathylab.domain.summary import PairCount, PersonaPairs, Scale
from empathylab.measures.anonymity import Told, tell, tell_list
from empathylab.measures.comparing import Comparison, compare
from empathylab.measures.middle import weighted_median

#: Runs that ended where somebody did not go on; what the service ended is nobody's giving up.
_GIVEN_UP = (Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT)
#: Compared within each person: what of a run, by the scale that words it.
_COMPARED: Mapping[Scale, Callable[[RunRecord], float | None]] = {
    Scale.EASE: lambda run: run.ease,
    Scale.SECONDS: lambda run: run.seconds if run.outcome is Outcome.COMPLETED else None,
}


@dataclass(frozen=True, slots=True)
class Way:
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

    way: Way
    people: Told
    ends: Mapping[Outcome, Told]
    given_up_at: Mapping[str, Told]
    marked_at: Mapping[str, Told]
    field_seconds: Mapping[str, float]
    met_errors: Told
    seconds: float | None
    ease: float | None


@dataclass(frozen=True, slots=True)
class PairResult:
    """The same people's runs: from one way to the other."""

    before: Way
    after: Way
    changes: tuple[Comparison, ...]


def at_services(runs: Iterable[RunRecord]) -> tuple[RunRecord, ...]:
    """Those at a service."""
    return tuple(run for run in runs if run.version)


def way_results(runs: Sequence[RunRecord], k: int) -> tuple[WayResult, ...]:
    """Each way at each event, with what may be told of it."""
    by_way: dict[Way, list[RunRecord]] = defaultdict(list)
    for run in runs:
        by_way[_way(run, run.event)].append(run)
    return tuple(_result(way, done, k) for way, done in by_way.items())


def pair_results(runs: Sequence[RunRecord], k: int) -> tuple[PairResult, ...]:
    """Help within each version, and version beside version with the same help; nothing of fewer than k pairs."""
    by_session: dict[str, dict[Way, RunRecord]] = defaultdict(dict)
    for run in runs:
        by_session[run.session_id][_way(run)] = run
    ways = dict.fromkeys(way for tried in by_session.values() for way in tried)
    found = (_pair(before, after, by_session.values(), k) for before, after in _compared_ways(ways))
    return tuple(pair for pair in found if pair.changes)


def first_versions(runs: Iterable[RunRecord], k: int) -> Mapping[str, Mapping[str, Told]]:
    """By service, how many people began with which version; services of one version are left out."""
    began: dict[str, Counter[str]] = defaultdict(Counter)
    for run in runs:
        if run.run is RunKind.FIRST:
            began[run.task][run.version] += 1
    return {
        task: tell_list({version: [people] for version, people in versions.items()}, k)
        for task, versions in began.items()
        if len(versions) > 1
    }


def _way(run: RunRecord, event: str = "") -> Way:
    return Way(run.task, run.version, run.help, event)


def _compared_ways(ways: Iterable[Way]) -> Iterable[tuple[Way, Way]]:
    """Without before with, and versions in the order of their ids, "today" first of all."""
    known = sorted(ways, key=lambda way: (way.task, way.help != HelpState.WITHOUT, way.version != "today", way.version))
    for task in dict.fromkeys(way.task for way in known):
        of_task = [way for way in known if way.task == task]
        for version in dict.fromkeys(way.version for way in of_task):
            yield from pairwise(way for way in of_task if way.version == version)
        for state in HelpState:
            yield from pairwise(way for way in of_task if way.help == state)


def _pair(before: Way, after: Way, sessions: Iterable[Mapping[Way, RunRecord]], k: int) -> PairResult:
    both = [(tried[before], tried[after]) for tried in sessions if before in tried and after in tried]
    changes = []
    for scale, value_of in _COMPARED.items():
        values = Counter((value_of(first), value_of(second)) for first, second in both)
        pairs = tuple(
            PairCount(float(first), float(second), people)
            for (first, second), people in values.items()
            if first is not None and second is not None
        )
        if sum(pair.people for pair in pairs) >= max(k, 1):
            changes.append(compare(PersonaPairs("", pairs), scale))
    return PairResult(before, after, tuple(changes))


def _result(way: Way, runs: Sequence[RunRecord], k: int) -> WayResult:
    ends = Counter(run.outcome for run in runs)
    scores = [(run, _score(run)) for run in runs]
    gave_up = Counter(str(score.get("last_field", "")) for run, score in scores if run.outcome in _GIVEN_UP)
    marked = Counter(field for _run, score in scores for field in score.get("marked", {}))
    done = [run.seconds for run in runs if run.outcome is Outcome.COMPLETED and run.seconds is not None]
    return WayResult(
        way,
        tell([len(runs)], k),
        tell_list({outcome: [people] for outcome, people in ends.items()}, k),
        tell_list({field: [people] for field, people in gave_up.items()}, k),
        tell_list({field: [people] for field, people in marked.items()}, k),
        _field_seconds([score for _run, score in scores], k),
        tell([sum(1 for run in runs if run.errors_met)], k),
        _middle(done, k),
        _middle([run.ease for run in runs if run.ease is not None], k),
    )


def _field_seconds(scores: Iterable[Mapping[str, Any]], k: int) -> dict[str, float]:
    """The middle of those who were in the field, the longest first."""
    times: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        for field, seconds in score.get("field_seconds", {}).items():
            times[field].append(float(seconds))
    middles = {field: middle for field, each in times.items() if (middle := _middle(each, k)) is not None}
    return dict(sorted(middles.items(), key=lambda item: -item[1]))


def _middle(values: Sequence[float], k: int) -> float | None:
    return weighted_median((value, 1) for value in values) if len(values) >= max(k, 1) else None


def _score(run: RunRecord) -> Mapping[str, Any]:
    found = json.loads(run.score)
    return found if isinstance(found, dict) else {}
