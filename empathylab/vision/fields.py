"""Visual field maps: sensitivity lost, in dB, at the points of the 24-2 test."""

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
from empathylab.vision.effect import Degrees

SPACING_DEG = 6.0
X_DEG = np.arange(-27.0, 28.0, SPACING_DEG)
Y_DEG = np.arange(-21.0, 22.0, SPACING_DEG)
DEEPEST_DB = -35.0
#: With fewer points nobody could tell what lies between them.
FEWEST_POINTS = 26


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Total deviation in dB on the whole 6° grid, rows from below upwards; missing points took their neighbour's."""

    td_db: NDArray[np.float64]

    def at(self, x_deg: Degrees, y_deg: Degrees) -> Degrees:
        """Bilinear between points; beyond the grid the outermost value goes on, as field loss does.

        A row of x and a column of y give the whole picture at once; other shapes go point by point.
        """
        across, up = _weights(x_deg.ravel(), X_DEG), _weights(y_deg.ravel(), Y_DEG)
        if x_deg.ndim == 2 and x_deg.shape[0] == 1 and y_deg.shape[1] == 1:
            return np.asarray(up @ (self.td_db @ across.T))
        return np.asarray(np.einsum("pr,rc,pc->p", up, self.td_db, across).reshape(x_deg.shape))

    def deepened(self, depth_db: float) -> FieldMap:
        """The same pattern with its deepest point at this depth (dB, the sign does not matter)."""
        deepest = float(self.td_db.min())
        return self if deepest >= 0 else FieldMap(self.td_db * (-abs(depth_db) / deepest))


def _weights(value_deg: Degrees, axis: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each point of the axis has to say at each value; rows sum to 1."""
    inside = np.clip(value_deg, axis[0], axis[-1])
    return np.asarray(np.maximum(0, 1 - np.abs(inside[:, None] - axis[None, :]) / SPACING_DEG))


def shipped() -> tuple[str, ...]:
    """The names of the maps that come with the lab."""
    return shipped_tables.shipped(_maps())


@cache
def load(name_or_file: str) -> FieldMap:
    """A shipped map by name, or a CSV file of one's own; InputError when it is neither or has faults."""
    return read(*shipped_tables.lines_of(name_or_file, _maps(), "field map"))


def read(lines: Iterable[str], name: str) -> FieldMap:
    """A map from CSV lines `x_deg,y_deg,td_db`; blank values and lines that begin with # are left out."""
    td = np.full((len(Y_DEG), len(X_DEG)), np.nan)
    for where, row in shipped_tables.rows_of(lines, name, ("x_deg", "y_deg", "td_db")):
        if row["td_db"]:
            x, y, loss = (shipped_tables.number_of(row[column], where) for column in ("x_deg", "y_deg", "td_db"))
            td[_index(y, Y_DEG, where), _index(x, X_DEG, where)] = _loss(loss, where)
    known = int(np.isfinite(td).sum())
    if known < FEWEST_POINTS:
        raise InputError(f"{name} has {known} points of the 24-2 grid; at least {FEWEST_POINTS} are needed.")
    return FieldMap(_filled(td))


def _index(value_deg: float, axis: NDArray[np.float64], where: str) -> int:
    index = round(float(value_deg - axis[0]) / SPACING_DEG)
    if not 0 <= index < len(axis) or abs(axis[index] - value_deg) > 0.5:
        raise InputError(f"{where}: {value_deg:g}° is no point of the 24-2 grid (±3, ±9, ±15, …).")
    return index


def _loss(td_db: float, where: str) -> float:
    if not DEEPEST_DB <= td_db <= 10:
        raise InputError(f"{where}: {td_db:g} dB is outside {DEEPEST_DB:g} to 10 dB, what a perimeter reports.")
    return min(td_db, 0.0)


def _filled(td: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every point that is missing takes the value of the nearest that is not."""
    rows, columns = np.nonzero(np.isfinite(td))
    values = td[rows, columns]
    for row, column in zip(*np.nonzero(np.isnan(td)), strict=True):
        nearest = np.argmin((rows - row) ** 2 + (columns - column) ** 2)
        td[row, column] = values[nearest]
    return td


def _maps() -> Traversable:
    return resources.files("empathylab.vision") / "maps"
