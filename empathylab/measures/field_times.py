"""How long people were in each field of a form, all visits to it together, with barriers and built well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from empathylab.domain.session import RunKind
from empathylab.domain.summary import FieldTime
from empathylab.measures.medians import weighted_median

#: Times are put together in steps this wide, in seconds.
_STEP_SECONDS = 1.0
#: A run's persona, its form and kind, and the seconds in each field.
FieldsOfRun = tuple[str, str, RunKind, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class FieldMedian:
    """The median time of a persona's people in a field, in both runs; None where fewer than k were in it."""

    task: str
    field: str
    persona: str
    with_barriers: float | None
    built_well: float | None


def count_field_times(runs: Iterable[FieldsOfRun]) -> Iterator[FieldTime]:
    """Runs with their fields as counts of people."""
    found: Counter[tuple[str, str, str, RunKind, float]] = Counter()
    for persona, task, run, fields in runs:
        for field, seconds in fields.items():
            found[task, field, persona, run, _STEP_SECONDS * round(seconds / _STEP_SECONDS)] += 1
    for key, people in found.items():
        yield FieldTime(*key, people)


def field_medians(times: Iterable[FieldTime], k: int) -> tuple[FieldMedian, ...]:
    """The medians that may be told of each field and persona: none of a run in which fewer than k were in the field."""
    groups: dict[tuple[str, str, str], dict[RunKind, list[tuple[float, int]]]] = {}
    for each in times:
        runs = groups.setdefault((each.task, each.field, each.persona), {})
        runs.setdefault(each.run, []).append((each.seconds, each.people))
    told = (
        FieldMedian(*group, _middle(runs.get(RunKind.BARRIER, ()), k), _middle(runs.get(RunKind.HELPED, ()), k))
        for group, runs in sorted(groups.items())
    )
    return tuple(each for each in told if (each.with_barriers, each.built_well) != (None, None))


def _middle(seconds: Iterable[tuple[float, int]], k: int) -> float | None:
    counted = sorted(seconds)
    return weighted_median(counted) if sum(people for _seconds, people in counted) >= k else None
