"""The Speech Intelligibility Index of ANSI S3.5-1997: the share of speech that a listener can make use of, 0 to 1."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

#: What a spectrum level is where there is nothing (section 4.2 of the standard).
NOTHING_DB = -50.0
#: Speech reaches so far above and below its level (section 4.7).
_PEAKS_DB, _RANGE_DB = 15.0, 30.0
#: Speech masks itself so far below its level (section 4.3.2.1).
_SELF_MASKING_DB = 24.0


@dataclass(frozen=True, slots=True, eq=False)
class Procedure:
    """The bands of one procedure of the standard, with its tables; levels in dB, the importances add up to 1."""

    centre_hz: Floats
    width_db: Floats
    importance: Floats
    normal_db: Floats
    internal_noise_db: Floats
    #: Does what is loud in one band mask the bands above it? Not in the octave procedure.
    is_spreading: bool


@cache
def octave() -> Procedure:
    """Six bands from 250 Hz to 8 kHz."""
    return _procedure("octave.csv", is_spreading=False)


@cache
def one_third_octave() -> Procedure:
    """Eighteen bands from 160 Hz to 8 kHz, each masked by those below it."""
    return _procedure("one_third_octave.csv", is_spreading=True)


def index(
    procedure: Procedure,
    speech_db: ArrayLike,
    noise_db: ArrayLike = NOTHING_DB,
    loss_db_hl: ArrayLike = 0.0,
    importance: ArrayLike | None = None,
) -> float:
    """The index for spectrum levels of speech and noise (dB) and a hearing loss (dB HL), one a band or one for all.

    Source: ANSI S3.5-1997, section 4, without conductive loss.
    """
    speech = np.broadcast_to(np.asarray(speech_db, float), procedure.centre_hz.shape)
    noise = np.broadcast_to(np.asarray(noise_db, float), procedure.centre_hz.shape)
    masking = _masking_db(procedure, speech, noise) if procedure.is_spreading else noise
    disturbance = np.maximum(masking, procedure.internal_noise_db + np.asarray(loss_db_hl, float))
    distortion = np.clip(1.0 - (speech - procedure.normal_db - 10.0) / 160.0, 0.0, 1.0)
    audible = np.clip((speech - disturbance + _PEAKS_DB) / _RANGE_DB, 0.0, 1.0)
    weights = procedure.importance if importance is None else np.asarray(importance, float)
    return float(np.sum(weights * distortion * audible))


def spectrum_levels_db(procedure: Procedure, samples: Floats, rate_hz: int, full_scale_db: float) -> Floats:
    """Spectrum levels of a sound in the bands; `full_scale_db` is the dB SPL of a mean square of 1."""
    power = np.abs(np.fft.rfft(samples)) ** 2 * 2.0 / max(1, len(samples)) ** 2
    frequencies_hz = np.fft.rfftfreq(len(samples), 1.0 / rate_hz) if len(samples) else np.zeros(0)
    width_hz = 10.0 ** (procedure.width_db / 10.0)
    levels = [
        _level_db(float(power[(frequencies_hz >= low) & (frequencies_hz < high)].sum()))
        for low, high in _edges_hz(procedure, width_hz)
    ]
    return np.maximum(NOTHING_DB, np.array(levels) + full_scale_db - procedure.width_db)


def _edges_hz(procedure: Procedure, width_hz: Floats) -> list[tuple[float, float]]:
    """Bands whose edges lie on the scale of octaves around the middle, as wide as the standard has them."""
    low = (np.sqrt(width_hz**2 + 4.0 * procedure.centre_hz**2) - width_hz) / 2.0
    return [(float(each), float(each + width)) for each, width in zip(low, width_hz, strict=True)]


def _level_db(power: float) -> float:
    return 10.0 * math.log10(power) if power > 0 else -math.inf


def _masking_db(procedure: Procedure, speech: Floats, noise: Floats) -> Floats:
    """Equivalent masking: the noise, and what is loud in lower bands and spreads upwards (section 4.3.2)."""
    source = np.maximum(noise, speech - _SELF_MASKING_DB)
    slope = -80.0 + 0.6 * (source + 10.0 * np.log10(procedure.centre_hz) - 6.353)
    above = np.log10(0.89 * procedure.centre_hz[:, None] / procedure.centre_hz[None, :])
    spread = 10.0 ** ((source + 3.32 * slope * above) / 10.0)
    masking = 10.0 * np.log10(10.0 ** (noise / 10.0) + np.tril(spread, -1).sum(axis=1))
    masking[0] = source[0]
    return np.asarray(masking)


def _procedure(table: str, *, is_spreading: bool) -> Procedure:
    """The columns of a table stand in the order of the fields."""
    text = (resources.files("empathylab.hearing") / table).read_text("utf-8")
    rows = list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))
    centre, width, importance, normal, internal = (np.array(column, float) for column in zip(*rows[1:], strict=True))
    return Procedure(centre, width, importance, normal, internal, is_spreading)
