"""Audiograms: hearing loss in dB HL at the frequencies that were tested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from empathylab.domain import shipped_tables
from empathylab.domain.errors import InputError

Floats = NDArray[np.float64]

LOWEST_HZ, HIGHEST_HZ = 100.0, 20_000.0
#: Nobody hears better than this; above the other end the models of loudness go wrong.
BEST_DB_HL, WORST_DB_HL = -10.0, 90.0
#: Speech cannot do without what lies between these.
NEEDED_HZ = (500.0, 4000.0)


@dataclass(frozen=True, slots=True)
class Audiogram:
    """Loss in dB HL at rising frequencies in Hz, one ear or the better one."""

    frequencies_hz: Floats
    loss_db_hl: Floats

    def at(self, frequency_hz: Floats) -> Floats:
        """The loss at these frequencies: straight between tested ones on the scale of octaves, level beyond them."""
        octaves = np.log2(np.maximum(frequency_hz, 1.0))
        return np.interp(octaves, np.log2(self.frequencies_hz), self.loss_db_hl)


def shipped() -> tuple[str, ...]:
    """The names of the audiograms that come with the lab."""
    return shipped_tables.shipped(_folder())


@cache
def load(name_or_file: str) -> Audiogram:
    """A shipped audiogram by name, or a CSV file of one's own; InputError when it is neither or has faults."""
    return read(*shipped_tables.lines_of(name_or_file, _folder(), "audiogram"))


def read(lines: Iterable[str], name: str) -> Audiogram:
    """An audiogram from CSV lines `frequency_hz,loss_db_hl`; what was not tested is left blank or out.

    Any number of frequencies, in any order. InputError names the row with what is wrong.
    """
    tested: dict[float, float] = {}
    for where, row in shipped_tables.rows_of(lines, name, ("frequency_hz", "loss_db_hl")):
        if row["loss_db_hl"]:
            frequency_hz = _within(row["frequency_hz"], LOWEST_HZ, HIGHEST_HZ, "Hz", where)
            if frequency_hz in tested:
                raise InputError(f"{where}: {frequency_hz:g} Hz stands there twice.", "Keep one of them.")
            tested[frequency_hz] = _within(row["loss_db_hl"], BEST_DB_HL, WORST_DB_HL, "dB HL", where)
    return _spanning(tested, name)


def _within(text: str, low: float, high: float, unit: str, where: str) -> float:
    value = shipped_tables.number_of(text, where)
    if not low <= value <= high:
        raise InputError(f"{where}: {value:g} is outside {low:g} to {high:g} {unit}, which is all that is simulated.")
    return value


def _spanning(tested: dict[float, float], name: str) -> Audiogram:
    """Holes between tested frequencies are bridged; the ones that speech needs must lie within what was tested."""
    if not tested or min(tested) > NEEDED_HZ[0] or max(tested) < NEEDED_HZ[-1]:
        raise InputError(
            f"{name} does not reach from {NEEDED_HZ[0]:g} to {NEEDED_HZ[-1]:g} Hz.", "Add what was tested there."
        )
    frequencies_hz = np.array(sorted(tested))
    return Audiogram(frequencies_hz, np.array([tested[each] for each in frequencies_hz]))


def _folder() -> Traversable:
    return resources.files("empathylab.hearing") / "audiograms"
