"""How soon speech sounds and how soon it is silent, at a device that counts samples instead of sounding.

Each figure is measured the way a visitor meets it: a key is pressed while the voice speaks.
"""

from __future__ import annotations

import statistics
import threading
import time

import psutil

from empathylab.bench.figure import Figure, percentile
from empathylab.domain.voice import VoiceEvent, VoiceEventKind
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice

_PHRASES, _QUICK_PHRASES = 120, 12
_BLOWS, _QUICK_BLOWS = 6, 1
_PRESS_AFTER_S = 0.06
_COMMON = ("edit, required", "link", "button", "heading level 2", "no next heading", "radio button, not checked")


def figures(quick: bool) -> list[Figure]:
    """Key → silence and key → first sound (95 % of presses), a cached phrase, a long text, a worker struck down."""
    phrases = _QUICK_PHRASES if quick else _PHRASES
    bench = _Bench()
    try:
        first, silence = bench.press_keys([f"item {i}, link, visited" for i in range(phrases)])
        cached, _ = bench.press_keys([_COMMON[i % len(_COMMON)] for i in range(phrases)], skip=len(_COMMON))
        page, _ = bench.press_keys(
            [f"Page {i}. " + "A sentence of a long page goes on. " * 40 for i in range(phrases // 4)]
        )
        blows = _QUICK_BLOWS if quick else _BLOWS
        killed, hung = bench.strike_down("kill", blows), bench.strike_down("suspend", blows)
        mash = bench.mash(1000)
    finally:
        bench.close()
    return [
        _spread("key → silence", silence, 30),
        _spread("key → first sound, a new phrase", first, 100),
        _spread("key → first sound, a phrase said before", cached, 100),
        _spread("key → first sound, a page of 1,400 characters", page, 100),
        Figure("worker killed → its phrase sounds from another, worst", round(max(killed), 1), "ms", 300),
        Figure("worker hung → its phrase sounds from another, worst", round(max(hung), 1), "ms", 300),
        Figure("1,000 keys mashed → the newest phrase sounds", round(mash, 1), "ms", 300),
    ]


def _spread(name: str, samples_ms: list[float], goal: float) -> Figure:
    middle = statistics.median(samples_ms)
    note = f"95th percentile of {len(samples_ms)}; median {middle:.1f} ms, worst {max(samples_ms):.1f} ms"
    return Figure(name, round(percentile(samples_ms, 95), 1), "ms", goal, note=note)


class _Bench:
    """A voice at a counting device, and keys pressed in mid-phrase."""

    def __init__(self) -> None:
        self._sink = CountingSink(period_ms=5)
        self._voice = SpokenVoice(self._sink)
        self._voice.listener = self._listen
        self._started = threading.Condition()
        self._latest = 0
        self._number = 0
        self._voice.wait_until_ready()

    def close(self) -> None:
        self._voice.close()

    def press_keys(self, phrases: list[str], skip: int = 0) -> tuple[list[float], list[float]]:
        """Milliseconds from each key to its phrase's first sample, and to the last sample of the phrase before."""
        first, silence = [], []
        for place, phrase in enumerate(phrases):
            before_ms, after_ms = self._press(phrase)
            if place >= skip:
                first.append(after_ms)
                silence += [before_ms] if before_ms is not None else []
        return first, silence

    def strike_down(self, blow: str, times: int) -> list[float]:
        """Milliseconds from a key to its phrase's first sample when the worker has just been struck down.

        `blow` is `kill` or `suspend`, which psutil knows on every system.
        """
        results = []
        for i in range(times):
            self._voice.stop()
            struck = self._voice.worker_pids[0]
            getattr(psutil.Process(struck), blow)()
            results.append(self._press(f"after {blow} number {i}")[1])
            while struck in self._voice.worker_pids:
                time.sleep(0.1)
            time.sleep(1.5)  # its replacement is warm again, as it would be for a visitor
        return results

    def mash(self, keys: int) -> float:
        pressed_s = time.perf_counter()
        for i in range(keys - 1):
            self._number += 1
            self._voice.speak(self._number, f"mashed {i}")
        self._press("the last of many")
        return (self._last("start") - pressed_s) * 1000

    def _press(self, phrase: str) -> tuple[float | None, float]:
        heard = len(self._sink.heard)
        was_speaking = bool(heard) and self._sink.heard[-1].what == "start"
        self._number += 1
        pressed_s = time.perf_counter()
        self._voice.speak(self._number, phrase)
        self._wait_until_started(self._number)
        while not any(h.what == "start" for h in self._sink.heard[heard:]):
            time.sleep(0.001)  # a busy computer lets the device wait for its turn
        time.sleep(_PRESS_AFTER_S)
        new = self._sink.heard[heard:]
        silent = next((h.at_s for h in new if h.what == "silence"), None) if was_speaking else None
        return (None if silent is None else (silent - pressed_s) * 1000), (self._last("start") - pressed_s) * 1000

    def _last(self, what: str) -> float:
        return next(h.at_s for h in reversed(self._sink.heard) if h.what == what)

    def _listen(self, event: VoiceEvent) -> None:
        if event.kind is VoiceEventKind.STARTED:
            with self._started:
                self._latest = event.utterance_id
                self._started.notify_all()

    def _wait_until_started(self, number: int) -> None:
        with self._started:
            if not self._started.wait_for(lambda: self._latest == number, timeout=10):
                raise TimeoutError(f"phrase {number} never sounded")
