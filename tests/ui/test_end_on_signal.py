"""Ctrl+C in the terminal closes the lab; without help from Qt's loop Python would not notice it for minutes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from empathylab.ui.end_on_signal import EndOnSignal


@pytest.fixture
def end() -> Iterator[EndOnSignal]:
    made, before = EndOnSignal(), signal.getsignal(signal.SIGTERM)
    yield made
    made.close()
    assert signal.getsignal(signal.SIGTERM) is not before


@pytest.mark.skipif(os.name == "nt", reason="there a program cannot send itself Ctrl+C")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_lab_is_asked_to_end_while_qt_waits(end: EndOnSignal, qtbot: QtBot, number: int) -> None:
    with qtbot.waitSignal(end.asked):
        os.kill(os.getpid(), number)
