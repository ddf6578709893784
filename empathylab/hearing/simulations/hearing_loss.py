"""Loss in the inner ear: soft sounds vanish, loud ones stay loud."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, field_validator

from empathylab.domain.errors import InputError
from empathylab.domain.feature import limited
from empathylab.hearing.audiogram import load
from empathylab.hearing.levels import FilterLevels
from empathylab.hearing.recruitment import gain_db
from empathylab.hearing.simulations.base import Floats, HearingSimulation, bin_frequencies_hz

#: Somebody talking to you, a metre away.
TALKING_DB = 65.0
_SPEECH_HZ = np.array([500.0, 1000.0, 2000.0, 4000.0])


@dataclass(frozen=True, slots=True)
class _Ear:
    levels: FilterLevels
    loss_db_hl: Floats
    #: dB SPL of a sound whose mean square is 1.
    full_scale_db: float

    def noise(self, count: int) -> None:
        del count

    def gain(self, spectra: NDArray[np.complex128]) -> Floats:
        level_db = self.levels.of(spectra) + self.full_scale_db
        return np.asarray(10.0 ** (gain_db(level_db, self.loss_db_hl) / 20.0))


class HearingLoss(HearingSimulation):
    """An ear that loses what is soft, by its audiogram, and hears what is loud as loud as everybody."""

    id: ClassVar[str] = "hearing-loss"
    title: ClassVar[str] = "Hearing loss"
    place: ClassVar[int] = 2
    explanation: ClassVar[tuple[str, ...]] = (
        "Soft sounds are lost and loud ones stay loud: of speech, which is mostly soft and high, much is missing "
        "(audiogram {audiogram}: {mean_db_hl:.0f} dB HL on average from 500 to 4,000 Hz).",
    )
    source: ClassVar[str] = "Moore & Glasberg 1993; filters of Glasberg & Moore 1990"

    audiogram: str = Field(
        "elderly",
        min_length=1,
        description="A shipped audiogram, or a CSV of one's own: frequency_hz,loss_db_hl.",
        json_schema_extra={"unit": "", "reason": "the name of an audiogram is needed"},
    )
    level_db: float = limited(
        TALKING_DB,
        20,
        105,
        "dB SPL",
        "How loud the whole input is when played as calibrated.",
        "softer is heard by nobody, and louder is no longer safe",
    )

    @field_validator("audiogram")
    @classmethod
    def _can_be_read(cls, name: str) -> str:
        try:
            load(name)
        except InputError as error:
            raise ValueError(str(error).rstrip(".")) from error
        return name

    def figures(self) -> Mapping[str, object]:
        loss = load(self.audiogram).at(_SPEECH_HZ)
        return {"audiogram": self.audiogram, "level_db": self.level_db, "mean_db_hl": float(loss.mean())}

    def stage(self, rate_hz: int, window: Floats, input_rms: float) -> _Ear:
        frequencies_hz = bin_frequencies_hz(rate_hz, window)
        full_scale_db = self.level_db - 20.0 * math.log10(input_rms)
        return _Ear(FilterLevels(frequencies_hz, window), load(self.audiogram).at(frequencies_hz), full_scale_db)
