"""Floaters: soft grey threads and dots in front of the page, which move with the eye."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from empathylab.domain.feature import limited
from empathylab.vision.effect import Degrees, Effect, Shade
from empathylab.vision.simulations.base import SightSimulation

#: How far from gaze they lie, how long a thread is, how thick, and how much light the darkest takes.
REACH_DEG, LENGTH_DEG, THICK_DEG, DARKEST = 14.0, 5.0, 0.25, 0.5
#: So many times as far away as it is thick a thread takes less than a billionth of the light.
_FARTHEST = 6.5


def threads(count: int, seed: int) -> list[tuple[NDArray[np.float64], NDArray[np.float64], float, float]]:
    """Points along each thread, its thickness and its darkness."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        heading = chance.uniform(0, 2 * np.pi) + np.cumsum(chance.normal(0, 0.45, 24))
        step = chance.uniform(0.1, 1) * LENGTH_DEG / 24
        x = chance.uniform(-0.6, 0.6) * REACH_DEG + np.cumsum(np.cos(heading)) * step
        y = chance.uniform(-0.6, 0.6) * REACH_DEG + np.cumsum(np.sin(heading)) * step
        found.append((x, y, THICK_DEG * chance.uniform(0.5, 1.3), DARKEST * chance.uniform(0.4, 1)))
    return found


def shade(count: int, seed: int) -> Shade:
    """Share of light let through; nothing lets through less than the darkest thread."""
    drawn = threads(count, seed)

    def let_through(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        across, down = np.broadcast_arrays(x_deg, y_deg)
        light = np.ones(across.shape)
        for x, y, thick, dark in drawn:
            is_near = _is_around(x, across, thick) & _is_around(y, down, thick)
            near_x, near_y = across[is_near], down[is_near]
            nearest = np.full(near_x.shape, np.inf)
            for point_x, point_y in zip(x, y, strict=True):
                nearest = np.minimum(nearest, (near_x - point_x) ** 2 + (near_y - point_y) ** 2)
            light[is_near] = np.minimum(light[is_near], 1 - dark * np.exp(-nearest / (2 * thick**2)))
        return light

    return let_through


def _is_around(thread: NDArray[np.float64], places: Degrees, thick: float) -> NDArray[np.bool_]:
    """Along one axis: where the thread may take any light."""
    farthest = _FARTHEST * thick
    is_around: NDArray[np.bool_] = (places > thread.min() - farthest) & (places < thread.max() + farthest)
    return is_around


class Floaters(SightSimulation):
    """Grey threads and dots that move with the eye."""

    id: ClassVar[str] = "floaters"
    title: ClassVar[str] = "Floaters"
    explanation: ClassVar[tuple[str, ...]] = ("{count} grey threads and dots lie over the page and move with the eye.",)
    source: ClassVar[str] = "Our proposal after descriptions: shadows of strands in the vitreous (illustrative)"

    count: int = limited(5, 0, 40, "", "How many.", "more than 40 would be a bleeding and not floaters")
    seed: int = limited(1, 0, 9999, "", "Which of the possible pictures.", "pictures are numbered 0 to 9999")

    def effect(self) -> Effect:
        if self.count == 0:
            return Effect()
        return Effect(shades=(shade(self.count, self.seed),), reach_deg=REACH_DEG)
