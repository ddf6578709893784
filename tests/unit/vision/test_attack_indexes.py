"""Nobody looks whether an index is inside a compiled pass; here each one is looked at."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: In a process of its own: all passes are compiled once more, with a look at each index, and nothing of it is kept.
WATCHED = """
import sys
import numba
import numpy as np
from empathylab.vision import PRESETS, SIMULATIONS, Chain, Viewing, kept_code
from empathylab.vision.prepare import _OTHERS

kept_code.place_to_keep = lambda: None
from empathylab.vision.passes import frames

numba.config.BOUNDSCHECK = 1
try:
    frames.decode(np.zeros((3, 3), np.int32), 0, 9, 0, np.zeros((3, 4, 4), np.uint16), 0)
except IndexError:
    print("looked at")
chance = np.random.default_rng(7)
worn = [SIMULATIONS.worn(preset.simulations) for preset in PRESETS.values()]
worn += [[SIMULATIONS.parse(each)] for each in (*_OTHERS, "acuity:logmar=1.6", "presbyopia:age=70")]
sides = (1, 2, 3, 7, 16, 33, 90, 401)
for height in sides:
    for width in sides:
        gazes = (None, (0, 0), (1e9, -1e9), tuple(chance.uniform(-9, 99, 2)))
        for number, simulations in enumerate(worn):
            ppd, gaze = (5.0, 37.8, 120.0, 300.0)[(number + height) % 4], gazes[(number + width) % 4]
            chain, frame = Chain(simulations, Viewing(ppd)), chance.integers(0, 256, (height, width, 4), np.uint8)
            room = np.full(frame.size + 128, 165, np.uint8)
            out = room[64:-64].reshape(frame.shape)
            chain.apply_bgrx(frame, gaze, out)
            frame[height // 2 :] ^= 255
            chain.apply_bgrx(frame, gaze, out)
            assert (room[:64] == 165).all() and (room[-64:] == 165).all(), (height, width, number)
            assert (out[..., 3] == 255).all(), (height, width, number)
print("all inside")
"""


@pytest.mark.attack
@pytest.mark.long
def test_no_pass_reads_or_writes_beside_its_arrays() -> None:
    """All presets, sizes from one pixel on, places of gaze, screens; a frame, and one that differs by half."""
    command = [sys.executable, "-c", WATCHED]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n"), done.stderr) == (["looked at", "all inside", ""], "")
