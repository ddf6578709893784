"""Nystagmus: most people who have it from birth see no motion but less detail along the way their eyes swing.

Illustrative in its size, and still. Who acquires it, from multiple sclerosis or after a stroke, sees the world move
(oscillopsia): `motion_deg` adds that, when asked for. The pendular form is close to a sine (Kang & Shaikh 2017), of
2.5 to 6 Hz and typically 3 to 5 degrees (Gresty, Ell & Findley 1982); the jerk form is a drift and a quick return.
So fast, every page with dark and light on it would flash. Here it moves slower and less, and is blurred the more the
further it moves: see `vision.sway`. Its size and rate are ours; it claims less than the real thing.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from empathylab.domain.feature import limited
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.sway import FASTEST_HZ, Sway, Waveform

#: Horizontal blur (sd) per degree of swing: most of the light is taken in while the eye is nearly still.
STREAK_ARCMIN_PER_DEG = 0.9


class Nystagmus(SightSimulation):
    """Less detail along the way in which the eyes swing."""

    id: ClassVar[str] = "nystagmus"
    title: ClassVar[str] = "Eyes that swing"
    explanation: ClassVar[tuple[str, ...]] = (
        "Less detail from side to side than up and down, as when the eyes swing by {amplitude_deg} degrees "
        "(illustrative).",
        "Unless movement on the screen is switched off, the page moves to and fro by {motion_deg} degrees "
        "({motion_deg:mm}), {motion_hz} times a second. Really it is faster and further: so much would flash.",
    )
    source: ClassVar[str] = (
        "Our proposal: swing of infantile nystagmus, foveation periods, reported acuities of 0.3 to 0.6; motion after "
        "Gresty et al. 1982, Kang & Shaikh 2017, slowed down until it cannot flash"
    )

    amplitude_deg: float = limited(
        4.0, 0, 12, "degrees", "How far the eyes swing; 0 is none.", "larger swings are rare and leave little to read"
    )
    motion_deg: float | None = limited(
        None,
        0,
        0.5,
        "degrees",
        "How far the page moves from end to end; left out, it stands still.",
        "a page that moves further has to be blurred until nothing is left, or it would flash",
    )
    motion_hz: float = limited(
        0.5,
        0.1,
        FASTEST_HZ,
        "Hz",
        "How often a second it goes to and fro.",
        "faster, dark and light change more than three times a second, which can cause a seizure",
    )
    waveform: Waveform = Field(
        "pendular", description="`pendular` goes to and fro like a pendulum; `jerk` drifts away and is back at once."
    )

    def effect(self) -> Effect:
        streak_arcmin = STREAK_ARCMIN_PER_DEG * self.amplitude_deg
        if not self.motion_deg:
            return Effect(streak_arcmin=streak_arcmin)
        return Effect(sway=Sway(self.motion_deg, self.motion_hz, self.waveform, streak_arcmin))
