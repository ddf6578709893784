"""Finds where somebody begins and ends to speak, by loudness over the room's own noise."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
Pcm = NDArray[np.int16]

_FRAME = RATE_HZ * 30 // 1000
_FRAMES_A_SECOND = RATE_HZ / _FRAME
#: Over the room's noise: loud enough to begin, too soft to go on.
_BEGINS_DB, _ENDS_DB = 6.0, 5.0
#: Of the last four frames so many are loud when somebody begins.
_LOUD, _OF = 3, 4
_SILENCE_ENDS_S, _BEFORE_S, _LONGEST_S = 0.6, 0.3, 5.0
#: Three seconds of a room tell how loud it is.
_NOISE_FRAMES = round(3 * _FRAMES_A_SECOND)
_DITHER = 2


class Utterances:
    """Cuts a stream into what was said. Memory holds a few seconds at most, and nothing once it was handed on.

    Digital silence is dithered: a recogniser that learns what silence sounds like has nothing to learn from zeros.
    """

    def __init__(self, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        self._rest = np.zeros(0, np.int16)
        self._noise: deque[float] = deque(maxlen=_NOISE_FRAMES)
        self._before: deque[Pcm] = deque(maxlen=round(_BEFORE_S * _FRAMES_A_SECOND) + _OF)
        self._recent: deque[float] = deque(maxlen=_OF)
        self._said: list[Pcm] = []
        self._quiet = 0

    def feed(self, samples: Pcm) -> Iterator[Pcm]:
        """More of the stream, 16 bits mono at 16 kHz; gives each utterance once it is over."""
        stream = np.concatenate((self._rest, samples))
        whole = len(stream) // _FRAME * _FRAME
        self._rest = stream[whole:]
        for frame in stream[:whole].reshape(-1, _FRAME):
            if (said := self._take(self._dithered(frame))) is not None:
                yield said

    @property
    def is_speaking(self) -> bool:
        """Whether somebody has begun and not ended."""
        return bool(self._said)

    def _dithered(self, frame: Pcm) -> Pcm:
        dither = self._random.integers(-_DITHER, _DITHER + 1, len(frame))
        return np.asarray(np.clip(frame + dither, -32768, 32767), np.int16)

    def _take(self, frame: Pcm) -> Pcm | None:
        level_db = float(10 * np.log10(np.mean(frame.astype(np.float64) ** 2) + 1))
        if not self._said:
            self._wait(frame, level_db)
            return None
        self._said.append(frame)
        self._quiet = self._quiet + 1 if level_db < self._floor_db + _ENDS_DB else 0
        if self._quiet < _SILENCE_ENDS_S * _FRAMES_A_SECOND and len(self._said) < _LONGEST_S * _FRAMES_A_SECOND:
            return None
        said = np.concatenate(self._said)
        self._said.clear()
        self._recent.clear()
        # Whatever goes on for so long is no command but a room that has become louder, or a talk.
        if not self._quiet:
            self._noise.extend([level_db] * _NOISE_FRAMES)
            return None
        return said

    def _wait(self, frame: Pcm, level_db: float) -> None:
        self._before.append(frame)
        self._recent.append(level_db)
        loud = sum(level > self._floor_db + _BEGINS_DB for level in self._recent) if self._noise else 0
        self._noise.append(level_db)
        if loud >= _LOUD:
            self._said = list(self._before)
            self._before.clear()
            self._quiet = 0

    @property
    def _floor_db(self) -> float:
        """How loud the room is: a fifth of the last seconds was softer."""
        return float(np.percentile(self._noise, 20))
