"""The hearing models beside a plain filter of the same sound, and a page's sound live: processor seconds and delay."""

from __future__ import annotations

import statistics
import time

import numpy as np
from numpy.typing import NDArray

from empathylab.bench.figure import Figure, by_turns, cpu_s
from empathylab.hearing import Listener, hear, parse
from empathylab.hearing.heard_sound import HeardSound, Sound, quantized
from empathylab.ui.sound.media_channel import AT_ONCE_S

RATE_HZ = 44_100
#: As the sound player asks for it.
BLOCK = RATE_HZ // 100
_GOAL_TIMES = 3.0
_TAPS = 512
#: As the player gives it to the device, when a sound begins.
_AT_FIRST = round(RATE_HZ * AT_ONCE_S)
_WORN = {
    "hearing-loss": ("hearing-loss:audiogram=elderly,level_db=65",),
    "telephone and hearing-loss": ("telephone:snr_db=5", "hearing-loss:audiogram=elderly,level_db=65"),
}

Floats = NDArray[np.float64]


def figures(quick: bool) -> list[Figure]:
    """A peer in turn with each of ours, so that a busy computer is busy for both."""
    seconds, repeats = (5, 3) if quick else (20, 9)
    sound = np.random.default_rng(1).normal(0, 0.05, seconds * RATE_HZ)
    found = [_whole(name, sims, sound, seconds, repeats) for name, sims in _WORN.items()]
    return [*found, _latency(), *_live(sound, seconds, repeats)]


def _whole(name: str, sims: tuple[str, ...], sound: Floats, seconds: int, repeats: int) -> Figure:
    worn, taps = [parse(text) for text in sims], np.hanning(_TAPS)
    found = by_turns(
        lambda: cpu_s(lambda: hear(sound, RATE_HZ, worn)) / seconds,
        lambda: cpu_s(lambda: np.convolve(sound, taps)) / seconds,
        repeats,
    )
    return Figure(
        f"hearing {name}",
        found.ours,
        "CPU s a second of sound",
        peers=((f"numpy convolve, {_TAPS} taps", found.peer),),
        times=found.times,
        goal_times=_GOAL_TIMES,
    )


def _latency() -> Figure:
    """From a sample that comes in to the same one going out, blocks of a hundredth of a second included."""
    listener = Listener([parse("hearing-loss")], RATE_HZ, 0.05)
    waited = BLOCK
    while not len(listener.feed(np.zeros(BLOCK))):
        waited += BLOCK
    return Figure("hearing latency", (listener.delay + waited) / RATE_HZ * 1000, "ms", 50.0)


def _live(sound: Floats, seconds: int, repeats: int) -> list[Figure]:
    """A page's sound as the player makes it: until the first samples are there for the device, and all of it."""
    recorded = Sound.of(quantized(sound)[None], RATE_HZ)
    worn = [parse(text) for text in _WORN["telephone and hearing-loss"]]

    def play() -> None:
        heard = HeardSound(recorded, worn)
        while len(heard.take(BLOCK)):
            pass

    begun_ms = []
    for _ in range(repeats):
        started = time.perf_counter()
        HeardSound(recorded, worn).take(_AT_FIRST)
        begun_ms.append((time.perf_counter() - started) * 1000)
    cost = statistics.median(cpu_s(play) / seconds for _ in range(min(3, repeats)))
    return [
        Figure("hearing live, first samples", max(begun_ms), "ms", 50.0),
        Figure("hearing live", cost, "CPU s a second of sound", 0.05),
    ]
