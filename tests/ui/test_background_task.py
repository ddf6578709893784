"""Work beside the screen does not hold up a lab that closes, and then tells nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from empathylab.domain.errors import InputError
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, Progress

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
