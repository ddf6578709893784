"""How long people were in a field: told of as many as a report may tell of, and of no fewer."""

from __future__ import annotations

from empathylab.domain.session import RunKind
from empathylab.domain.summary import FieldTime
from empathylab.measures.field_times import FieldMedian, count_field_times, field_medians

K = 5


def times(run: RunKind, *people: int) -> list[FieldTime]:
    return [FieldTime("form", "email", "claudia", run, 10.0 * place, many) for place, many in enumerate(people, 1)]


def test_of_k_people_the_middle_is_told_and_of_fewer_nothing() -> None:
    told = field_medians([*times(RunKind.BARRIER, 1, 4), *times(RunKind.HELPED, 4)], K)
    assert told == (FieldMedian("form", "email", "claudia", 20.0, None),)
    assert field_medians(times(RunKind.BARRIER, 4), K) == ()


def test_times_are_put_together_by_whole_seconds() -> None:
    runs = [("claudia", "form", RunKind.HELPED, {"email": seconds}) for seconds in (3.6, 4.4, 4.6)]
    assert sorted((each.seconds, each.people) for each in count_field_times(runs)) == [(4.0, 2), (5.0, 1)]
