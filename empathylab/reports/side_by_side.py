"""A table of what changed in groups of people beside one another, as far as k lets out.

Each group is made of parts that the whole report is made of (`pooling`), so that nothing comes of one number taken from
another but what is made of parts that may be told of too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from empathylab.domain.summary import Scale, Summary
from empathylab.measures.comparing import Comparison
from empathylab.measures.comparison_words import HARM, shift_words
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.measures.scales import SCALES
from empathylab.reports.findings import shown
from empathylab.reports.model import Rows
from empathylab.reports.names import Names
from empathylab.reports.pooling import summed_up
from empathylab.reports.sharing import Shareable

HEADER = ("People", "Better", "The same", "Worse", "Typical change")
#: What an event may change in people, asked of everybody.
IN_PEOPLE = (Scale.CONFIDENCE, *HARM)


def group_of(parts: Iterable[Summary], k: int, names: Names, lowering: Lowering = NOT_LOWERED) -> Shareable:
    """These parts as one group."""
    its_own = tuple(parts)
    return Shareable(summed_up(its_own), k, names, its_own, lowering)


def side_by_side(groups: Mapping[str, Shareable], scales: Iterable[Scale]) -> Rows:
    """A row for each scale and group; a scale is left out unless all groups may be told."""
    return tuple(row for scale in scales for row in _rows(scale, groups))


def _rows(scale: Scale, groups: Mapping[str, Shareable]) -> Iterator[tuple[str, ...]]:
    changes = {name: shown(data, scale) for name, data in groups.items()}
    told = {name: change for name, change in changes.items() if change is not None and change.people}
    if len(told) == len(groups):
        yield from ((SCALES[scale].name_and_better, name, *_cells(change)) for name, change in told.items())


def _cells(change: Comparison) -> Iterator[str]:
    yield from map(str, (change.people, change.better, change.same, change.worse))
    yield shift_words(change) or "too few to say"
