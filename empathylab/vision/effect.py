"""What simulations do to an eye, in units of the eye; the chain turns it into pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from empathylab.vision.sway import Sway

Degrees = NDArray[np.float64]
# Functions of place take a row of x (1×W) and a column of y (H×1), in degrees, and give what broadcasts to H×W.
#: Sensitivity lost (dB, zero or negative) at points in degrees right of and above gaze.
LossMap = Callable[[Degrees, Degrees], Degrees]
#: Where the light seen at a point comes from: (dx, dy) in degrees, right and up, at points relative to gaze.
Displacement = Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]
#: Share of the light let through, 0 to 1, at points relative to gaze.
Shade = Callable[[Degrees, Degrees], Degrees]
Matrix = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a simulation on an eye; the defaults are an eye without loss.

    `logmar` and `log_cs` limit detail and contrast; `unevenness` is the share by which the blur varies from
    place to place; `losses` are maps in dB; `straylight_s` is s in deg²/sr; `lenses`, as adapted eyes see through
    them, work on linear RGB in order, `matrices` (the cones) after them, and then `tritan` on either side of its
    plane; `disc_arcmin` is the diameter of a defocus disc; `streak_arcmin` the sd of a horizontal blur; `reach_deg`
    is how far from gaze warps and shades reach; `sway` is how the whole picture moves in time.
    """

    logmar: float = 0.0
    log_cs: float | None = None
    unevenness: float = 0.0
    losses: tuple[LossMap, ...] = ()
    straylight_s: float = 0.0
    lenses: tuple[Matrix, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    tritan: tuple[Matrix, Matrix] | None = None
    disc_arcmin: float = 0.0
    streak_arcmin: float = 0.0
    warps: tuple[Displacement, ...] = ()
    shades: tuple[Shade, ...] = ()
    reach_deg: float = 0.0
    sway: Sway | None = None

    def __add__(self, other: Effect) -> Effect:
        """Both at once: the worse acuity and contrast; losses add in dB, straylight and blur add as light does."""
        scores = [score for score in (self.log_cs, other.log_cs) if score is not None]
        return Effect(
            logmar=max(self.logmar, other.logmar),
            log_cs=min(scores) if scores else None,
            unevenness=max(self.unevenness, other.unevenness),
            losses=self.losses + other.losses,
            straylight_s=self.straylight_s + other.straylight_s,
            lenses=self.lenses + other.lenses,
            matrices=self.matrices + other.matrices,
            tritan=other.tritan or self.tritan,
            disc_arcmin=math.hypot(self.disc_arcmin, other.disc_arcmin),
            streak_arcmin=math.hypot(self.streak_arcmin, other.streak_arcmin),
            warps=self.warps + other.warps,
            shades=self.shades + other.shades,
            reach_deg=max(self.reach_deg, other.reach_deg),
            sway=max(filter(None, (self.sway, other.sway)), key=lambda sway: sway.swing_deg, default=None),
        )

    @property
    def follows_gaze(self) -> bool:
        """Whether it depends on where somebody looks."""
        return bool(self.losses or self.warps or self.shades)

    @property
    def is_local(self) -> bool:
        """Whether a pixel of the result depends on that pixel alone, as long as nothing sways."""
        optics = self.straylight_s or self.disc_arcmin or self.streak_arcmin
        return not (optics or self.follows_gaze or self.limits_sensitivity)

    @property
    def is_identity(self) -> bool:
        """Whether nothing is changed at all, as long as nothing sways."""
        return self.is_local and not self.lenses and not self.matrices and self.tritan is None

    @property
    def limits_sensitivity(self) -> bool:
        """Whether the thresholding pyramid is needed."""
        return bool(self.logmar > 0 or self.log_cs is not None or self.losses or self.unevenness)


def product(matrices: Iterable[Matrix]) -> NDArray[np.float64]:
    """All matrices as one, the first applied first."""
    return reduce(lambda done, nxt: np.array(nxt) @ done, matrices, np.eye(3))


def combined(effects: Iterable[Effect]) -> Effect:
    """All effects worn at the same time."""
    return reduce(lambda one, other: one + other, effects, Effect())
