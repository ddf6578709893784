"""Stop while somebody presses keys as fast as the computer takes them, and pages and helpers hang."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest

from empathylab.domain.voice import Voice
from empathylab.session.stages import Stage
from empathylab.ui.sound import audio
from empathylab.ui.visit.screens.closing_screens import StoppedScreen
from support.mashing import press_to_write
from support.participant_lab import Station

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is frozen by a signal"),
]

PEOPLE = ("ashleigh", "christopher", "claudia", "pawel", "ron", "saleem", "simone")
MASHED = 150
#: What hangs meanwhile; speech, player and their like are Python's processes.
WAYS: dict[str, Callable[[psutil.Process], bool]] = {
    "nothing frozen": lambda _process: False,
    "pages frozen": lambda process: "--type=renderer" in process.cmdline(),
    "pages and the lab's own frozen": lambda process: (
        "--type=renderer" in process.cmdline() or process.cmdline()[:1] == [sys.executable]
    ),
}
#: In the ordinary run each way once.
CROSSINGS = [
    pytest.param(persona, way, marks=() if number == place else pytest.mark.long)
    for number, persona in enumerate(PEOPLE)
    for place, way in enumerate(WAYS)
]


@pytest.fixture
def make_voice() -> Callable[[], Voice]:
    """The lab's own, with its processes."""
    return audio.make_voice


@contextmanager
def frozen(is_one: Callable[[psutil.Process], bool]) -> Iterator[None]:
    """Of all that the lab has started."""
    held = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error, ProcessLookupError):
            if is_one(process):
                os.kill(process.pid, signal.SIGSTOP)
                held.append(process.pid)
    try:
        yield
    finally:
        for pid in held:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def mash(window: QWindow, chance: random.Random, times: int) -> None:
    for _ in range(times):
        press_to_write(window, chance)


def stop(window: QWindow, chance: random.Random) -> None:
    """Three taps, and other keys between them."""
    for _ in range(3):
        mash(window, chance, 3)
        QTest.keyClick(window, Qt.Key.Key_Shift)


@pytest.mark.parametrize(("persona", "way"), CROSSINGS)
def test_everything_is_normal_within_a_second_of_processor_time(station: Station, persona: str, way: str) -> None:
    chance, view = random.Random(f"{persona} {way}"), station.lab.window.view
    handle = station.lab.window.windowHandle()
    assert handle is not None
    station.arrive_at(Stage.BARRIER, persona)
    station.wait(view.hasFocus, "the keyboard at the form")
    with frozen(WAYS[way]):
        mash(handle, chance, MASHED)
        began_s = time.thread_time()
        stop(handle, chance)
        station.wait(lambda: isinstance(station.screen, StoppedScreen), "the calm screen")
        assert not view.lens.is_on
        assert not station.director.form.is_open
        took_s = time.thread_time() - began_s
    assert took_s < 1


def test_whoever_goes_on_pressing_stays_where_everything_is_normal(station: Station) -> None:
    """And begins nothing new by it; once the keys have rested they choose."""
    station.arrive_at(Stage.BARRIER, "claudia")
    station.wait(station.lab.window.view.hasFocus, "the keyboard at the form")
    station.stop()
    for _ in range(20):
        station.press(Qt.Key.Key_Space)
        station.press(Qt.Key.Key_Return)
        station.press(Qt.Key.Key_A)
    assert isinstance(station.screen, StoppedScreen)
    assert not station.director.form.is_open
    station.hands.rest(1_000)
    station.press(Qt.Key.Key_Space)
    assert station.director.form.is_open
