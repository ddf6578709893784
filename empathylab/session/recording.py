"""Who writes down what happens in a run, whichever visit it belongs to."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.errors import LabError
from empathylab.domain.events import InteractionEvent
from empathylab.session.visit import Visit


class RunRecorder:
    """The recorder of a station's one run view, which outlives each `visit`. Between runs nothing is written down."""

    def __init__(self, report: Callable[[LabError], None]) -> None:
        self.visit: Visit | None = None
        self._report = report

    def record(self, event: InteractionEvent) -> None:
        """Into the visit under way. The visitor's screen stays calm when the records do not work."""
        if self.visit is None or self.visit.run is None:
            return
        try:
            self.visit.record(event)
        except LabError as error:
            self._report(error)
