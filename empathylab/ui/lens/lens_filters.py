"""The filters of the lens: from a condition to what is done to the picture."""

from __future__ import annotations

from collections.abc import Callable

from empathylab import vision
from empathylab.domain.calibration import Calibration
from empathylab.domain.feature import worn
from empathylab.domain.session import Condition
from empathylab.features import FEATURES
from empathylab.helps import Magnifier
from empathylab.ui.lens.frame_filter import FrameFilter
from empathylab.ui.lens.magnifier import HealthyEye, Magnified


class LensFilters:
    """Keeps the filter of the last condition: its buffers serve the visitor's next run under the same simulations.

    Buffers of frames that come and go with every run leave holes in the memory that nothing else fits into.
    """

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._filter: FrameFilter | None = None

    def of(self, condition: Condition) -> FrameFilter | None:
        """The filter of the page's own lens, None when the page is seen as it is. For one lens at a time."""
        make = sight(condition)
        if make is None:
            return None
        seen = (condition.simulations, condition.helps, condition.ppd, condition.is_calibrated)
        if self._filter is None or self._seen != seen:
            self._seen, self._filter = seen, make()
        return self._filter

    def forget(self) -> None:
        """The visitor has gone: the next may see with others, and some of them hold 25 MB."""
        self._seen, self._filter = (), None


def sight(condition: Condition) -> Callable[[], FrameFilter] | None:
    """What makes the filter of this condition, one for each window; None when the page is seen as it is."""
    everything = FEATURES.worn((*condition.simulations, *condition.helps))
    if not any(each.needs_lens for each in everything):
        return None
    simulations = vision.SIMULATIONS.worn(condition.simulations)
    viewing = vision.Viewing(condition.ppd or Calibration().ppd, condition.is_calibrated)
    magnifier = worn(condition.helps, Magnifier)

    def make() -> FrameFilter:
        eye: FrameFilter = vision.Chain(simulations, viewing) if simulations else HealthyEye()
        return eye if magnifier is None else Magnified(eye, magnifier.factor)

    return make
