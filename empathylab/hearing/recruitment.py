"""Loudness recruitment: sounds that are too soft are not heard, and loud ones are as loud as to everybody."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: At this level (dB SPL) sounds are as loud to an ear with a loss as to any other (Moore & Glasberg 1993).
EQUAL_DB = 105.0


def gain_db(level_db: Floats, loss_db_hl: Floats) -> Floats:
    """What must be done to a sound of this level, in dB (never above 0), for everybody to hear it as this ear does.

    (L − 105)·(105 / (105 − HL) − 1), Moore & Glasberg 1993. An ear
    better than average (below 0 dB HL) hears all. Both arrays broadcast; losses stay below 105 dB HL.
    """
    steepness = EQUAL_DB / (EQUAL_DB - np.maximum(0.0, loss_db_hl))
    return np.minimum(0.0, (level_db - EQUAL_DB) * (steepness - 1.0))
