"""Which stations may be named beside a comment: none with so few visitors that it would tell whose the comment is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from empathylab.domain.records import CommentRecord, RecordsSource, ReviewState
from empathylab.domain.session import Ending


def released(source: RecordsSource, event: str | None) -> Iterator[CommentRecord]:
    """The comments that leave the lab, those without a station that may not tell one."""
    told_of = (each for each in source.events() if event in (None, each.name))
    named = {each.name: _named(source, each.name, each.k) for each in told_of}
    for comment in source.comments(event, ReviewState.RELEASED):
        is_named = comment.station in named.get(comment.event, ())
        yield comment if is_named else replace(comment, station="")


def _named(source: RecordsSource, event: str, k: int) -> frozenset[str]:
    return stations_named(Counter(each.station for each in source.sessions(event) if each.ending is Ending.FINISHED), k)


def stations_named(people: Mapping[str, int], k: int) -> frozenset[str]:
    """Of stations that so many people went through those that are told.

    None that fewer than k went through; and a comment that tells none may be of k people or more as well, so that the
    smallest of the others may have to keep those company.
    """
    told, untold = sorted(people, key=lambda station: (people[station], station)), 0
    while told and (people[told[0]] < k or 0 < untold < k):
        untold += people[told.pop(0)]
    return frozenset(told)
