"""What of a picture is not as it was."""

from __future__ import annotations

from empathylab.vision.compiled import compiled
from empathylab.vision.light import Pixels


@compiled
def take_changes(picture: Pixels, held: Pixels, first: int, last: int) -> tuple[int, int]:
    """Hold rows `first` to `last` of a picture; from which column to which they differ from what was held there."""
    width = picture.shape[1]
    left, right = width, 0
    for row in range(first, last):
        new, old = picture[row], held[row]
        bits = 0
        for at in range(width):
            bits |= new[at] ^ old[at]
        if bits != 0:
            at = 0
            while new[at] == old[at]:
                at += 1
            left = min(left, at)
            at = width
            while new[at - 1] == old[at - 1]:
                at -= 1
            right = max(right, at)
            for at in range(width):
                old[at] = new[at]
    return left, right
