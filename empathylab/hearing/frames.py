"""Sound cut into short overlapping frames, changed there by frequency, and put together again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Spectra = NDArray[np.complex128]

#: As long as the ear takes to follow a sound; half of what may pass between a sound and its being heard.
FRAME_S = 0.0213
OVERLAP = 4
#: So many frames are changed at once: memory stays flat however long the sound is.
_AT_ONCE = 256
#: What four overlapping squares of a Hann window add up to.
_SUM_OF_SQUARES = 1.5


class Frames:
    """Block after block of mono sound at `rate_hz` through `change`, which gets and gives spectra (frames × bins).

    What comes out is `delay` samples late, and never above the highest sample that went in around it.
    """

    def __init__(self, rate_hz: int, change: Callable[[Spectra], Spectra]) -> None:
        self._hop = max(8, round(rate_hz * FRAME_S / OVERLAP))
        self.length = OVERLAP * self._hop
        self.delay = self.length - self._hop
        self.window = np.hanning(self.length + 1)[:-1]
        self._change = change
        self._waiting = np.zeros(self.delay)
        self._tail = np.zeros(self.delay)
        self._peaks = np.zeros(2 * OVERLAP - 2)

    def feed(self, block: Floats) -> Floats:
        """What is ready by now; whole hops, so that it may be shorter or longer than the block."""
        sound = np.concatenate((self._waiting, block))
        count = max(0, (len(sound) - self.delay) // self._hop)
        self._waiting = sound[count * self._hop :]
        pieces = [self._some(sound, first, min(_AT_ONCE, count - first)) for first in range(0, count, _AT_ONCE)]
        return np.concatenate(pieces) if pieces else np.zeros(0)

    def _some(self, sound: Floats, first: int, count: int) -> Floats:
        start = first * self._hop
        part = sound[start : start + self.delay + count * self._hop]
        spectra = np.fft.rfft(sliding_window_view(part, self.length)[:: self._hop] * self.window)
        changed = np.fft.irfft(self._change(spectra), self.length) * (self.window / _SUM_OF_SQUARES)
        return self._bounded(self._added_up(changed), part[self.delay :])

    def _added_up(self, frames: Floats) -> Floats:
        """Every frame a hop after the one before it; what later frames still add to is kept."""
        count = len(frames)
        total = np.zeros((count + OVERLAP - 1) * self._hop)
        total[: self.delay] = self._tail
        rows, parts = total.reshape(-1, self._hop), frames.reshape(count, OVERLAP, self._hop)
        for lag in range(OVERLAP):
            rows[lag : lag + count] += parts[:, lag]
        self._tail = total[count * self._hop :]
        return total[: count * self._hop]

    def _bounded(self, out: Floats, new: Floats) -> Floats:
        """Cut to the highest sample of all that the frames around it have seen."""
        peaks = np.concatenate((self._peaks, np.abs(new).reshape(-1, self._hop).max(axis=1)))
        self._peaks = peaks[len(peaks) - (2 * OVERLAP - 2) :]
        bound = sliding_window_view(peaks, 2 * OVERLAP - 1).max(axis=1)[:, None]
        return np.clip(out.reshape(-1, self._hop), -bound, bound).reshape(-1)
