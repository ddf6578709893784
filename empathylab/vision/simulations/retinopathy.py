"""Diabetic retinopathy: less contrast, scattered patches of loss, floaters. Illustrative: patterns differ widely."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from empathylab.domain.feature import limited
from empathylab.vision.effect import Degrees, Effect, LossMap
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.simulations.contrast import Contrast
from empathylab.vision.simulations.floaters import Floaters

PATCHES = 14


def patches(severity: float, seed: int) -> LossMap:
    """Soft round losses of 1 to 3 degrees, scattered over the middle 30."""
    chance = np.random.default_rng(seed)
    x, y = chance.uniform(-15, 15, (2, PATCHES))
    radius, depth = chance.uniform(1, 3, PATCHES), chance.uniform(12, 26, PATCHES) * severity

    def loss(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        total = np.zeros(np.broadcast_shapes(x_deg.shape, y_deg.shape))
        for index in range(PATCHES):
            # Round, so that it is what it is across times what it is down: along an axis there are few places.
            across, down = (
                np.exp(-(((places - middle[index]) / radius[index]) ** 2))
                for places, middle in ((x_deg, x), (y_deg, y))
            )
            total = np.minimum(total, -depth[index] * across * down)
        return total

    return loss


class Retinopathy(SightSimulation):
    """Contrast, patches and floaters together."""

    id: ClassVar[str] = "retinopathy"
    title: ClassVar[str] = "Diabetic retinopathy"
    explanation: ClassVar[tuple[str, ...]] = (
        "Diabetic retinopathy: less contrast, patches that fade, floaters; {severity:percent} of the most that the "
        "model knows (illustrative).",
    )
    source: ClassVar[str] = "Our proposal after descriptions by patients; no published map"

    severity: float = limited(0.6, 0, 1, "", "From nothing to severe.", "0 is none and 1 the most the model knows")
    seed: int = limited(7, 0, 9999, "", "Which of the possible patterns.", "patterns are numbered 0 to 9999")

    def effect(self) -> Effect:
        if self.severity == 0:
            return Effect()
        spots = Floaters(count=round(6 * self.severity), seed=self.seed).effect()
        seen = Contrast(log_cs=1.75 - 0.7 * self.severity).effect()
        return seen + spots + Effect(losses=(patches(self.severity, self.seed),))
