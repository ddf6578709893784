"""Glasses smeared with petroleum jelly: the lab's own prop, as blur, veil and unevenness.

Illustrative: no acuity has been published for the prop. The nearest measured thing is a Bangerter foil
(Odell et al. 2008: foil 0.3 gives logMAR 0.44, 0.2 gives 0.57, 0.1 gives 0.93).
"""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.base import SightSimulation


class Smear(SightSimulation):
    """Blur and veil, here more and there less."""

    id: ClassVar[str] = "smear"
    title: ClassVar[str] = "Smeared glasses"
    explanation: ClassVar[tuple[str, ...]] = (
        "Smeared glasses: what others read from {logmar:metres} metres away has to be as near as 6 metres (acuity "
        "{logmar:eye_chart}, {logmar} logMAR), in some places {unevenness:percent} more or less (illustrative).",
        "Scattered light lies over the page as a veil (straylight {log_s} log units; a young eye has 0.9).",
    )
    source: ClassVar[str] = "Our proposal, set by Bangerter foils: Odell et al. 2008"

    logmar: float = limited(
        0.75,
        0,
        1.2,
        "logMAR",
        "Acuity through the glasses; 0 is no blur.",
        "no foil that still lets see is denser than 1.2",
    )
    log_s: float = limited(
        1.5, 0, 1.9, "log(deg²/sr)", "Straylight of the smear; 0 is none.", "beyond 1.9 the model no longer holds"
    )
    unevenness: float = limited(
        0.2,
        0,
        0.4,
        "",
        "Share by which the blur varies from place to place.",
        "beyond 0.4 it would be two pairs of glasses",
    )

    def effect(self) -> Effect:
        seen = Acuity(logmar=self.logmar).effect() if self.logmar > 0 else Effect()
        uneven = self.unevenness if self.logmar > 0 else 0.0
        return seen + Effect(straylight_s=10**self.log_s if self.log_s > 0 else 0.0, unevenness=uneven)
