"""The hearing models beside a plain filter of the same sound: processor seconds for a second of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from empathylab.bench.figure import Figure, percentile
from empathylab.hearing import Listener, hear, parse

RATE_HZ = 44_100
#: As the sound player asks for it.
BLOCK = RATE_HZ // 100
_GOAL_S = 0.05
_TAPS = 512
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
    return [*found, _latency()]


def _whole(name: str, sims: tuple[str, ...], sound: Floats, seconds: int, repeats: int) -> Figure:
    worn = [parse(text) for text in sims]
    taps = np.hanning(_TAPS)
    ours, peers = [], []
    for _ in range(repeats + 1):
        peers.append(_cpu_s(lambda: np.convolve(sound, taps)) / seconds)
        ours.append(_cpu_s(lambda: hear(sound, RATE_HZ, worn)) / seconds)
    peer = (f"numpy convolve, {_TAPS} taps", percentile(peers[1:], 50))
    return Figure(f"hearing {name}", percentile(ours[1:], 50), "CPU s a second of sound", _GOAL_S, (peer,))


def _cpu_s(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _latency() -> Figure:
    """From a sample that comes in to the same one going out, blocks of a hundredth of a second included."""
    listener = Listener([parse("hearing-loss")], RATE_HZ, 0.05)
    waited = BLOCK
    while not len(listener.feed(np.zeros(BLOCK))):
        waited += BLOCK
    return Figure("hearing latency", (listener.delay + waited) / RATE_HZ * 1000, "ms", 50.0)
