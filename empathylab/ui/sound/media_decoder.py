"""Reads the sound of a file: WAV, Ogg, WebM and what else Qt's FFmpeg can."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QAudioBuffer, QAudioDecoder, QAudioFormat

from empathylab.hearing.heard_sound import FULL_SCALE, Sound, quantized
from empathylab.hearing.listener import HIGHEST_RATE_HZ, LOWEST_RATE_HZ

#: More would not fit into the memory of a small computer: twenty minutes as films have them.
MOST_SAMPLES = 20 * 60 * 48_000
_Format = QAudioFormat.SampleFormat
_TYPES = {_Format.UInt8: np.uint8, _Format.Int16: np.int16, _Format.Int32: np.int32, _Format.Float: np.float32}


class MediaDecoder(QObject):
    """Reads one file beside the player. `done`: its `Sound`; `failed`: a sentence why there is none."""

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, file: str, parent: QObject, held: Callable[[], int] = lambda: 0) -> None:
        """`held`: how many samples of the same page's other files are in memory."""
        super().__init__(parent)
        self._name, self._held = Path(file).name, held
        self._parts: list[NDArray[np.int16]] = []
        self._rate_hz = self.length = 0
        self._is_over = False
        self._decoder = QAudioDecoder(self)
        self._decoder.bufferReady.connect(self._take)
        self._decoder.finished.connect(self._finish)
        self._decoder.error.connect(self._break_off)
        self._decoder.setSource(QUrl.fromLocalFile(file))

    def start(self) -> None:
        self._decoder.start()

    def stop(self) -> None:
        """Nothing more is told."""
        self._is_over = True
        self._decoder.stop()
        self.deleteLater()

    def _take(self) -> None:
        while self._decoder.bufferAvailable() and not self._is_over:
            buffer = self._decoder.read()
            self._rate_hz = buffer.format().sampleRate()
            self._parts.append(samples_of(buffer))
            self.length += buffer.frameCount()
            if not LOWEST_RATE_HZ <= self._rate_hz <= HIGHEST_RATE_HZ:
                self._fail(f"has {self._rate_hz} samples a second, which cannot be worked with")
            elif self.length > MOST_SAMPLES:
                self._fail(f"is longer than {MOST_SAMPLES // self._rate_hz // 60} minutes")
            elif self.length + self._held() > MOST_SAMPLES:
                self._fail("comes after as much sound as a page may have")

    def _finish(self) -> None:
        if self._is_over:
            return
        if not self._parts:
            self._fail("has no sound")
        elif len({len(part) for part in self._parts}) > 1:
            self._fail("changes its number of channels on the way")
        else:
            self.done.emit(Sound.of(np.concatenate(self._parts, axis=1), self._rate_hz))

    def _break_off(self) -> None:
        self._fail("cannot be read")

    def _fail(self, why: str) -> None:
        if not self._is_over:
            self._is_over = True
            self._parts.clear()
            self.failed.emit(f"The sound of {self._name} is not heard: it {why}.")


def samples_of(buffer: QAudioBuffer) -> NDArray[np.int16]:
    """Channels × length; more than two channels become one."""
    form = buffer.format()
    raw = np.frombuffer(bytes(buffer.constData()), _TYPES[form.sampleFormat()]).reshape(-1, form.channelCount()).T
    if raw.dtype == np.int16 and len(raw) <= 2:
        return np.asarray(raw)
    if raw.dtype == np.uint8:
        shares = (raw - 128.0) / 128.0
    else:
        shares = raw / {np.dtype(np.int16): FULL_SCALE, np.dtype(np.int32): 2.0**31}.get(raw.dtype, 1.0)
    return quantized(shares if len(shares) <= 2 else shares.mean(axis=0, keepdims=True))
