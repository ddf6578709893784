"""Checks whether a picture through the filter has the acuity that was asked for: a template observer reads a chart.

It knows the ten Sloan letters as they are without a filter, sees the filtered chart with a little noise (0.5 % of
white), and says the letter that fits best.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from empathylab.vision.chain import Chain, Frame
from empathylab.vision.letters import SLOAN, place, placed, sloan
from empathylab.vision.light import luminance, to_code, to_linear
from empathylab.vision.psychometric import Estimate, Psychometric
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.viewing import Viewing

NOISE = 0.005
#: White of a chart; a little below the screen's, so that noise and halos are not cut off.
PAPER = 0.98
#: Letters of the Pelli-Robson chart: 4.9 cm at a metre.
PELLI_ROBSON_DEG = 2.8


@dataclass(frozen=True, slots=True)
class LetterChart:
    """Letters of one size and contrast on white, each at its own part of a pixel."""

    picture: Frame
    size_px: float
    letters: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]


def draw_chart(size_px: float, contrast: float, rows: int, columns: int, chance: np.random.Generator) -> LetterChart:
    """A chart of random letters; contrast is Weber's. Faint ones are dithered, as 8 bits cannot hold them."""
    cell = math.ceil(size_px * 2.2) + 4
    ink = np.zeros(((rows + 2) * cell, (columns + 2) * cell), np.float32)
    letters, corners = [], []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            letters.append(SLOAN[chance.integers(len(SLOAN))])
            shift = chance.random(2) + (cell - size_px) / 2
            corners.append((column * cell + shift[0], row * cell + shift[1]))
            place(sloan(letters[-1]), ink, *corners[-1], size_px)
    is_inked = ink > 0
    code = np.full(ink.shape, to_code(np.array(PAPER)))
    code[is_inked] = to_code(PAPER * (1 - contrast * ink[is_inked]))
    code += chance.random(code.shape) if contrast < 1 else 0.5
    grey = np.clip(code, 0, 255, out=code).astype(np.uint8)  # which leaves out what is behind the point
    return LetterChart(np.repeat(grey[..., None], 3, axis=2), size_px, tuple(letters), tuple(corners))


def letters_read(chart: LetterChart, seen: Frame, chance: np.random.Generator) -> int:
    """How many letters of a chart the observer reads in its filtered picture."""
    return sum(
        _best_fit(seen, corner, chart.size_px, chance) == letter
        for letter, corner in zip(chart.letters, chart.corners, strict=True)
    )


def _best_fit(seen: Frame, corner: tuple[float, float], size_px: float, chance: np.random.Generator) -> str:
    margin, side = math.ceil(size_px / 4) + 1, math.ceil(size_px * 1.5) + 4
    left, top = int(corner[0]) - margin, int(corner[1]) - margin
    light = luminance(to_linear(seen[top : top + side, left : left + side]))
    patch = light + chance.normal(0, NOISE, light.shape)
    templates = placed(_known(), corner[0] - left, corner[1] - top, size_px, side).reshape(len(SLOAN), -1)
    templates -= templates.mean(axis=1, keepdims=True)
    fits = templates @ (patch - patch.mean()).ravel() / np.linalg.norm(templates, axis=1)
    return SLOAN[int(np.argmin(fits))]


@cache
def _known() -> NDArray[np.float64]:
    return np.stack([sloan(letter).sums for letter in SLOAN])


def sloan_acuity(
    worn: Sequence[SightSimulation], viewing: Viewing, near_logmar: float, *, letters: int = 30, seed: int = 1
) -> Estimate:
    """The acuity (logMAR, 55 % correct) that the observer has through these simulations, looked for around a guess."""
    chance = np.random.default_rng(seed)
    chain = Chain(worn, viewing)
    fit = Psychometric(near_logmar - 0.45, near_logmar + 0.45, 1 / len(SLOAN))
    rows = max(1, round(math.sqrt(letters)))
    for logmar in np.arange(near_logmar - 0.25, near_logmar + 0.251, 0.0625):
        chart = draw_chart(5 * 10**logmar / 60 * viewing.ppd, 1.0, rows, math.ceil(letters / rows), chance)
        fit.observe(float(logmar), letters_read(chart, chain.apply(chart.picture), chance), len(chart.letters))
    return fit.estimate()


def pelli_robson(
    worn: Sequence[SightSimulation], viewing: Viewing, near_log_cs: float, *, letters: int = 20, seed: int = 1
) -> Estimate:
    """The Pelli-Robson score (log units) through these simulations."""
    chance = np.random.default_rng(seed)
    chain = Chain(worn, viewing)
    fit = Psychometric(-near_log_cs - 0.4, -near_log_cs + 0.4, 1 / len(SLOAN))
    rows = max(1, round(math.sqrt(letters)))
    for log_contrast in np.arange(-near_log_cs - 0.24, -near_log_cs + 0.241, 0.06):
        chart = draw_chart(PELLI_ROBSON_DEG * viewing.ppd, 10**log_contrast, rows, math.ceil(letters / rows), chance)
        fit.observe(float(log_contrast), letters_read(chart, chain.apply(chart.picture), chance), len(chart.letters))
    found = fit.estimate()
    return Estimate(-found.threshold, found.uncertainty, found.answers)


def observed_acuity(target_logmar: float, viewing: Viewing | None = None) -> float:
    """What the observer reads through `acuity` at a target; about a second's work."""
    worn = [Acuity(logmar=target_logmar)]
    return sloan_acuity(worn, viewing or Viewing(), target_logmar, letters=20).threshold
