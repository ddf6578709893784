"""Memory that is kept for frame after frame, cut from pieces so large that it lies in large pages.

numpy asks Linux for large pages for what has 4 MB or more, and most buffers have less: to find their many small pages
took a tenth of a frame. Elsewhere nothing is won or lost. A piece goes when the last buffer of it does.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Sequence
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

#: From so many bytes on malloc takes memory from the system by itself, and gives it back at once; only what is written
#: to is there.
PIECE_BYTES = 32 << 20
#: Buffers begin where lines of the processor's cache do.
LINE_BYTES = 64

Bytes = NDArray[np.uint8]
Number = TypeVar("Number", bound=np.generic)


def buffer(shape: Sequence[int], kind: type[Number]) -> NDArray[Number]:
    """An array in which nothing has been written yet, for what is kept."""
    length = math.prod(shape) * np.dtype(kind).itemsize
    return _pieces.cut(length).view(kind).reshape(shape)


class _Pieces:
    """Cuts buffers from one piece after the other, and holds none of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin(np.empty(0, np.uint8))

    def cut(self, length: int) -> Bytes:
        with self._lock:
            piece = self._piece()
            if piece is None or self._next + length > len(piece):
                piece = np.empty(max(PIECE_BYTES, length + LINE_BYTES), np.uint8)
                self._begin(piece)
            start = self._next
            self._next += math.ceil(length / LINE_BYTES) * LINE_BYTES
            return piece[start : start + length]

    def _begin(self, piece: Bytes) -> None:
        self._piece, self._next = weakref.ref(piece), -piece.ctypes.data % LINE_BYTES


_pieces = _Pieces()
