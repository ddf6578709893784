"""A page read aloud in a visit: somebody who listens is there, and Stop is silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from empathylab.domain.events import HelpTaken
from empathylab.domain.voice import Voice
from empathylab.session.stages import Stage
from support.participant_lab import Station
from support.recording_voice import RecordingVoice


@pytest.fixture
def voice() -> RecordingVoice:
    return RecordingVoice(is_instant=False)


@pytest.fixture
def make_voice(voice: RecordingVoice) -> Callable[[], Voice]:
    return lambda: voice


def test_the_form_is_read_to_a_visitor_until_they_stop(station: Station, voice: RecordingVoice) -> None:
    station.arrive_at(Stage.HELPED, "simone")
    view = station.lab.window.view
    station.wait(view.hasFocus, "the keyboard at the form")
    handle = station.lab.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    station.wait(lambda: voice.is_speaking, "the first sentence")
    assert station.director.idle.is_reading()
    assert station.happened(HelpTaken) == [HelpTaken("read-aloud")]
    said = voice.texts[-1]
    station.stop()
    assert not voice.is_speaking
    assert not station.director.idle.is_reading()
    assert station.visit.stage is Stage.STOPPED
    assert said.strip() not in str(station.visit.log)
