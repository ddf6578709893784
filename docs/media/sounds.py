"""Speaks the sounds of the forms: `python docs/media/sounds.py`. Needs espeak-ng, av, pillow and numpy.

The code as it is read slowly where the form is built well; the line, the calls and the welcome of three barriers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from recorder import RATE_HZ, Floats, Voice, chime, silence, spoken, write_sound

ASSETS = Path(__file__).parents[2] / "assets"
BARRIERS = ASSETS / "barriers"
SLOW, LINE, FAST = Voice("en-gb+f2", 48, 130), Voice("en-gb+f3", 52, 165), Voice("en-gb+m3", 44, 290)
CODES = ("3 9 6 2", "7 1 5 8", "2 6 4 9")


def main() -> None:
    """Speak, write, and say what came out."""
    write(ASSETS / "tutor" / "chime.webm", chime())
    write(ASSETS / "tasks" / "parking-permit-short" / "code.webm", slowly("4 8 1 5"))
    write(BARRIERS / "audio-code" / "line.webm", line("7 2 9 4"))
    for number, code in enumerate(CODES, 1):
        write(BARRIERS / "phone-check" / f"call-{number}.webm", call(code))
    write(BARRIERS / "autoplay-sound" / "welcome.webm", welcome())


def slowly(code: str) -> Floats:
    """A digit a second, and all of them twice."""
    digits = [piece for digit in code.split() for piece in (spoken(SLOW, digit), silence(0.7))]
    once = [spoken(SLOW, "Your code is"), silence(0.6), *digits]
    return np.concatenate([*once, silence(0.5), spoken(SLOW, "Once more."), silence(0.6), *digits])


def line(code: str) -> Floats:
    """What a telephone line says before it comes to the code."""
    words = "You are through to Northmere parking. Press the star key for other languages. Your code is"
    digits = [spoken(LINE, digit) for digit in code.split()]
    return np.concatenate([chime(), spoken(LINE, words), silence(0.2), *digits])


def call(code: str) -> Floats:
    """Fast, once; the lab plays it through a telephone line out of a busy office."""
    return spoken(FAST, f"Northmere parking here, your code for the permit is {code}, thank you, goodbye.")


def welcome() -> Floats:
    """What starts by itself and goes on for a while."""
    words = "Welcome to Northmere Council, the place to live, work and play. Our new pool opens soon. Bring a friend!"
    return np.concatenate([chime(), spoken(LINE, words), chime(), chime()])


def write(path: Path, sound: Floats) -> None:
    path.parent.mkdir(exist_ok=True)
    write_sound(path, sound, 16_000)
    print(f"{path.parent.name}/{path.name}: {len(sound) / RATE_HZ:.1f} s, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
