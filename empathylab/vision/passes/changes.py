"""What of a picture is not as it was."""

from __future__ import annotations

import numpy as np

from empathylab.vision.compiled import compiled
from empathylab.vision.light import Bytes, Pixels

#: It has not been found out yet.
UNKNOWN = 2


@compiled
def _differ(one: Pixels, other: Pixels) -> bool:
    bits = np.int32(0)
    for at in range(one.size):
        bits |= one[at] ^ other[at]
    return bool(bits != 0)


@compiled
def _hold(new: Pixels, old: Pixels) -> tuple[int, int]:
    """Hold a row that differs; from which column to which."""
    left, right = 0, new.size
    while new[left] == old[left]:
        left += 1
    while new[right - 1] == old[right - 1]:
        right -= 1
    for at in range(new.size):
        old[at] = new[at]
    return left, right


@compiled
def take_changes(picture: Pixels, held: Pixels, step: int, columns: Pixels, repeats: Bytes) -> None:
    """Hold a picture; for each band of so many rows, from which column to which it differs from what was held.

    Where nothing differs it is from the last column to the first. `repeats` says of each row that was held whether it
    is that above it, or `UNKNOWN`: such a row is compared with that above it, which is in the nearest cache, and what
    was held is not read.
    """
    is_other = False
    for band in range(columns.shape[0]):
        left, right = picture.shape[1], 0
        for row in range(band * step, min(band * step + step, picture.shape[0])):
            is_other_above, is_known = is_other, repeats[row] != UNKNOWN
            beside = picture[row - 1] if repeats[row] == 1 and not is_other_above else held[row]
            is_other = _differ(picture[row], beside)
            if is_other:
                first, last = _hold(picture[row], held[row])
                left, right = min(left, first), max(right, last)
            if is_other or is_other_above or not is_known:
                repeats[row] = row > 0 and not _differ(picture[row], picture[row - 1])
        columns[band, 0], columns[band, 1] = left, right


@compiled
def take_sample(picture: Pixels, sample: Pixels, every: int) -> int:
    """Hold one row in so many; how many of them differ from what was held."""
    found = 0
    for row in range(sample.shape[0]):
        if _differ(picture[row * every], sample[row]):
            _hold(picture[row * every], sample[row])
            found += 1
    return found
