"""Long work beside the screen, with progress, told back in the screen's own thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from empathylab.domain.errors import LabError

Progress = Callable[[int, int], None]
Made = TypeVar("Made")


class BackgroundTask(QObject):
    """Runs `do(progress)` in a worker thread. Exactly one of `done` and `failed` follows.

    It lives until then, whatever becomes of the screen that began it.
    """

    _running: ClassVar[set[BackgroundTask]] = set()
    _is_leaving: ClassVar[threading.Event] = threading.Event()

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(str)

    def __init__(self, do: Callable[[Progress], object]) -> None:
        super().__init__()
        self._do = do
        self._runner = _Runner(self._run)
        for end in (self.done, self.failed):
            end.connect(self._end)

    @property
    def is_running(self) -> bool:
        return self in self._running

    def _end(self, _told: object) -> None:
        self._running.discard(self)

    @classmethod
    def is_wanted(cls) -> bool:
        """Asked by work that waits for others: Qt ends no program whose work has not ended."""
        return not cls._is_leaving.is_set()

    def start(self) -> None:
        self._running.add(self)
        self._is_leaving.clear()
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._leave)
        QThreadPool.globalInstance().start(self._runner)

    def _leave(self) -> None:
        self._is_leaving.set()

    def _run(self) -> None:
        try:
            result = self._do(self._progress)
        except LabError as error:
            self._fail(str(error))
        except OSError as error:
            self._fail(f"The files cannot be written: {error.strerror}. Check the folder and the disk's room.")
        else:
            with _if_the_lab_is_open():
                self.done.emit(result)

    def _progress(self, done: int, all_of_it: int) -> None:
        with _if_the_lab_is_open():
            self.progressed.emit(done, all_of_it)

    def _fail(self, words: str) -> None:
        with _if_the_lab_is_open():
            self.failed.emit(words)


def start_task(
    begun_by: QObject,
    do: Callable[[Progress], Made],
    *,
    done: Callable[[Made], object],
    failed: Callable[[str], object],
    progressed: Callable[[int, int], object] | None = None,
) -> BackgroundTask:
    """Begin work; `done` is told what came of it, or `failed` why nothing did, in a sentence.

    Nobody is told once the screen that began it is gone. Qt sees to that for methods of the screen alone.
    """
    task = BackgroundTask(do)
    for signal, tell in ((task.progressed, progressed), (task.done, done), (task.failed, failed)):
        if tell is not None:
            signal.connect(partial(_tell_while_there, begun_by, tell))
    task.start()
    return task


def _tell_while_there(begun_by: QObject, tell: Callable[..., object], *told: object) -> None:
    if isValid(begun_by):
        tell(*told)


def _if_the_lab_is_open() -> contextlib.AbstractContextManager[None]:
    """A lab that closes takes what tells with it and does not wait for the work: then nobody is to be told."""
    return contextlib.suppress(RuntimeError)


class _Runner(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._run = run

    def run(self) -> None:
        self._run()
