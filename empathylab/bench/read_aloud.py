"""A page read aloud: from the engine's own event of a word to the mark in the page, from the keys to the first sound.

The real view and the real voice, at a device that counts samples instead of sounding.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy

from empathylab.bench.figure import Figure, percentile
from empathylab.bench.station import pause
from empathylab.domain.errors import MachineError
from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.voice import WordTime
from empathylab.helps import ReadAloud
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.page.application import make_application
from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call, script
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.audio import MainThreadCaller

_FORM = "lab://forms/tasks/parking-permit/your-car.html"
_PATIENCE_S = 30.0
_READ_S, _QUICK_READ_S = 20.0, 4.0


def figures(quick: bool) -> list[Figure]:
    """Over the words of one page of a form, at the rate of the help."""
    qt = make_application()
    bench = _Bench()
    try:
        first_ms = bench.begin()
        lags = bench.lags(_QUICK_READ_S if quick else _READ_S)
    finally:
        bench.close()
        qt.processEvents()
    note = f"{len(lags)} words; median {percentile(lags, 50):.0f} ms, worst {max(lags):.0f} ms"
    lag = Figure("engine's word event → mark in the page, 95th percentile", percentile(lags, 95), "ms", 100, note=note)
    return [lag, Figure("keys → first sound of the page", first_ms, "ms", goal=500)]


class _Bench:
    """A form with the help in a window, read by a voice whose word events are written down."""

    def __init__(self) -> None:
        self._sink = CountingSink(period_ms=5)
        self._voice = SpokenVoice(self._sink, MainThreadCaller())
        self._view = RunView(self._voice, aloud=self._voice)
        self._view.resize(1280, 800)
        self._view.show()
        self._pieces: list[tuple[WordTime, ...]] = []
        told = self._voice.word_listener
        assert told is not None

        def listen(utterance_id: int, words: tuple[WordTime, ...]) -> None:
            self._pieces.append(words)
            told(utterance_id, words)

        self._voice.word_listener = listen
        self._voice.wait_until_ready()

    def begin(self) -> float:
        """Open the form and press the keys: milliseconds to the first sample."""
        handle = self._view.windowHandle()
        assert handle is not None
        self._view.guard_window(handle)
        ready = QSignalSpy(self._view.ready)
        condition = Condition("parking-permit", Twin.ACCESSIBLE, "a", helps=(Spec(ReadAloud.id),))
        self._view.start(condition, _FORM)
        _wait(lambda: ready.count() > 0)
        self._ask(script("bench-read-aloud.js") + call("labBench.watch"))
        pressed_s = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "l")
            QCoreApplication.sendEvent(handle, key)
        _wait(lambda: bool(self._sink.heard))
        return (self._sink.heard[0].at_s - pressed_s) * 1000

    def lags(self, seconds: float) -> list[float]:
        """By how many milliseconds each mark came after its word was due by the engine's own event."""
        pause(round(seconds * 1000))
        marked = json.loads(str(self._ask(call("labBench.marks"))))
        self._view.end()
        clock_s = time.time() - time.perf_counter()
        starts = [heard.at_s + clock_s for heard in self._sink.heard if heard.what == "start"]
        return [at_ms - starts[piece] * 1000 - self._pieces[piece][word].at_ms for piece, word, at_ms in marked]

    def close(self) -> None:
        """Silence, and the worker is gone."""
        self._view.end()
        self._view.close()
        self._voice.close()

    def _ask(self, source: str) -> object:
        answers: list[object] = []
        assert self._view.page is not None
        ask(self._view.page, source, answers.append, self._view)
        _wait(lambda: bool(answers))
        return answers[0]


def _wait(is_true: Callable[[], bool]) -> None:
    until_s = time.monotonic() + _PATIENCE_S
    while not is_true():
        if time.monotonic() > until_s:
            raise MachineError("The page was not read within half a minute.", "Run 'empathylab check'.")
        pause(5)
