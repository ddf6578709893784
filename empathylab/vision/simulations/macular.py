"""Macular degeneration: the middle of the field fades and bends; one reads beside it, with the acuity there."""

from __future__ import annotations

import math
from typing import ClassVar

import numpy as np

from empathylab.domain.feature import limited
from empathylab.vision.effect import Degrees, Displacement, Effect, LossMap
from empathylab.vision.simulations.base import SightSimulation

#: Geisler & Perry 1998: half-resolution eccentricity (degrees), and the fall of contrast sensitivity.
E2_DEG, ALPHA = 2.3, 0.106
#: How sharp the edge of a scotoma is, as a share of its radius.
EDGE = 0.35
#: Wavelength of the bending, in degrees.
RIPPLE_DEG = 3.1


def eccentric_cutoff_cpd(eccentricity_deg: float) -> float:
    """The finest grating a healthy eye sees so far from fixation; Geisler & Perry 1998."""
    return E2_DEG * math.log(64) / (ALPHA * (eccentricity_deg + E2_DEG))


def eccentric_logmar(eccentricity_deg: float) -> float:
    """The acuity there, relative to fixation."""
    return math.log10(eccentric_cutoff_cpd(0) / eccentric_cutoff_cpd(eccentricity_deg))


def scotoma(radius_deg: float, depth_db: float) -> LossMap:
    """A round loss with a soft edge: half its depth at the radius."""

    def loss(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        outwards = (np.hypot(x_deg, y_deg) / radius_deg - 1) / EDGE
        return -abs(depth_db) * (0.5 - 0.5 * np.sin(np.pi / 2 * np.clip(outwards, -1, 1)))

    return loss


def bending(radius_deg: float, amplitude_deg: float) -> Displacement:
    """Straight lines bend by up to the amplitude, most at fixation and not at all beyond twice the radius."""

    def displace(x_deg: Degrees, y_deg: Degrees) -> tuple[Degrees, Degrees]:
        near = np.cos(np.pi / 2 * np.clip(np.hypot(x_deg, y_deg) / (2 * radius_deg), 0, 1)) ** 2
        turn = 2 * np.pi / RIPPLE_DEG
        return (
            amplitude_deg * near * np.cos(turn * y_deg + 0.4),
            amplitude_deg * near * np.cos(turn * x_deg + 1.9),
        )

    return displace


class Macular(SightSimulation):
    """The middle of the field faded and bent."""

    id: ClassVar[str] = "macular"
    title: ClassVar[str] = "The middle of the field fades"
    explanation: ClassVar[tuple[str, ...]] = (
        "The middle of what one looks at fades, about {radius_deg:cm} to each side ({radius_deg} degrees); print has "
        "to be read beside it.",
        "In the middle a thing has to stand out {depth_db:times} times as much to be seen ({depth_db} dB).",
        "Lines bend there, by {warp_arcmin} minutes of arc at most.",
    )
    source: ClassVar[str] = "Taylor et al. 2018 (appearance); Geisler & Perry 1998 (acuity beside the fovea)"

    radius_deg: float = limited(
        3.0,
        0,
        12,
        "degrees",
        "Radius of the scotoma at half its depth; 0 is none.",
        "larger scotomas reach beyond the macula",
    )
    depth_db: float = limited(
        20, -35, 35, "dB", "Depth in the middle; the sign does not matter.", "a perimeter cannot measure a deeper loss"
    )
    warp_arcmin: float = limited(
        15, 0, 60, "arcmin", "By how much lines bend at most.", "more than a degree is not reported on Amsler charts"
    )

    def effect(self) -> Effect:
        if self.radius_deg == 0:
            return Effect()
        lost = Effect()
        if self.depth_db:
            reading = eccentric_logmar(self.radius_deg) * min(abs(self.depth_db) / 20, 1)
            lost = Effect(logmar=reading, losses=(scotoma(self.radius_deg, self.depth_db),))
        warps = (bending(self.radius_deg, self.warp_arcmin / 60),) if self.warp_arcmin else ()
        return lost + Effect(warps=warps, reach_deg=2 * self.radius_deg if warps else 0.0)
