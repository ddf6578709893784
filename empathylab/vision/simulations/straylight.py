"""Straylight and yellowing of the lens: a veil of scattered light over the page, as cataract and age bring.

Straylight hardly touches acuity, so it is a number of its own: a cataract that only blurs would be wrong.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from empathylab.domain.feature import limited
from empathylab.vision.adaptation import adapted
from empathylab.vision.effect import Effect, Matrix
from empathylab.vision.simulations.base import SightSimulation

#: Light that a lens of this age lets through, relative to age 25, at 610, 540 and 450 nm (for R, G and B).
TRANSMISSION = {25.0: (1.0, 1.0, 1.0), 75.0: (0.925, 0.802, 0.353), 90.0: (0.89, 0.72, 0.21)}


def straylight_of_age(age: float) -> float:
    """Straylight parameter s (deg²/sr) of a healthy eye; Vos 2003."""
    return 10 * (1 + (age / 70) ** 4)


def yellowing(age: float) -> Matrix:
    """Linear RGB through a lens of this age; densities interpolated, and extended beyond 90."""
    ages = np.array(sorted(TRANSMISSION))
    density = np.log([TRANSMISSION[known] for known in ages])
    steps = np.diff(density, axis=0) / np.diff(ages)[:, None]
    index = int(np.clip(np.searchsorted(ages, age) - 1, 0, len(steps) - 1))
    red, green, blue = np.exp(density[index] + steps[index] * max(age - ages[index], 0))
    return ((float(red), 0.0, 0.0), (0.0, float(green), 0.0), (0.0, 0.0, float(blue)))


class Straylight(SightSimulation):
    """A veil of scattered light, and a yellow lens."""

    id: ClassVar[str] = "straylight"
    title: ClassVar[str] = "Glare and a yellow lens"
    explanation: ClassVar[tuple[str, ...]] = (
        "Light scattered in the eye lies over the page as a veil.",
        "Straylight: {log_s} log units; a young eye has 0.9.",
        "The lens of the eye is as yellow, and scatters at least as much light, as at {age} years.",
        "To the tint of a lens of {age} years the eyes have adapted by {adapted:percent}; what is blue stays dim.",
    )
    source: ClassVar[str] = (
        "Vos 2003; clinical means of log s by type of cataract; van de Kraats & van Norren 2007; "
        "adaptation to white: von Kries 1902"
    )

    log_s: float | None = limited(
        None,
        0,
        1.9,
        "log(deg²/sr)",
        "Straylight; nuclear cataract 1.22, cortical 1.26, posterior subcapsular 1.48; 0 is none.",
        "beyond 1.9 more than half of the light would be scattered and the model no longer holds",
    )
    age: float | None = limited(
        None,
        0,
        100,
        "years",
        "Age of the lens: sets its yellowing, and the straylight when log_s is left out; 0 is none.",
        "no lens older than 100 has been measured",
    )

    adapted: float = limited(
        1.0,
        0,
        1,
        "",
        "How far the eyes have adapted to the lens: with 1 white looks white, with 0 the page has the lens's tint.",
        "0 is the day of a new lens and 1 is a lens that one has had for years",
    )

    def effect(self) -> Effect:
        log_s = 1.26 if self.log_s is None and self.age is None else self.log_s
        if log_s is None:
            scattered = straylight_of_age(self.age) if self.age else 0.0
        else:
            scattered = 10**log_s if log_s > 0 else 0.0
        lenses = (adapted(yellowing(self.age), self.adapted),) if self.age and self.age > 25 else ()
        return Effect(straylight_s=scattered, lenses=lenses)
