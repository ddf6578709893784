"""Somebody's own sight on a measured screen: rings with a gap, smaller and smaller, then paler and paler.

The limits are a screen's: a gap finer than a pixel cannot be drawn. No eye test: one screen, one distance, the light of
the room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from empathylab.domain.spec import Spec
from empathylab.vision.csf import NORMAL_LOG_CS
from empathylab.vision.psychometric import Estimate
from empathylab.vision.simulations.acuity import FINEST_LOGMAR, Acuity
from empathylab.vision.simulations.contrast import Contrast
from empathylab.vision.staircase import Ladder
from empathylab.vision.viewing import Viewing

#: How many rings each of the two takes; docs/own-profile.md has what that gives.
SMALL_RINGS, PALE_RINGS = 40, 48
COARSEST_LOGMAR = 1.7
#: As large as the letters of Pelli, Robson & Wilkins (1988): 2.8 degrees.
PALE_RING_LOGMAR = math.log10(2.8 * 60 / 5)
#: Contrast is told apart less sharply than size (Pelli, Robson & Wilkins 1988), so flatter curves are thought of.
_PALE_SPREADS = (0.02, 0.04, 0.08, 0.16)


@dataclass(frozen=True, slots=True)
class OwnSight:
    """Acuity (logMAR) and contrast sensitivity (log units); `floor_logmar` is the finest that the screen can draw."""

    logmar: float
    log_cs: float
    floor_logmar: float

    @property
    def is_at_floor(self) -> bool:
        """Whether the eye may be better than the screen: then the acuity is a bound and no measure."""
        return self.logmar <= self.floor_logmar + 0.05

    def models(self) -> tuple[Spec, ...]:
        """The eye that sees as much; nothing where there is no loss that a screen can show."""
        if self.logmar >= FINEST_LOGMAR:
            return (Spec(Acuity.id, {"logmar": self.logmar, "log_cs": self.log_cs}),)
        return (Spec(Contrast.id, {"log_cs": self.log_cs}),) if self.log_cs < NORMAL_LOG_CS else ()


def finest_logmar(viewing: Viewing) -> float:
    """The ring whose gap, a fifth of it, is one pixel wide."""
    return math.ceil(100 * math.log10(60 / viewing.ppd)) / 100


def acuity_ladder(viewing: Viewing) -> Ladder:
    """Sizes in logMAR that this screen can draw."""
    finest = finest_logmar(viewing)
    return Ladder(finest, COARSEST_LOGMAR, 1.4, finest - 0.3, fewest=SMALL_RINGS, most=SMALL_RINGS)


def contrast_ladder() -> Ladder:
    """Logarithms of contrast, from one hundredth to black; sensitivity is the same without the minus."""
    return Ladder(-2.1, 0.0, -0.3, -2.3, fewest=PALE_RINGS, most=PALE_RINGS, spreads=_PALE_SPREADS)


def own_sight(acuity: Estimate, contrast: Estimate, viewing: Viewing) -> OwnSight:
    """Both as they are worn; contrast sensitivity no better than a healthy eye's, as scores end there."""
    floor = finest_logmar(viewing)
    logmar = round(min(max(acuity.threshold, floor), 1.6), 2)
    return OwnSight(logmar, round(min(max(-contrast.threshold, 0.15), 2.0), 2), floor)


def pale_ring_logmar(acuity: Estimate) -> float:
    """The ring for contrast: four times the acuity where that is more, so that its size is in nobody's way."""
    return min(max(PALE_RING_LOGMAR, acuity.threshold + 0.6), 1.85)
