"""Voices, made sounds, and files of Opus and VP9. Needs espeak-ng, av, pillow and numpy."""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
RATE_HZ = 48_000
#: So many pictures a second are enough for slides that fade into each other.
PICTURES_A_SECOND, FADE_S = 10, 0.5
#: As loud as speech is usually mixed, well below full scale.
_SPEECH_RMS = 0.08


@dataclass(frozen=True)
class Voice:
    """One of espeak-ng's, its pitch from 0 to 99, and how fast it reads."""

    name: str
    pitch: int
    rate_wpm: int


def spoken(voice: Voice, words: str) -> Floats:
    """Without the silence around it."""
    command = ["espeak-ng", "-v", voice.name, "-p", str(voice.pitch), "-s", str(voice.rate_wpm), "--stdout", words]
    said = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    with wave.open(io.BytesIO(said)) as file:
        rate_hz = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    loud = np.flatnonzero(np.abs(samples) > 0.004)
    samples = samples[loud[0] : loud[-1] + 1]
    times = np.arange(round(len(samples) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return levelled(np.interp(times, np.arange(len(samples)), samples))


def levelled(samples: Floats, rms: float = _SPEECH_RMS) -> Floats:
    """As loud as everything else, and never beyond full scale."""
    scaled = samples * rms / np.sqrt(np.mean(samples**2))
    return np.asarray(np.clip(scaled, -0.98, 0.98))


def silence(seconds: float) -> Floats:
    return np.zeros(round(seconds * RATE_HZ))


def tone(frequency_hz: float, seconds: float, decay_s: float) -> Floats:
    """A struck bell, with its octave."""
    time = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    rise = np.minimum(1, time / 0.01)
    return np.asarray(
        rise
        * np.exp(-time / decay_s)
        * (np.sin(2 * np.pi * frequency_hz * time) + 0.3 * np.sin(4 * np.pi * frequency_hz * time))
    )


def one_after_another(*tones: Floats, gap_s: float) -> Floats:
    """Each begins a moment after the one before and rings on under it."""
    step = round(gap_s * RATE_HZ)
    whole = np.zeros(max(index * step + len(each) for index, each in enumerate(tones)))
    for index, each in enumerate(tones):
        whole[index * step : index * step + len(each)] += each
    return levelled(whole, _SPEECH_RMS / 2)


def chime() -> Floats:
    return one_after_another(*(tone(hz, 0.9, 0.3) for hz in (523.3, 659.3, 784.0)), gap_s=0.25)


def doorbell() -> Floats:
    return one_after_another(tone(659.3, 0.9, 0.35), tone(523.3, 1.0, 0.4), gap_s=0.45)


def camera() -> Floats:
    """Two short clicks of noise."""
    noise = np.random.default_rng(1).normal(size=round(0.05 * RATE_HZ))
    click = noise * np.exp(-np.arange(len(noise)) / (0.008 * RATE_HZ))
    return levelled(np.concatenate([click, silence(0.09), click * 0.7, silence(0.6)]), _SPEECH_RMS / 3)


def write_sound(path: Path, samples: Floats, bits_a_second: int = 24_000) -> None:
    """Opus in WebM, which the lab's engine plays on every system."""
    with av.open(str(path), "w", format="webm") as file:
        file.mux([*_sound(_sound_stream(file, bits_a_second), samples)])


def write_film(path: Path, samples: Floats, slides: Sequence[tuple[float, Image.Image]]) -> None:
    """VP9 and Opus in WebM; each slide stands until its second, then fades into the next.

    Sound and picture are woven by their time: where the sound comes after the pictures, the engine cannot go back to
    the beginning, as it does when a film is played again or has stood still for a while.
    """
    with av.open(str(path), "w", format="webm") as file:
        video = file.add_stream("libvpx-vp9", rate=PICTURES_A_SECOND)
        video.width, video.height = slides[0][1].size
        video.pix_fmt = "yuv420p"
        video.options = {"crf": "38", "b": "0", "deadline": "good", "cpu-used": "2"}
        sound = _sound_stream(file, 24_000)
        packets = [*_pictures(video, len(samples) / RATE_HZ, slides), *_sound(sound, samples)]
        file.mux(sorted(packets, key=lambda packet: packet.pts * packet.time_base))


def _pictures(
    stream: av.VideoStream, seconds: float, slides: Sequence[tuple[float, Image.Image]]
) -> Iterator[av.Packet]:
    for number in range(round(seconds * PICTURES_A_SECOND)):
        frame = av.VideoFrame.from_image(_picture(number / PICTURES_A_SECOND, slides))
        frame.pts, frame.time_base = number, Fraction(1, PICTURES_A_SECOND)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _picture(at_s: float, slides: Sequence[tuple[float, Image.Image]]) -> Image.Image:
    place = next((index for index, (end, _) in enumerate(slides) if at_s < end), len(slides) - 1)
    end, now = slides[place]
    if place + 1 == len(slides) or at_s < end - FADE_S:
        return now
    return Image.blend(now, slides[place + 1][1], (at_s - end + FADE_S) / FADE_S)


def _sound_stream(file: av.container.OutputContainer, bits_a_second: int) -> av.AudioStream:
    stream = file.add_stream("libopus", rate=RATE_HZ, layout="mono")
    stream.bit_rate = bits_a_second
    return stream


def _sound(stream: av.AudioStream, samples: Floats) -> Iterator[av.Packet]:
    pcm = np.round(samples * 32767).astype("<i2")[None, :]
    frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, 0, Fraction(1, RATE_HZ)
    yield from stream.encode(frame)
    yield from stream.encode(None)
