"""Where in a form each barrier was met: on which page, and in which field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import BarrierMet, FieldFocused, PageShown


@dataclass(frozen=True, slots=True)
class MetPlace:
    """A page of the form by its name, and the field that had the focus, empty for none."""

    page: str
    field: str = ""


def met_places(log: Iterable[LogEntry]) -> dict[str, MetPlace]:
    """Of each barrier the place where it was met first."""
    found: dict[str, MetPlace] = {}
    page = field = ""
    for entry in log:
        match entry.event:
            case PageShown(shown):
                page, field = shown, ""
            case FieldFocused(focused, is_form_field):
                field = focused if is_form_field else field
            case BarrierMet(barrier) if page:
                found.setdefault(barrier, MetPlace(page, field))
    return found
