"""Visits with a host of lived experience there beside those without."""

from __future__ import annotations

from collections.abc import Sequence

from empathylab.domain.roles import HostThere
from empathylab.domain.summary import Scale, Summary
from empathylab.domain.workshop import EventSettings
from empathylab.reports import side_by_side
from empathylab.reports.model import DataTable, Rows, Section
from empathylab.reports.names import Names
from empathylab.reports.sharing import Shareable

HEADER = ("What", "Host", *side_by_side.HEADER)
_SIDES = {HostThere.YES: "There", HostThere.NO: "Not there"}
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


def host_rows(parts: Sequence[Summary], k: int, names: Names) -> Rows:
    """What changed in people on each side."""
    sides = {
        words: side_by_side.group_of((part for part in parts if part.host is side), k, names)
        for side, words in _SIDES.items()
    }
    return side_by_side.side_by_side(sides, (*side_by_side.IN_PEOPLE, Scale.EASE))
