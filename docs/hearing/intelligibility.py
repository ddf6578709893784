"""What is left of speech under each simulation, by STOI and by the Speech Intelligibility Index. Run it by hand, in an
environment that has `pystoi` besides the lab's packages, and espeak-ng: `python docs/hearing/intelligibility.py`.
"""

from __future__ import annotations

import io
import subprocess
import wave

import numpy as np
from numpy.typing import NDArray
from pystoi import stoi

from empathylab.hearing import hear, parse, sii
from empathylab.hearing.audiogram import load
from empathylab.hearing.levels import rms

SAID = (
    "This is the council. Your code is four, seven, one, nine. Please type it into the form before you go on. "
    "You may also ask for it by letter, which takes three days."
)
#: As loud as somebody talking; and the floor that a healthy ear has of its own.
SPEECH_DB, FLOOR_DB = 65.0, 20.0
WORN = {
    "normal": ("hearing-loss:audiogram=normal",),
    "n2": ("hearing-loss:audiogram=n2",),
    "elderly": ("hearing-loss:audiogram=elderly",),
    "telephone": ("telephone",),
    "telephone, elderly": ("telephone", "hearing-loss:audiogram=elderly"),
}


def spoken() -> tuple[NDArray[np.float64], int]:
    command = ["espeak-ng", "-v", "en-gb", "-s", "150", "--stdout", SAID]
    with wave.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)) as file:
        rate_hz, content = file.getframerate(), file.readframes(file.getnframes())
    samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2") / 32768
    return np.asarray(samples * 0.05 / rms(samples)), rate_hz


def main() -> None:
    """One line a simulation."""
    sound, rate_hz = spoken()
    full_scale_db = SPEECH_DB - 20 * np.log10(rms(sound))
    floor = np.random.default_rng(0).normal(0, 10 ** ((FLOOR_DB - full_scale_db) / 20), len(sound))
    for name, sims in WORN.items():
        heard = hear(sound, rate_hz, [parse(text) for text in sims])
        softer_db = 20 * np.log10(rms(heard) / rms(sound))
        print(f"{name:20} STOI {stoi(sound, heard + floor, rate_hz):.2f}  {softer_db:+.1f} dB")
    bands = sii.one_third_octave()
    levels = sii.spectrum_levels_db(bands, sound, rate_hz, full_scale_db)
    for name in ("normal", "n2", "elderly"):
        print(f"{name:20} SII  {sii.index(bands, levels, loss_db_hl=load(name).at(bands.centre_hz)):.2f}")


if __name__ == "__main__":
    main()
