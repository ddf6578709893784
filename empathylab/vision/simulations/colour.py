"""Colour vision deficiency, on linear light: code values would make it several times too dark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import AliasChoices, Field

from empathylab.domain.feature import limited
from empathylab.vision.effect import Effect, Matrix
from empathylab.vision.simulations.base import SightSimulation

#: Machado, Oliveira & Fernandes 2009, table 1: severities 0.0, 0.1, … 1.0, rows of three by three.
MACHADO: dict[str, tuple[tuple[float, ...], ...]] = {
    "protan": (
        (1, 0, 0, 0, 1, 0, 0, 0, 1),
        (0.856167, 0.182038, -0.038205, 0.029342, 0.955115, 0.015544, -0.002880, -0.001563, 1.004443),
        (0.734766, 0.334872, -0.069637, 0.051840, 0.919198, 0.028963, -0.004928, -0.004209, 1.009137),
        (0.630323, 0.465641, -0.095964, 0.069181, 0.890046, 0.040773, -0.006308, -0.007724, 1.014032),
        (0.539009, 0.579343, -0.118352, 0.082546, 0.866121, 0.051332, -0.007136, -0.011959, 1.019095),
        (0.458064, 0.679578, -0.137642, 0.092785, 0.846313, 0.060902, -0.007494, -0.016807, 1.024301),
        (0.385450, 0.769005, -0.154455, 0.100526, 0.829802, 0.069673, -0.007442, -0.022190, 1.029632),
        (0.319627, 0.849633, -0.169261, 0.106241, 0.815969, 0.077790, -0.007025, -0.028051, 1.035076),
        (0.259411, 0.923008, -0.182420, 0.110296, 0.804340, 0.085364, -0.006276, -0.034346, 1.040622),
        (0.203876, 0.990338, -0.194214, 0.112975, 0.794542, 0.092483, -0.005222, -0.041043, 1.046265),
        (0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (1, 0, 0, 0, 1, 0, 0, 0, 1),
        (0.866435, 0.177704, -0.044139, 0.049567, 0.939063, 0.011370, -0.003453, 0.007233, 0.996220),
        (0.760729, 0.319078, -0.079807, 0.090568, 0.889315, 0.020117, -0.006027, 0.013325, 0.992702),
        (0.675425, 0.433850, -0.109275, 0.125303, 0.847755, 0.026942, -0.007950, 0.018572, 0.989378),
        (0.605511, 0.528560, -0.134071, 0.155318, 0.812366, 0.032316, -0.009376, 0.023176, 0.986200),
        (0.547494, 0.607765, -0.155259, 0.181692, 0.781742, 0.036566, -0.010410, 0.027275, 0.983136),
        (0.498864, 0.674741, -0.173604, 0.205199, 0.754872, 0.039929, -0.011131, 0.030969, 0.980162),
        (0.457771, 0.731899, -0.189670, 0.226409, 0.731012, 0.042579, -0.011595, 0.034333, 0.977261),
        (0.422823, 0.781057, -0.203881, 0.245752, 0.709602, 0.044646, -0.011843, 0.037423, 0.974421),
        (0.392952, 0.823610, -0.216562, 0.263559, 0.690210, 0.046232, -0.011910, 0.040281, 0.971630),
        (0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    ),
}
#: Brettel, Viénot & Mollon 1997 for sRGB primaries (values of libDaltonLens, public domain): one matrix on either
#: side of a plane through the greys, and the plane's normal.
BRETTEL_TRITAN = (
    np.array([[1.01277, 0.13548, -0.14826], [-0.01243, 0.86812, 0.14431], [0.07589, 0.80500, 0.11911]]),
    np.array([[0.93678, 0.18979, -0.12657], [0.06154, 0.81526, 0.12320], [-0.37562, 1.12767, 0.24796]]),
)
TRITAN_NORMAL = np.array([0.03901, -0.02788, -0.01113])

_LOOK_ALIKE = {"protan": "red and green", "deutan": "green and red", "tritan": "blue and yellow"}


def machado(kind: str, severity: float) -> NDArray[np.float64]:
    """The 3 × 3 matrix for linear RGB, interpolated between published steps; rows sum to 1, so greys stay grey."""
    steps = np.array(MACHADO[kind]).reshape(-1, 3, 3)
    low = min(int(severity * 10), 9)
    share = severity * 10 - low
    return _greys_kept(steps[low] * (1 - share) + steps[low + 1] * share)


def tritan(severity: float) -> tuple[Matrix, Matrix]:
    """The two matrices of Brettel's model, part of the way from seeing all colours."""
    first, second = (_greys_kept(np.eye(3) * (1 - severity) + side * severity) for side in BRETTEL_TRITAN)
    return _rows(first), _rows(second)


def _greys_kept(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Undo the rounding of published figures in the last place, on the diagonal."""
    return matrix + np.diag(1 - matrix.sum(axis=1))


def _rows(matrix: NDArray[np.float64]) -> Matrix:
    return tuple((float(a), float(b), float(c)) for a, b, c in matrix)


class Colour(SightSimulation):
    """One kind of cone that answers otherwise, or is missing."""

    id: ClassVar[str] = "colour"
    title: ClassVar[str] = "Colours look alike"
    explanation: ClassVar[tuple[str, ...]] = (
        "It is hard to tell {colours} apart ({kind}, {severity:percent} of the way from usual sight to cones that "
        "are missing).",
    )
    source: ClassVar[str] = (
        "Machado, Oliveira & Fernandes 2009 (protan, deutan); Brettel, Viénot & Mollon 1997 (tritan)"
    )

    kind: Literal["protan", "deutan", "tritan"] = Field(
        "deutan",
        validation_alias=AliasChoices("kind", "cone"),
        description="Which cones: protan, deutan or tritan; a data file may write it as `cone`.",
    )
    severity: float = limited(1.0, 0, 1, "", "From nothing to the cones missing.", "0 is none and 1 is missing")

    def figures(self) -> Mapping[str, object]:
        return {**super().figures(), "colours": _LOOK_ALIKE[self.kind]}

    def effect(self) -> Effect:
        if self.severity == 0:
            return Effect()
        if self.kind == "tritan":
            return Effect(tritan=tritan(self.severity))
        return Effect(matrices=(_rows(machado(self.kind, self.severity)),))
