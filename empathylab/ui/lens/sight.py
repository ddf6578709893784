"""From a condition to what the lens does to the picture."""

from __future__ import annotations

from collections.abc import Callable

from empathylab import vision
from empathylab.domain.calibration import Calibration
from empathylab.domain.session import Condition
from empathylab.ui.lens.frame_worker import FrameFilter
from empathylab.ui.lens.magnifier import Magnified, Plain

_DEFAULT_FACTOR = 2.0
#: Helps that are drawn into the picture, so that they need the lens even for an eye without loss.
_DRAWN_HELPS = frozenset({"magnifier", "large-pointer"})


class Eyes:
    """Keeps the filter of the last condition: its buffers serve the next run that is seen through the same eyes.

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


def sight(condition: Condition) -> Callable[[], FrameFilter] | None:
    """What makes the filter of this condition, one for each window; None when the page is seen as it is."""
    kinds = {kind.KIND for kind in vision.SIMULATIONS}
    simulations = [vision.simulation(spec) for spec in condition.simulations if spec.kind in kinds]
    if not simulations and not any(spec.kind in _DRAWN_HELPS for spec in condition.helps):
        return None
    viewing = vision.Viewing(condition.ppd or Calibration().ppd, condition.is_calibrated)
    factors = [spec.params.get("factor", _DEFAULT_FACTOR) for spec in condition.helps if spec.kind == "magnifier"]

    def make() -> FrameFilter:
        eye: FrameFilter = vision.Chain(simulations, viewing) if simulations else Plain()
        return Magnified(eye, float(factors[0])) if factors else eye

    return make
