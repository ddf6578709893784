"""What holds a visitor up, and what one visitor might leave to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from participant_lab import Station, open_station
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from empathylab.session.stages import Stage
from empathylab.ui.participant.closing import StoppedScreen
from empathylab.ui.participant.scale import PointScale

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def station(tmp_path: Path, qapp: QApplication) -> Iterator[Station]:
    with open_station(tmp_path, paper=True) as made:
        yield made


# --- ways out -----------------------------------------------------------------


@pytest.mark.parametrize(("stage", "persona"), [(Stage.WARM_UP, "christopher"), (Stage.PAPER, "claudia")])
def test_after_stop_f9_leads_into_no_form(station: Station, stage: Stage, persona: str) -> None:
    station.arrive_at(stage, persona)
    station.stop()
    station.press(Qt.Key.Key_F9)
    assert isinstance(station.screen, StoppedScreen)
    assert not station.director.form.is_open


def test_shift_three_times_stops_under_the_warning_too(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.clock.wait(95)
    station.director.idle.look()
    assert station.lab.window.overlay is not None
    station.stop()
    assert isinstance(station.screen, StoppedScreen)


def test_a_key_whose_character_is_no_plain_digit_answers_nothing(qtbot: QtBot) -> None:
    """A raised two, as on French keyboards, is a digit to Python and no number."""
    scale = PointScale("How easy?", 1, 7, "hard", "easy")
    qtbot.addWidget(scale)
    QApplication.sendEvent(scale.entry, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_twosuperior, _NO_MODIFIER, "²"))
    assert scale.value is None
    QTest.keyClicks(scale.entry, "2")
    assert scale.value == 2
