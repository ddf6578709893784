"""The lab as a whole: cold start, a run's form on the screen."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from empathylab.app import Lab, Options
from empathylab.bench.figure import Figure, by_turns
from empathylab.demo.keyboard_driver import KeyboardDriver, rest, wait_for
from empathylab.domain.voice import Voice
from empathylab.session.stages import Stage
from empathylab.ui.page.application import make_application
from empathylab.ui.sound import audio

#: Started as a process of its own; prints the seconds from the given time to the first screen's first picture.
_COLD_START = """
import sys, time
from pathlib import Path
from empathylab.ui.kit import memory
with memory.start_up():
    from empathylab.app import Lab, Options
    from empathylab.ui.page.application import make_application
    app = make_application()
    lab = Lab(Options(Path(sys.argv[2]), is_windowed=True))
    lab.open()
lab.window.grab()
print(time.time() - float(sys.argv[1]))
lab.close()
"""


def figures(quick: bool) -> list[Figure]:
    """Cold start, persona to form: each person once (in `quick`), else three times."""
    return [cold_start(3 if quick else 7), *_in_the_lab(1 if quick else 3)]


def cold_start(repeats: int) -> Figure:
    """A new process to the attract screen drawn; Python importing the same libraries alone stands beside it."""
    with tempfile.TemporaryDirectory() as folder:
        found = by_turns(lambda: _seconds(_COLD_START, folder), lambda: _seconds(_IMPORTS, folder), repeats)
    return Figure(
        "cold start to the attract screen",
        found.ours,
        "s",
        goal=1.0,
        peers=(("imports of Qt, OpenCV, SQLAlchemy and pydantic alone", found.peer),),
        times=found.times,
    )


_IMPORTS = """
import sys, time
import cv2, numpy, pydantic, sqlalchemy
from PySide6 import QtWebEngineWidgets, QtWidgets
print(time.time() - float(sys.argv[1]))
"""


def _seconds(script: str, folder: str) -> float:
    command = [sys.executable, "-c", script, str(time.time()), folder]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    return float(done.stdout.split()[-1])


@contextmanager
def opened_lab(make_voice: Callable[[], Voice] = audio.make_voice) -> Iterator[Lab]:
    """A lab in a window, with records of its own, that has warmed up; closed, and its records gone, in the end."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(Options(Path(folder), is_windowed=True), make_voice=make_voice)
        lab.open()
        rest(1500)
        try:
            yield lab
        finally:
            lab.close()


def _in_the_lab(rounds: int) -> list[Figure]:
    with opened_lab() as lab:
        visitor = HastyVisitor(lab)
        for number in range(rounds * len(lab.director.services.station.personas)):
            visitor.visit(number)
    return [
        Figure("a run begun to its form ready, worst persona", max(visitor.ready_s.values()), "s", goal=1.0),
        Figure("persona chosen to its story shown", statistics.median(visitor.story_s), "s", goal=1.0),
    ]


class HastyVisitor:
    """Goes through every stage as fast as the lab lets her, by F9, Enter and Skip.

    `look_at_form` is called with the persona when a run's form is ready.
    """

    def __init__(self, lab: Lab, look_at_form: Callable[[str], None] = lambda _persona: None) -> None:
        self._lab = lab
        self._look_at_form = look_at_form
        handle = lab.window.windowHandle()
        assert handle is not None
        self.hands = KeyboardDriver(handle, random.Random(1))
        self._is_ready = False
        self.ready_s: dict[str, float] = {}
        self.story_s: list[float] = []
        lab.window.view.ready.connect(self._note_ready)

    def visit(self, number: int) -> None:
        """One visit, of the people in turn."""
        director = self._lab.director
        personas = director.services.station.personas
        place = number % len(personas)
        for _ in range(place):
            self.hands.press(Qt.Key.Key_Right)
        self.story_s.append(self._timed(lambda: director.visit is not None))
        self._next_screen()
        self._next_screen()
        self._form(None)
        self._skip_until(Stage.BARRIER)
        self._form(personas[place])
        self._skip_until(Stage.BETWEEN)
        self._next_screen()
        self._form(personas[place])
        self._skip_until(Stage.DEBRIEF)
        while self._stage is Stage.DEBRIEF:
            self.hands.press(Qt.Key.Key_Return)
        self._skip_until(Stage.THANKS)
        self.hands.press(Qt.Key.Key_Return)
        wait_for(lambda: director.visit is None, "the first screen")
        rest(300)

    def _form(self, persona: str | None) -> None:
        """Wait for the form (timing it when a persona is given) and say "I'm stuck"."""
        started = time.perf_counter()
        wait_for(lambda: self._is_ready, "the form")
        if persona is not None:
            took_s = time.perf_counter() - started
            self.ready_s[persona] = max(took_s, self.ready_s.get(persona, 0.0))
            self._look_at_form(persona)
        stage = self._stage
        self._is_ready = False
        self.hands.press(Qt.Key.Key_F9)
        wait_for(lambda: self._stage is not stage, "what comes after the form")

    def _next_screen(self) -> None:
        before = self._lab.window.current()
        self.hands.press(Qt.Key.Key_Return)
        wait_for(lambda: self._lab.window.current() is not before, "the next screen")

    def _skip_until(self, stage: Stage) -> None:
        while self._stage is not stage:
            screen = self._lab.window.current()
            assert screen is not None
            skip = next(each for each in screen.findChildren(QAbstractButton) if each.text().startswith("Skip"))
            skip.click()
            rest(20)

    def _timed(self, is_there: Callable[[], bool]) -> float:
        """Seconds from Enter going down until something is there."""
        started = time.perf_counter()
        self.hands.press(Qt.Key.Key_Return)
        wait_for(is_there, "the story")
        return time.perf_counter() - started

    @property
    def _stage(self) -> Stage:
        visit = self._lab.director.visit
        return visit.stage if visit is not None else Stage.ATTRACT

    def _note_ready(self) -> None:
        self._is_ready = True
