"""The thread that filters frames: the newest wins, the last is never left out, an error is told."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from empathylab.ui.lens.frame_filter import FrameFilter, Gaze, Pixels
from empathylab.ui.lens.frame_worker import FrameJob, FrameWorker, Result, pixels_of


class Inverted(FrameFilter):
    """Waits for a sign before each frame, so that a test decides what comes meanwhile."""

    follows_gaze = moves = False

    def __init__(self) -> None:
        self.may_go_on = threading.Semaphore(0)
        self.has_begun = threading.Semaphore(0)
        self.is_broken = self.finds_little = False
        self.filtered_by: list[threading.Thread] = []

    def apply_bgrx(self, frame: Pixels, gaze: Gaze | None, out: Pixels, *, at_s: float) -> None:
        self.has_begun.release()
        assert self.may_go_on.acquire(timeout=60)
        if self.is_broken:
            raise ValueError("broken")
        np.subtract(255, frame, out=out)
        self.filtered_by.append(threading.current_thread())

    def is_little(self, frame: Pixels) -> bool:
        return self.finds_little


def picture(grey: int, width: int = 33) -> QImage:
    made = QImage(width, 20, QImage.Format.Format_RGB32)
    made.fill(QColor(grey, grey, grey))
    return made


@pytest.fixture
def eye() -> Inverted:
    return Inverted()


@pytest.fixture
def delivered() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def failures() -> list[str]:
    return []


@pytest.fixture
def worker(delivered: threading.Semaphore, failures: list[str], eye: Inverted) -> Iterator[FrameWorker]:
    made = FrameWorker(delivered.release, lambda what: (failures.append(what), delivered.release()))
    yield made
    eye.may_go_on.release(10)
    made.close()


def grey_of(result: Result) -> int:
    return result.picture.pixelColor(5, 5).red()


def test_frames_that_come_while_one_is_filtered_make_way_for_the_newest(
    worker: FrameWorker, eye: Inverted, delivered: threading.Semaphore
) -> None:
    worker.submit(FrameJob(1, picture(10), None, eye))
    assert eye.has_begun.acquire(timeout=60)
    for number, grey in ((2, 20), (3, 30), (4, 40)):
        worker.submit(FrameJob(number, picture(grey), None, eye))
    eye.may_go_on.release(2)
    assert delivered.acquire(timeout=60)
    assert delivered.acquire(timeout=60)
    result = worker.take()
    assert result is not None
    assert (result.number, grey_of(result)) == (4, 215)
    assert worker.take() is None


def test_a_picture_that_is_shown_is_not_written_over(
    worker: FrameWorker, eye: Inverted, delivered: threading.Semaphore
) -> None:
    shown = []
    for number in range(1, 5):
        worker.submit(FrameJob(number, picture(number * 10), None, eye))
        eye.may_go_on.release()
        assert delivered.acquire(timeout=60)
        result = worker.take()
        assert result is not None
        shown.append(result)
    assert [grey_of(result) for result in shown] == [245, 235, 225, 215]


def test_buffers_are_used_again_and_not_across_sizes(
    worker: FrameWorker, eye: Inverted, delivered: threading.Semaphore
) -> None:
    def filtered(width: int) -> Result:
        worker.submit(FrameJob(1, picture(0, width), None, eye))
        eye.may_go_on.release()
        assert delivered.acquire(timeout=60)
        result = worker.take()
        assert result is not None
        return result

    first = filtered(33)
    worker.give_back(first)
    second = filtered(33)
    assert second.drawing is first.drawing
    worker.give_back(second)
    assert filtered(40).picture.width() == 40


def test_what_is_little_is_filtered_at_once_unless_the_thread_is_at_work(
    worker: FrameWorker, eye: Inverted, delivered: threading.Semaphore
) -> None:
    eye.finds_little = True
    eye.may_go_on.release()
    assert worker.submit(FrameJob(1, picture(10), None, eye))
    assert eye.filtered_by == [threading.current_thread()]
    result = worker.take()
    assert result is not None
    assert grey_of(result) == 245
    eye.finds_little = False
    assert not worker.submit(FrameJob(2, picture(20), None, eye))
    eye.finds_little = True
    assert not worker.submit(FrameJob(3, picture(30), None, eye)), "the thread has not done the one before"
    assert eye.filtered_by[1:] == []
    eye.may_go_on.release(2)
    assert delivered.acquire(timeout=60)


def test_what_is_little_and_fails_is_told_too(worker: FrameWorker, eye: Inverted, failures: list[str]) -> None:
    eye.finds_little = eye.is_broken = True
    eye.may_go_on.release()
    assert not worker.submit(FrameJob(1, picture(10), None, eye))
    assert failures == ["ValueError: broken"]
    assert worker.take() is None


def test_an_error_is_told_and_the_next_frame_is_filtered(
    worker: FrameWorker, eye: Inverted, delivered: threading.Semaphore, failures: list[str]
) -> None:
    eye.is_broken = True
    worker.submit(FrameJob(1, picture(10), None, eye))
    eye.may_go_on.release()
    assert delivered.acquire(timeout=60)
    assert failures == ["ValueError: broken"]
    eye.is_broken = False
    worker.submit(FrameJob(2, picture(10), None, eye))
    eye.may_go_on.release()
    assert delivered.acquire(timeout=60)
    result = worker.take()
    assert result is not None
    assert grey_of(result) == 245


@pytest.mark.parametrize(
    "gone",
    [RuntimeError("Signal source has been deleted"), TypeError("Unknown return type used in call of meta function")],
)
def test_a_picture_for_a_lens_that_is_going_or_gone_is_nobodys(eye: Inverted, gone: Exception) -> None:
    """As PySide says it of a signal whose widget has gone, or is just taken apart."""
    failures: list[str] = []

    def deliver() -> None:
        raise gone

    worker = FrameWorker(deliver, failures.append)
    for number in range(2):
        worker.submit(FrameJob(number, picture(10), None, eye))
        eye.may_go_on.release()
        assert eye.has_begun.acquire(timeout=60)
    worker.close()
    assert failures == []


def test_pixels_are_a_view_without_the_padding_of_lines() -> None:
    made = picture(7)
    pixels = pixels_of(made)
    assert pixels.shape == (20, 33, 4)
    assert (pixels[..., :3] == 7).all()


def test_nothing_of_the_last_picture_is_kept_once_it_is_cleared(
    worker: FrameWorker, delivered: threading.Semaphore
) -> None:
    eye = Inverted()
    eye.may_go_on.release()
    gone = weakref.ref(eye)
    worker.submit(FrameJob(1, picture(10), None, eye))
    assert delivered.acquire(timeout=60)
    result = worker.take()
    assert result is not None
    worker.give_back(result)
    pixels = weakref.ref(result.drawing.pixels)
    worker.clear()
    del eye, result
    ends = time.monotonic() + 60
    while not (gone() is pixels() is None) and time.monotonic() < ends:
        threading.Event().wait(0.01)
    assert gone() is None
    assert pixels() is None
