"""What nobody holds any longer, and where it goes."""

from __future__ import annotations

import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from empathylab.demo.keyboard_driver import wait_for
from empathylab.ui.kit import garbage


class Circle:
    """Something of Qt's that only holds itself."""

    def __init__(self) -> None:
        self.part, self.whole = QObject(), self


def test_what_is_qts_goes_in_qts_own_thread(qapp: QApplication) -> None:
    """Python looked for garbage in the thread that wrote the records, and a timer that went there ended the process."""
    garbage.collect_here(qapp)
    went_in: list[threading.Thread] = []
    kept: list[list[int]] = []
    circle = Circle()
    weakref.finalize(circle, lambda: went_in.append(threading.current_thread()))
    del circle
    worker = threading.Thread(target=lambda: kept.extend([] for _ in range(20_000)))
    worker.start()
    worker.join()
    wait_for(lambda: went_in, "the garbage to be looked for")
    assert went_in == [threading.main_thread()]
