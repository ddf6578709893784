"""Who may close the lab closes it: the facilitator's button, Ctrl+C in the terminal, the system when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from empathylab.ui.kit.end_on_signal import EndOnSignal
from support.programs import command, environment


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


@pytest.mark.parametrize(
    "how",
    ["button", pytest.param("signal", marks=pytest.mark.skipif(os.name == "nt", reason="there it cannot be sent"))],
)
def test_a_lab_that_fills_the_screen_is_closed_though_its_window_refuses(tmp_path: Path, how: str) -> None:
    """Qt's own quit() asks each window, and the visitors' one says no to everybody where there is a PIN."""
    ask = command("closing_lab", tmp_path, how)
    done = subprocess.run(ask, capture_output=True, text=True, timeout=300, check=False, env=environment())
    assert done.stdout.strip() == "still open, then closed", done.stderr


@pytest.mark.skipif(os.name == "nt", reason="there it cannot be sent")
@pytest.mark.parametrize("persona", ["ashleigh", "ron"])
def test_a_lab_that_is_told_to_end_in_the_middle_of_a_form_ends_without_a_word(tmp_path: Path, persona: str) -> None:
    """What reads, or is worn, lets go of the page before it goes."""
    ask = command("closing_in_form", tmp_path, persona)
    done = subprocess.run(ask, capture_output=True, text=True, timeout=300, check=False, env=environment())
    assert (done.stdout.strip(), "Traceback" in done.stderr) == ("closed", False), done.stderr
