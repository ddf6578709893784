"""Visits with a host of lived experience there beside those without, as far as k lets out.

Each side is made of parts that the whole report is made of (`pooling`), so that nothing comes of one taken from the
other but what is made of parts that may be told of too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from empathylab.domain.records import EventSettings
from empathylab.domain.roles import HostThere
from empathylab.domain.summary import Scale, Summary
from empathylab.measures.scales import SCALES
from empathylab.measures.telling import HARM, shift_words
from empathylab.reports.findings import shown
from empathylab.reports.model import DataTable, Section
from empathylab.reports.names import Names
from empathylab.reports.pooling import together
from empathylab.reports.sharing import Shareable

HEADER = ("What", "Host", "People", "Better", "The same", "Worse", "Typical change")
_SIDES = {HostThere.YES: "There", HostThere.NO: "Not there"}
_COMPARED = (Scale.CONFIDENCE, *HARM, Scale.EASE)
_CAUTION = (
    "Nobody drew by lot who met a host, so other things may differ between the two groups. Elsewhere, meeting disabled "
    "people changed attitudes by about half a standard deviation, and films about them did not (Armstrong and others, "
    "2017)."
)
_TOO_FEW = "Too few people answered with a host there and without one to set them side by side."


def host_section(settings: Sequence[EventSettings], data: Shareable) -> tuple[Section, ...]:
    """Only for events that have a host by their roles: that tells nothing of who came when."""
    if not any(event.roles.has_host for event in settings):
        return ()
    rows = host_rows(data.parts, data.k, data.names)
    tables = (DataTable("With a host there and without", HEADER, rows),) if rows else ()
    return (Section("hosts", "Did it matter to meet somebody?", (_CAUTION if rows else _TOO_FEW,), tables=tables),)


def host_rows(parts: Sequence[Summary], k: int, names: Names) -> tuple[tuple[str, ...], ...]:
    """What changed in people on each side; a scale is left out unless both sides may be told."""
    sides = {side: _side(parts, side, k, names) for side in _SIDES}
    return tuple(row for scale in _COMPARED for row in _rows(scale, sides))


def _side(parts: Iterable[Summary], side: HostThere, k: int, names: Names) -> Shareable:
    its_own = tuple(part for part in parts if part.host is side)
    return Shareable(together(its_own), k, names, its_own)


def _rows(scale: Scale, sides: dict[HostThere, Shareable]) -> Iterator[tuple[str, ...]]:
    changes = {side: shown(data, scale) for side, data in sides.items()}
    told = {side: change for side, change in changes.items() if change is not None and change.people}
    if len(told) < len(sides):
        return
    for side, change in told.items():
        counts = (change.people, change.better, change.same, change.worse)
        yield (SCALES[scale].name, _SIDES[side], *map(str, counts), shift_words(change) or "too few to say")
