"""The default microphone through Qt, as 16 bits mono at 16 kHz. It is open only while somebody wants to be heard."""

from __future__ import annotations

from PySide6.QtCore import QIODevice, QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QMediaDevices, QtAudio

from empathylab.voice_control.converter import Converter, SampleType
from empathylab.voice_control.utterances import RATE_HZ

_Format = QAudioFormat.SampleFormat
_KINDS: dict[QAudioFormat.SampleFormat, SampleType] = {
    _Format.Int16: "int16",
    _Format.Int32: "int32",
    _Format.Float: "float32",
}


class Microphone(QObject):
    """`heard`: the next samples. `changed`: there may be another microphone, or none."""

    heard = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._converter: Converter | None = None
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self._devices_changed)

    @property
    def is_there(self) -> bool:
        """Whether the system knows of one."""
        return any(not device.isNull() for device in QMediaDevices.audioInputs())

    def open(self) -> None:
        """Listen; a second call does nothing."""
        device = QMediaDevices.defaultAudioInput()
        if self._source is not None or device.isNull():
            return
        form = _format_for(device)
        self._converter = Converter(form.sampleRate(), form.channelCount(), _KINDS[form.sampleFormat()])
        self._source = QAudioSource(device, form, self)
        self._source.stateChanged.connect(self._state_changed)
        self._stream = self._source.start()
        self._stream.readyRead.connect(self._read)

    def close(self) -> None:
        """Deaf, and the device is given back."""
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stop()
            source.deleteLater()

    def _read(self) -> None:
        if self._stream is not None and self._converter is not None:
            self.heard.emit(self._converter.feed(bytes(self._stream.readAll().data())))

    def _state_changed(self) -> None:
        """Stopped without our asking: the device went away. Takes no argument, which PySide cannot convert."""
        if self._source is not None and self._source.state() is QtAudio.State.StoppedState:
            self._devices_changed()

    def _devices_changed(self) -> None:
        self.close()
        self.changed.emit()


def _format_for(device: QAudioDevice) -> QAudioFormat:
    """What the recogniser wants where the device can do that, else the device's own."""
    form = QAudioFormat()
    form.setSampleRate(RATE_HZ)
    form.setChannelCount(1)
    form.setSampleFormat(_Format.Int16)
    if device.isFormatSupported(form):
        return form
    own = device.preferredFormat()
    if own.sampleFormat() not in _KINDS:
        own.setSampleFormat(_Format.Int16)
    return own
