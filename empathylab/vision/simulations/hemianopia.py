"""Hemianopia: one half of the field is gone after a stroke, up to a vertical edge through fixation."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from empathylab.domain.feature import limited
from empathylab.vision.effect import Degrees, Effect
from empathylab.vision.simulations.base import SightSimulation

DEPTH_DB = -32.0


class Hemianopia(SightSimulation):
    """One half of the field gone."""

    id: ClassVar[str] = "hemianopia"
    title: ClassVar[str] = "Half of the field is gone"
    explanation: ClassVar[tuple[str, ...]] = (
        "The {side} half of what one looks at is missing, from about {sparing_deg:cm} beside the place one looks at "
        "({sparing_deg} degrees).",
    )
    source: ClassVar[str] = "Vertical edge with macular sparing, as in homonymous hemianopia; Peli 1990"

    side: Literal["left", "right"] = Field("left", description="Which half is gone.")
    sparing_deg: float = limited(
        2.0,
        0,
        30,
        "degrees",
        "Width kept beyond fixation on the lost side; 30 spares the screen.",
        "a screen ends there",
    )

    def effect(self) -> Effect:
        towards = -1 if self.side == "left" else 1
        edge = self.sparing_deg

        def loss(x_deg: Degrees, y_deg: Degrees) -> Degrees:
            return np.where(x_deg * towards > edge, DEPTH_DB, 0.0)

        return Effect(losses=(loss,)) if edge < 30 else Effect()
