"""Has all passes compiled before the first frame: fourteen seconds the first time on a computer, then half a one.

python -m empathylab.vision.prepare
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from functools import cache
from threading import Thread

import numpy as np

from empathylab.vision.chain import Chain
from empathylab.vision.kept_code import call_it_whole, is_whole, place_to_keep
from empathylab.vision.presets import PRESETS
from empathylab.vision.simulations import SIMULATIONS
from empathylab.vision.viewing import Viewing

#: What uses each pass in at least one of its ways.
_OTHERS = ("acuity:logmar=0.7", "acuity:logmar=0.3", "colour:kind=tritan", "straylight:log_s=1.3")
_SIDE_PX = 64
#: Long enough for the slowest laptop; what is not compiled by then is with the first frame.
_PATIENCE_S = 300


def prepare() -> None:
    """Let two small frames through each simulation; returns when all passes are compiled."""
    worn = [SIMULATIONS.worn(preset.simulations) for preset in PRESETS.values()]
    worn += [[SIMULATIONS.parse(each)] for each in _OTHERS]
    frame = np.zeros((_SIDE_PX, _SIDE_PX, 4), np.uint8)
    for simulations in worn:
        chain = Chain(simulations, Viewing())
        for _ in range(2):  # the second one is looked at for what has changed
            chain.apply_bgrx(frame)
    call_it_whole()


@cache
def prepare_meanwhile() -> None:
    """The same on a thread of its own, once, while nobody waits."""
    Thread(target=_prepare_meanwhile, name="vision ahead", daemon=True).start()


def _prepare_meanwhile() -> None:
    """What was never compiled is so in another process: the compiler would hold the lock that the screens need."""
    if place_to_keep() is not None and not is_whole():
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [sys.executable, "-m", "empathylab.vision.prepare"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE_S,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
    with contextlib.suppress(Exception):  # the first frame meets the same, and tells
        prepare()


if __name__ == "__main__" and not is_whole():
    prepare()
