"""A sound faster or slower at the same pitch: pieces of it overlap where they are most alike (WSOLA).

Source: Verhelst & Roelands 1993.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Samples = NDArray[np.int16]

_PIECE_S = 0.04
#: How far a piece may be shifted to fit the one before it.
_SHIFT_S = 0.008


class Stretched:
    """`samples` (channels × length) from sample `begin` on at `speed`; at speed 1 they are given as they are."""

    def __init__(self, samples: Samples, rate_hz: int, begin: int, speed: float) -> None:
        self._samples, self._at, self._speed = samples, float(begin), speed
        self._hop = max(1, round(rate_hz * _PIECE_S / 2))
        self._shift = round(rate_hz * _SHIFT_S)
        self._fade = np.hanning(2 * self._hop + 1)[:-1]
        #: Where the piece before goes on in the sound; none yet.
        self._follows: int | None = None
        self._tail = np.zeros((len(samples), self._hop))
        self._ready = np.zeros((len(samples), 0))

    def take(self, count: int) -> Floats:
        """The next `count`; fewer at the end, and none after it."""
        if self._speed == 1.0:
            begin = int(self._at)
            self._at += count
            return self._samples[:, begin : begin + count].astype(np.float64)
        while self._ready.shape[1] < count and self._at < self._samples.shape[1]:
            self._ready = np.concatenate((self._ready, self._next_hop()), axis=1)
        taken, self._ready = self._ready[:, :count], self._ready[:, count:]
        return taken

    def _next_hop(self) -> Floats:
        begin = int(self._at)
        if self._follows is None:
            piece = self._piece(begin)
            piece[:, : self._hop] /= np.maximum(self._fade[: self._hop], 1e-3)
        else:
            begin = self._best_near(begin, self._follows)
            piece = self._piece(begin)
        whole = self._tail + piece[:, : self._hop]
        self._tail = piece[:, self._hop :]
        self._follows = begin + self._hop
        self._at += self._hop * self._speed
        return whole

    def _best_near(self, begin: int, follows: int) -> int:
        """Where near `begin` the sound is most like what would follow the piece before."""
        wanted = self._mono(follows, self._hop)
        around = self._mono(begin - self._shift, self._hop + 2 * self._shift)
        likeness = np.correlate(around, wanted, "valid")
        return begin - self._shift + int(np.argmax(likeness)) if likeness.any() else begin

    def _piece(self, begin: int) -> Floats:
        return self._cut(begin, 2 * self._hop) * self._fade

    def _mono(self, begin: int, count: int) -> Floats:
        return np.asarray(self._cut(begin, count).sum(axis=0))

    def _cut(self, begin: int, count: int) -> Floats:
        """Silence before its beginning and after its end."""
        cut = np.zeros((len(self._samples), count))
        first, last = max(0, begin), max(0, min(begin + count, self._samples.shape[1]))
        if last > first:
            cut[:, first - begin : last - begin] = self._samples[:, first:last]
        return cut
