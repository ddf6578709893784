"""A thread that filters frames: the newest frame wins, and the last one is never left out."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Gaze = tuple[float, float]
Pixels = NDArray[np.uint8]


class FrameFilter(Protocol):
    """What a lens does to a picture. `gaze` is in the picture's own pixels, None when unknown."""

    @property
    def follows_gaze(self) -> bool:
        """Whether the picture depends on where somebody looks."""

    @property
    def moves(self) -> bool:
        """Whether the picture depends on the time."""

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float) -> object:
        """Filter `frame` (H×W×4 uint8, BGRx) into `out` of the same shape, as it is at a time in seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class FrameJob:
    """A picture to filter. `number` grows, so that a result can be told from an older one."""

    number: int
    picture: QImage
    gaze: Gaze | None
    filter: FrameFilter
    at_s: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A filtered picture; `pixels` is the memory that `picture` shows and must live as long."""

    number: int
    picture: QImage
    pixels: Pixels
    filter: FrameFilter


def pixels_of(picture: QImage) -> Pixels:
    """A view (H×W×4) on the memory of a 32-bit picture; keep the picture alive while it is used."""
    height, width = picture.height(), picture.width()
    flat = np.frombuffer(picture.constBits(), dtype=np.uint8, count=picture.bytesPerLine() * height)
    return flat.reshape(height, picture.bytesPerLine() // 4, 4)[:, :width]


class FrameWorker:
    """The thread that filters pictures.

    Filters one picture at a time on a thread of its own and reuses its buffers.

    `deliver` is called on the worker's thread when a result waits to be taken. At most one job waits and at
    most one result waits; a newer one takes the place of the older.
    """

    def __init__(self, deliver: Callable[[], None], failed: Callable[[str], None]) -> None:
        self._deliver = deliver
        self._failed = failed
        self._changed = threading.Condition()
        self._job: FrameJob | None = None
        self._result: Result | None = None
        self._spare: list[Pixels] = []
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="lens", daemon=True)
        self._thread.start()

    def submit(self, job: FrameJob) -> None:
        """Filter this picture next, instead of one that still waits."""
        with self._changed:
            self._job = job
            self._changed.notify()

    def take(self) -> Result | None:
        """The newest result that nobody has taken."""
        with self._changed:
            result, self._result = self._result, None
            return result

    def give_back(self, result: Result) -> None:
        """Its picture is no longer shown: the memory may be written again."""
        with self._changed:
            self._keep_spare(result)

    def clear(self) -> None:
        """Forget what waits and what was; a picture in hand is still delivered."""
        with self._changed:
            self._job = self._result = None
            self._spare = []

    def close(self) -> None:
        """End the thread when it has done the picture in hand."""
        with self._changed:
            self._job, self._is_closed = None, True
            self._changed.notify()

    def _run(self) -> None:
        while self._filter_next():
            pass

    def _filter_next(self) -> bool:
        """One job, of which nothing is held while the next is waited for; False when there will be none."""
        job = self._next_job()
        if job is None:
            return False
        try:
            result = self._filter(job)
        except Exception as error:  # noqa: BLE001 - a thread must hand every error over, or the picture just stands still
            self._failed(f"{type(error).__name__}: {error}")
            return True
        with contextlib.suppress(RuntimeError):
            # The lens may be gone by now, when its window was closed with a picture in hand.
            self._hand_over(result)
        return True

    def _next_job(self) -> FrameJob | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._job is not None)
            job, self._job = self._job, None
            return None if self._is_closed else job

    def _filter(self, job: FrameJob) -> Result:
        frame = pixels_of(job.picture)
        out = self._buffer(frame.shape[:2])
        job.filter.apply_bgrx(frame, job.gaze, out, at_s=job.at_s)
        height, width = out.shape[:2]
        picture = QImage(out.data, width, height, width * 4, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(job.picture.devicePixelRatio())
        return Result(job.number, picture, out, job.filter)

    def _buffer(self, size: tuple[int, ...]) -> Pixels:
        with self._changed:
            self._spare = [spare for spare in self._spare if spare.shape[:2] == size]
            if self._spare:
                return self._spare.pop()
        return np.empty((*size, 4), np.uint8)

    def _hand_over(self, result: Result) -> None:
        with self._changed:
            if self._result is not None:
                self._keep_spare(self._result)
            self._result = result
        self._deliver()

    def _keep_spare(self, result: Result) -> None:
        if len(self._spare) < 2:
            self._spare.append(result.pixels)
