"""Which names of a form of one's own may be recorded: the ids in its file, and none that its pages make up.

A page could pass on what is typed as the id of a field; of pages that the lab has not written, only what was there
before the visit is kept.
"""

from __future__ import annotations

from dataclasses import replace

from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.events import BarrierMet, FieldFocused, FieldLeft, PageShown
from empathylab.domain.task import Form


def declared_ids(form: Form) -> frozenset[str]:
    """The ids of its questions, pages and barriers."""
    return frozenset((*(question.id for question in form.questions), *form.pages, *form.barriers))


def as_declared(event: InteractionEvent, ids: frozenset[str]) -> InteractionEvent | None:
    """The event, its name empty where it is not among these; None for a barrier that the form has not."""
    match event:
        case FieldFocused(field) | FieldLeft(field) if field not in ids:
            return replace(event, field="")
        case PageShown(page) if page not in ids:
            return PageShown()
        case BarrierMet(barrier) if barrier not in ids:
            return None
    return event
