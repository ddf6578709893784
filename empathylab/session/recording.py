"""Who writes down what happens in a run, whichever visit it belongs to."""

from __future__ import annotations

from empathylab.domain.events import InteractionEvent
from empathylab.session.visit import Visit


class RunRecorder:
    """The recorder of a station's one run view, which outlives each `visit`. Between runs nothing is written down."""

    def __init__(self) -> None:
        self.visit: Visit | None = None

    def record(self, event: InteractionEvent) -> None:
        """Into the visit under way."""
        if self.visit is not None and self.visit.run is not None:
            self.visit.record(event)
