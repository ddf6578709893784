"""A thread that filters frames: the newest frame wins, and the last one is never left out."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QImage

from empathylab.ui.lens.drawn_pictures import DrawnPicture, DrawnPictures
from empathylab.ui.lens.frame_filter import Box, FrameFilter, Gaze, Pixels


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
    """A filtered picture; `drawing` is the memory that `picture` shows and must live as long."""

    number: int
    picture: QImage
    drawing: DrawnPicture
    #: What may differ from the result that was taken before.
    parts: Sequence[Box]


def pixels_of(picture: QImage) -> Pixels:
    """A view (H×W×4) on the memory of a 32-bit picture; keep the picture alive while it is used."""
    height, width = picture.height(), picture.width()
    flat = np.frombuffer(picture.constBits(), dtype=np.uint8, count=picture.bytesPerLine() * height)
    return flat.reshape(height, picture.bytesPerLine() // 4, 4)[:, :width]


class FrameWorker:
    """The thread that filters pictures.

    Filters one picture at a time on a thread of its own and reuses its buffers. What is little it filters at once:
    to wake a thread, and to be woken by it, takes as long.

    `deliver` is called on the worker's thread when a result waits to be taken. At most one job waits and at
    most one result waits; a newer one takes the place of the older.
    """

    def __init__(self, deliver: Callable[[], None], failed: Callable[[str], None]) -> None:
        self._deliver = deliver
        self._failed = failed
        self._changed = threading.Condition()
        self._job: FrameJob | None = None
        self._result: Result | None = None
        self._drawings: DrawnPictures | None = None
        self._taken = 0
        self._is_at_work = self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="lens", daemon=True)
        self._thread.start()

    def submit(self, job: FrameJob) -> bool:
        """Filter this picture next, instead of one that still waits; whether that is done, and it can be taken."""
        with self._changed:
            is_idle = not self._is_at_work and self._job is None
        if is_idle and job.filter.is_little(pixels_of(job.picture)):
            return self._filtered(job)
        with self._changed:
            self._job = job
            self._changed.notify()
        return False

    def take(self) -> Result | None:
        """The newest result that nobody has taken."""
        with self._changed:
            result, self._result = self._result, None
            if result is not None:
                self._taken = result.drawing.number
            return result

    def give_back(self, result: Result) -> None:
        """Its picture is no longer shown: the memory may be written again."""
        with self._changed:
            self._keep(result)

    def clear(self) -> None:
        """Forget what waits and what was; a picture in hand is still delivered."""
        with self._changed:
            self._job = self._result = self._drawings = None

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
        if self._filtered(job):
            with contextlib.suppress(RuntimeError, TypeError):
                # The lens may be gone by now, when its window was closed with a picture in hand; of one that is just
                # taken apart PySide no longer finds the signal's type.
                self._deliver()
        return True

    def _next_job(self) -> FrameJob | None:
        with self._changed:
            self._is_at_work = False
            self._changed.wait_for(lambda: self._is_closed or self._job is not None)
            job, self._job, self._is_at_work = self._job, None, True
            return None if self._is_closed else job

    def _filtered(self, job: FrameJob) -> bool:
        """Whether there is a result to be taken."""
        try:
            drawn = self._filter(job)
        except Exception as error:  # noqa: BLE001 - a thread must hand every error over, or the picture just stands still
            with self._changed:
                self._drawings = None
            self._failed(f"{type(error).__name__}: {error}")
            return False
        self._hand_over(*drawn)
        return True

    def _filter(self, job: FrameJob) -> tuple[FrameJob, DrawnPictures, DrawnPicture]:
        frame = pixels_of(job.picture)
        with self._changed:
            drawings = self._drawings_of(job.filter, frame.shape)
            drawing = drawings.blank()
        drawings.draw(drawing, frame, job.gaze, job.at_s)
        return job, drawings, drawing

    def _drawings_of(self, eye: FrameFilter, shape: tuple[int, ...]) -> DrawnPictures:
        if self._drawings is None or self._drawings.drawn_by is not eye or self._drawings.shape != shape:
            self._drawings = DrawnPictures(eye, shape)
        return self._drawings

    def _hand_over(self, job: FrameJob, drawings: DrawnPictures, drawing: DrawnPicture) -> None:
        height, width = drawings.shape[:2]
        picture = QImage(drawing.pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(job.picture.devicePixelRatio())
        with self._changed:
            if self._result is not None:
                self._keep(self._result)
            self._result = Result(job.number, picture, drawing, drawings.since(self._taken))

    def _keep(self, result: Result) -> None:
        if self._drawings is not None:
            self._drawings.keep(result.drawing)
