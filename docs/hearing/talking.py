"""Makes empathylab/hearing/sounds/talking.wav: `python docs/hearing/talking.py`. Needs espeak-ng.

One synthetic voice talks calmly, without long pauses: by it a facilitator sets the volume.
"""

from __future__ import annotations

import subprocess
import wave
from io import BytesIO
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "empathylab" / "hearing" / "sounds" / "talking.wav"
COMMAND = ("espeak-ng", "-v", "en-gb+f3", "-p", "46", "-s", "165", "-g", "0", "--stdout")
SAID = "I am talking to you from a metre away, not loudly, and not softly, as people do across a kitchen table."
#: Far from the end of the scale; the lab brings it to its level when it plays it.
PEAK = 0.9


def main() -> None:
    """Speak, cut the silence off both ends, write, and say what came out."""
    said = subprocess.run([*COMMAND, SAID], capture_output=True, check=True, timeout=60).stdout
    with wave.open(BytesIO(said), "rb") as file:
        rate_hz = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0
    heard = np.flatnonzero(np.abs(samples) > 0.01)
    voice = samples[heard[0] : heard[-1] + rate_hz // 4]
    voice = voice * PEAK / np.abs(voice).max()
    with wave.open(str(OUT), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.round(voice * 32767).astype("<i2").tobytes())
    print(f"{OUT.name}: {len(voice) / rate_hz:.1f} s at {rate_hz} Hz, rms {np.sqrt(np.mean(voice**2)):.3f}")


if __name__ == "__main__":
    main()
