"""Nystagmus: most people who have it from birth see no motion but less detail along the way their eyes swing.

Illustrative in its size. Still on purpose: motion would be right for acquired nystagmus only.
"""

from __future__ import annotations

from typing import ClassVar

from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import Simulation, limited

#: Horizontal blur (sd) per degree of swing: most of the light is taken in while the eye is nearly still.
STREAK_ARCMIN_PER_DEG = 0.9


class Nystagmus(Simulation):
    KIND: ClassVar[str] = "nystagmus"
    TOLD: ClassVar[tuple[str, ...]] = (
        "Less detail from side to side than up and down, as when the eyes swing by {amplitude_deg} degrees; nothing "
        "moves on the screen (illustrative).",
    )
    SOURCE: ClassVar[str] = (
        "Our proposal: swing of infantile nystagmus, foveation periods, reported acuities of 0.3 to 0.6"
    )

    amplitude_deg: float = limited(
        4.0, 0, 12, "degrees", "How far the eyes swing; 0 is none.", "larger swings are rare and leave little to read"
    )

    def effect(self) -> Effect:
        return Effect(streak_arcmin=STREAK_ARCMIN_PER_DEG * self.amplitude_deg)
