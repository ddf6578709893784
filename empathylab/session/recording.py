"""Records what happens in a run, whichever visit it belongs to."""

from __future__ import annotations

from empathylab.domain.event_log import InteractionEvent
from empathylab.session.declared import as_declared
from empathylab.session.visit import Visit


class RunRecorder:
    """The recorder of a station's one run view, which outlives each `visit`. Between runs nothing is written down.

    `declared`: all that a page of this visit's form may name; None where the lab has written the form itself.
    """

    def __init__(self) -> None:
        self.visit: Visit | None = None
        self.declared: frozenset[str] | None = None

    def record(self, event: InteractionEvent) -> None:
        """Into the visit under way."""
        if self.visit is not None and self.visit.run is not None:
            kept = event if self.declared is None else as_declared(event, self.declared)
            if kept is not None:
                self.visit.record(kept)
