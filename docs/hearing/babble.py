"""Makes empathylab/hearing/sounds/babble.wav: `python docs/hearing/babble.py`. Needs espeak-ng.

Eight synthetic voices read different sentences at once, equally loud; the end goes over into the beginning.
"""

from __future__ import annotations

import io
import subprocess
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

OUT = Path(__file__).parents[2] / "empathylab" / "hearing" / "sounds" / "babble.wav"
RATE_HZ, SECONDS, FADE_S = 8_000, 12, 1.0
#: Voice, pitch, words a minute.
VOICES = (
    ("en-gb+m1", 40, 165),
    ("en-gb+f2", 62, 178),
    ("en-gb-scotland+m3", 48, 155),
    ("en-us+f4", 70, 185),
    ("en-gb-x-rp+m7", 35, 172),
    ("en-gb-x-gbclan+f1", 58, 160),
    ("en-us+m4", 52, 190),
    ("en-gb-x-gbcwmd+f3", 66, 168),
)
SAID = (
    "Good morning, you are through to parking. Have you the number of the car with you? I can hold the line if not.",
    "The bins on that road go out on a Tuesday now. No, the green one is every second week, from this month on.",
    "I have put you down for half past ten. If anything changes, ring us before noon and we will find another day.",
    "That form was sent back because the second page was missing. I will post a new one, first class, today.",
    "Could you spell the street for me? And is that the flat above the shop, or the house with the blue gate?",
    "We open at nine, and the lift is working again. There is a place to park for you right beside the door.",
    "Let me read that back to you. Two adults, one child, and a pushchair. The bus pass comes in a separate letter.",
    "The library will keep the book until Friday. If you cannot come yourself, somebody else may bring your card.",
)


def main() -> None:
    """Read, mix, write, and say what came out."""
    voices = [spoken(*voice, said) for voice, said in zip(VOICES, SAID, strict=True)]
    mixed = np.sum(voices, axis=0)
    fade = round(FADE_S * RATE_HZ)
    up = np.sqrt(np.linspace(0, 1, fade))
    loop = mixed[: SECONDS * RATE_HZ].copy()
    loop[:fade] = loop[:fade] * up + mixed[SECONDS * RATE_HZ : SECONDS * RATE_HZ + fade] * up[::-1]
    loop *= 0.9 / np.abs(loop).max()
    with wave.open(str(OUT), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.round(loop * 32767).astype("<i2").tobytes())
    print(f"{OUT.name}: {SECONDS} s, rms {np.sqrt(np.mean(loop**2)):.3f}, peak {np.abs(loop).max():.2f}")


def spoken(voice: str, pitch: int, rate_wpm: int, said: str) -> NDArray[np.float64]:
    """Over and over until it is long enough, each voice as loud as the others."""
    command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(rate_wpm), "--stdout", said]
    with wave.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)) as file:
        rate_hz, content = file.getframerate(), file.readframes(file.getnframes())
    samples = np.frombuffer(content[: len(content) // 2 * 2], "<i2") / 32768.0
    slow = at_rate(samples, rate_hz)
    needed = (SECONDS + round(FADE_S) + 1) * RATE_HZ
    long_enough = np.tile(slow, needed // len(slow) + 1)[:needed]
    return np.asarray(long_enough / np.sqrt(np.mean(long_enough**2)))


def at_rate(samples: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    count = round(len(samples) * RATE_HZ / rate_hz)
    return np.asarray(np.fft.irfft(np.fft.rfft(samples)[: count // 2 + 1], count) * RATE_HZ / rate_hz)


if __name__ == "__main__":
    main()
