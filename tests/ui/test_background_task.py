"""Work beside the screen does not hold up a lab that closes, and then tells nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.errors import InputError
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, Progress, start_task

PATIENCE_S = 60


def fails(_progress: Progress) -> None:
    raise InputError("It was in vain.", "Try again.")


@pytest.mark.parametrize("ends", [lambda progress: progress(1, 2), fails])
def test_a_lab_that_closes_while_work_is_under_way_is_told_nothing(
    qapp: QApplication, capfd: pytest.CaptureFixture[str], ends: Callable[[Progress], object]
) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    def do(progress: Progress) -> object:
        has_begun.set()
        assert may_end.wait(PATIENCE_S)
        return ends(progress)

    task = BackgroundTask(do)
    task.start()
    assert has_begun.wait(PATIENCE_S)
    shiboken6.delete(task)  # as all that is left of Qt when a program ends
    may_end.set()
    assert QThreadPool.globalInstance().waitForDone(PATIENCE_S * 1000)
    assert "Error" not in capfd.readouterr().err


def test_what_ends_after_the_screen_that_began_it_is_told_to_nobody(qtbot: QtBot) -> None:
    """Nor by what is no method of the screen, which Qt cannot know to be about it."""
    told: list[object] = []
    may_end, screen = threading.Event(), QWidget()

    def do(_progress: Progress) -> None:
        assert may_end.wait(PATIENCE_S)

    task = start_task(screen, do, done=partial(told.append), failed=partial(told.append))
    shiboken6.delete(screen)
    with qtbot.waitSignal(task.done, timeout=PATIENCE_S * 1000):
        may_end.set()
    assert not told


#: A program that asks a server which takes its call and never says a word, and ends meanwhile.
_ASKS_AND_LEAVES = """
import socket
from threading import Thread
from PySide6.QtCore import QCoreApplication
from empathylab.domain.errors import RecordsError
from empathylab.storage import try_server
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, start_task

app, listening = QCoreApplication([]), socket.create_server(("127.0.0.1", 0))

def leave_once_called():
    calls.append(listening.accept())
    app.exit()

def ask(_progress):
    try:
        try_server(f"postgresql://127.0.0.1:{listening.getsockname()[1]}/x", BackgroundTask.is_wanted)
    except RecordsError as error:
        print(error)

calls = []
Thread(target=leave_once_called, daemon=True).start()
start_task(app, ask, done=print, failed=print)
app.exec()
"""


def test_a_lab_that_closes_waits_for_no_server() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ASKS_AND_LEAVES], capture_output=True, text=True, timeout=10 * PATIENCE_S
    )
    assert "The lab was closed while it asked the server" in ended.stdout
    assert ended.stderr == ""
