"""Small events told as one: only with their like, and nobody lost or counted twice."""

from __future__ import annotations

from empathylab.domain.roles import HostThere
from empathylab.domain.summary import BarrierCount, Counts, MetCount, Summary
from empathylab.reports.pooling import pooled, summed_up

K = 5


def event(name: str, people: int, *, is_assigned: bool = False, host: HostThere = HostThere.NOT_TOLD) -> Summary:
    barriers = (BarrierCount("no-name", (MetCount("claudia", people, people - 1),)),)
    return Summary(
        name,
        Counts(people=people, runs=2 * people),
        personas=(("claudia", people),),
        barriers=barriers,
        is_assigned=is_assigned,
        host=host,
    )


def test_small_events_are_one_and_the_large_one_stays() -> None:
    large, one = pooled((event("a", 2), event("b", 9), event("c", 3), event("d", 2)), K)
    assert large.event == "b"
    assert (one.event, one.counts.people, one.counts.runs, one.personas) == ("", 7, 14, (("claudia", 7),))
    assert one.barriers == (BarrierCount("no-name", (MetCount("claudia", 7, 4),)),)


def test_what_was_drawn_by_lot_and_where_a_host_was_stay_apart() -> None:
    drawn = [event(name, people, is_assigned=True) for name, people in zip("abc", (3, 3, 1), strict=True)]
    hosted = [event(name, 2, host=HostThere.YES) for name in "def"]
    told = pooled((*drawn, *hosted, event("g", 8)), K)
    assert sorted((each.counts.people, each.is_assigned, each.host.value) for each in told) == [
        (6, False, "yes"),
        (7, True, ""),
        (8, False, ""),
    ]


def test_too_few_to_be_hidden_in_one_another_stay_as_they_are() -> None:
    parts = (event("a", 2), event("b", 2))
    assert pooled(parts, K) == parts


def test_of_visits_with_a_host_and_without_none_is_told() -> None:
    hosted, alone = (event("a", 2, host=host) for host in (HostThere.YES, HostThere.NO))
    assert summed_up((hosted, hosted)).host is HostThere.YES
    assert summed_up((hosted, alone)).host is HostThere.NOT_TOLD
