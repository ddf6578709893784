"""Tones through the hearing loss here and through MSBG, beside the formula. Run it by hand, in an environment that has
`pyclarity` and its `scipy` besides the lab's packages: `python docs/hearing/beside_msbg.py`.
"""

from __future__ import annotations

import logging
import time

import numpy as np
from clarity.evaluator.msbg.msbg import Ear
from clarity.utils.audiogram import AUDIOGRAM_MODERATE_SEVERE
from numpy.typing import NDArray

from empathylab.hearing import hear, parse
from empathylab.hearing.audiogram import load
from empathylab.hearing.levels import rms
from empathylab.hearing.recruitment import gain_db

RATE_HZ, SECONDS = 44_100, 2
#: What MSBG takes full scale for (100 dB and 20 of headroom).
FULL_SCALE_DB = 120.0


def tone(frequency_hz: float, level_db: float) -> NDArray[np.float64]:
    """With soft ends, since MSBG looks for pauses."""
    at_s = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    ends = np.minimum(1, np.minimum(at_s, SECONDS - at_s) / 0.05)
    peak = np.sqrt(2) * 10 ** ((level_db - FULL_SCALE_DB) / 20)
    return np.asarray(peak * ends * np.sin(2 * np.pi * frequency_hz * at_s))


def middle_db(sound: NDArray[np.float64]) -> float:
    return 20 * float(np.log10(rms(sound[RATE_HZ // 2 : -RATE_HZ // 2])))


def main() -> None:
    """One line a tone, then the price of both."""
    logging.disable(logging.CRITICAL)
    ear = Ear(sample_rate=RATE_HZ)
    ear.set_audiogram(AUDIOGRAM_MODERATE_SEVERE)
    spent = {"here": 0.0, "MSBG": 0.0}
    print("Hz    dB SPL  formula  here   MSBG")
    for frequency_hz in (500.0, 2000.0, 4000.0):
        for level_db in (50.0, 65.0, 80.0, 95.0):
            sound = tone(frequency_hz, level_db)
            whole_db = 20 * np.log10(rms(sound)) + FULL_SCALE_DB
            started = time.process_time()
            theirs = ear.process(sound)[0]
            between = time.process_time()
            ours = hear(sound, RATE_HZ, [parse(f"hearing-loss:audiogram=elderly,level_db={whole_db}")])
            spent["MSBG"] += between - started
            spent["here"] += time.process_time() - between
            formula = gain_db(np.array(level_db), load("elderly").at(np.array([frequency_hz])))[0]
            gains = (formula, middle_db(ours) - middle_db(sound), middle_db(theirs) - middle_db(sound))
            print(f"{frequency_hz:<6g}{level_db:<8g}" + "".join(f"{each:<8.1f}" for each in gains))
    for name, seconds in spent.items():
        print(f"{name}: {seconds / 12 / SECONDS:.4f} CPU s a second of sound")


if __name__ == "__main__":
    main()
