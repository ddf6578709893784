"""The whole lab in a window, with a clock that a test sets, and a visitor's keys."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import KeyboardDriver, rest, wait_for
from empathylab.demo.page_probe import PageProbe
from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.voice import Voice
from empathylab.session.flow import Input
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.speech.voices import SilentVoice
from empathylab.ui.page.application import make_application
from empathylab.ui.sound.audio import MainThreadCaller
from support.clocks import SetClock

Kind = TypeVar("Kind", bound=InteractionEvent)

EVENT = "Test day"
#: Nothing is shown by how long a wait lasts, so that a busy computer may take its time.
PATIENCE_S = 120


class Station:
    """What a test does and sees at a station."""

    def __init__(self, lab: Lab, clock: SetClock) -> None:
        self.lab, self.clock = lab, clock
        self.director = lab.director
        handle = lab.window.windowHandle()
        assert handle is not None
        self.hands = KeyboardDriver(handle, random.Random(5), is_quick=True)
        self.eyes = PageProbe(lab.window.view)

    @property
    def screen(self) -> QWidget:
        screen = self.lab.window.current()
        assert screen is not None
        return screen

    @property
    def visit(self) -> Visit:
        assert self.director.visit is not None
        return self.director.visit

    def arrive(self, persona: str = "claudia") -> None:
        """A visitor has chosen, read and agreed, and is with the tutor."""
        self.director.choose((self.lab.setup.library.persona(persona),))
        self.press_button("Try a form")
        self.press_button("I agree")
        assert self.visit.stage is Stage.TUTOR

    def agree(self, persona: str = "claudia") -> None:
        """A visitor has chosen, read and agreed; of what leads there only the story was shown."""
        self.director.choose((self.lab.setup.library.persona(persona),))
        self.visit.take(Input.READ)
        self.visit.take(Input.AGREED)

    def arrive_at(self, stage: Stage, persona: str = "claudia") -> None:
        """In the stage named, with its form ready where it has one."""
        if stage is Stage.TUTOR:
            self.arrive(persona)
            return
        self.agree(persona)
        form = {Stage.BARRIER_QUESTION: Stage.BARRIER, Stage.HELPED_QUESTION: Stage.HELPED}.get(stage, stage)
        ready = QSignalSpy(self.lab.window.view.ready)
        self.go_to(form)
        if form is not stage:
            self.director.stuck()
        elif form in (Stage.BARRIER, Stage.HELPED):
            wait_for(ready.count, "the form", PATIENCE_S)

    def go_to(self, stage: Stage) -> None:
        """Straight to a stage, whatever leads there."""
        self.visit.go_to(stage)
        self.director.show()

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            self.hands.press(key)

    def stop(self) -> None:
        self.press(Qt.Key.Key_Shift, 3)

    def press_button(self, words: str) -> None:
        self.button(words).click()

    def button(self, words: str) -> QAbstractButton:
        return next(each for each in self.screen.findChildren(QAbstractButton) if each.text().startswith(words))

    def words(self) -> list[str]:
        """Everything that stands on the screen, controls aside."""
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible() and label.text()]

    def happened(self, kind: type[Kind]) -> list[Kind]:
        """The events of this kind in the visit's log, in order."""
        return [entry.event for entry in self.visit.log if isinstance(entry.event, kind)]

    def wait(self, is_there: Callable[[], object], what: str = "that") -> None:
        wait_for(is_there, what, PATIENCE_S)

    def records(self) -> list[Any]:
        return list(self.lab.store.sessions(EVENT))


def silent_voice() -> SilentVoice:
    """As in the lab: what a phrase's end leads to happens in Qt's own thread."""
    return SilentVoice(MainThreadCaller())


@contextmanager
def open_station(
    folder: Path, *, is_windowed: bool = True, make_voice: Callable[[], Voice] = silent_voice, **changes: Any
) -> Iterator[Station]:
    """`changes` are settings of the station, such as `paper=True`."""
    make_application()
    clock = SetClock()
    options = Options(folder, "all", EVENT, is_windowed=is_windowed)
    lab = Lab(options, clock=clock, seeds=lambda: 7, make_voice=make_voice)
    lab.director.change_station(lab.director.services.station.model_copy(update=changes))
    lab.open()
    lab.window.activateWindow()
    try:
        yield Station(lab, clock)
    finally:
        lab.close()
        rest(20)
