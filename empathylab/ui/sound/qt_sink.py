"""A sound device through Qt that falls silent at once."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from empathylab.speech.sink import FinishedCallback
from empathylab.speech.wav import SAMPLE_BYTES, Wav

#: Small enough to fall silent within the next period, large enough for a busy computer.
_BUFFER_MS = 120


def has_device() -> bool:
    """Whether there is a device to play on now."""
    return any(not device.isNull() for device in QMediaDevices.audioOutputs())


class QtSink(QObject):
    """Plays 16-bit mono phrases on the default device. A device that goes away ends the phrase as if played."""

    def __init__(self, device: QAudioDevice | None = None) -> None:
        super().__init__()
        self.on_finished: FinishedCallback | None = None
        self._device = device
        self._sink: QAudioSink | None = None
        self._samples: QBuffer | None = None
        self._token = 0

    def play(self, wav: Wav, token: int) -> None:
        """Play from the beginning, in place of what is playing."""
        self.stop()
        self._token = token
        self._samples = QBuffer(self)
        self._samples.setData(QByteArray(wav.pcm))
        self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
        sink = self._sink_for(wav.rate_hz)
        sink.start(self._samples)
        if sink.state() == QtAudio.State.StoppedState:
            QTimer.singleShot(0, self, lambda: self._end(token))

    def stop(self) -> None:
        """Silence at once; what the device still holds is thrown away."""
        self._token = 0
        if self._sink is not None:
            self._sink.reset()
        if self._samples is not None:
            self._samples.deleteLater()
            self._samples = None

    def close(self) -> None:
        """Silence, and give the device back."""
        self.stop()
        if self._sink is not None:
            self._sink.deleteLater()
            self._sink = None

    def _sink_for(self, rate_hz: int) -> QAudioSink:
        if self._sink is not None and self._sink.format().sampleRate() == rate_hz:
            return self._sink
        if self._sink is not None:
            self._sink.deleteLater()
        form = QAudioFormat()
        form.setSampleRate(rate_hz)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(self._device or QMediaDevices.defaultAudioOutput(), form, self)
        self._sink.setBufferSize(rate_hz * SAMPLE_BYTES * _BUFFER_MS // 1000)
        self._sink.stateChanged.connect(self._state_changed)
        return self._sink

    def _state_changed(self) -> None:
        """Idle: everything was played. Stopped without our asking: the device went away.

        Takes no argument, since PySide cannot convert the one of this signal.
        """
        if self._sink is not None and self._sink.state() in (QtAudio.State.IdleState, QtAudio.State.StoppedState):
            self._end(self._token)

    def _end(self, token: int) -> None:
        if token and token == self._token:
            self._token = 0
            if self.on_finished is not None:
                self.on_finished(token)
