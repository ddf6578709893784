"""The media of a run's page in the player: files are read once in a run, and each element has a channel of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

from empathylab.hearing.heard_sound import Sound
from empathylab.speech.wav import SAMPLE_BYTES
from empathylab.ui.sound.media_channel import MediaChannel, Output
from empathylab.ui.sound.media_decoder import MediaDecoder
from empathylab.ui.sound.media_state import MediaState

#: All of a file is known, so that this adds nothing to the delay: it is what may be late.
_BUFFER_MS = 250
#: A page may name any number of files, one after the other; each reader has threads of its own.
_MOST_READ_AT_ONCE = 8


class QtOutput(QObject):
    """The default device; without one all is taken and nothing sounds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._pipe: QIODevice | None = None

    def start(self, rate_hz: int, channels: int) -> None:
        self.stop()
        form = QAudioFormat()
        form.setSampleRate(rate_hz)
        form.setChannelCount(channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(QMediaDevices.defaultAudioOutput(), form, self)
        self._sink.setBufferSize(rate_hz * channels * SAMPLE_BYTES * _BUFFER_MS // 1000)
        self._pipe = self._sink.start()

    def room(self) -> int:
        return 0 if self._sink is None else self._sink.bytesFree() // self._sink.format().bytesPerFrame()

    def waiting(self) -> int:
        if self._sink is None:
            return 0
        return (self._sink.bufferSize() - self._sink.bytesFree()) // self._sink.format().bytesPerFrame()

    def write(self, samples: bytes) -> None:
        if self._pipe is not None:
            self._pipe.write(samples)

    def stop(self) -> None:
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
        self._sink = self._pipe = None


class MediaPlayer(QObject):
    """Follows the elements of one page at a time. `tell` gets a sentence for each file that is not heard."""

    def __init__(self, parent: QObject, tell: Callable[[str], None], make_output: Callable[[QObject], Output]) -> None:
        super().__init__(parent)
        self._tell, self._make_output = tell, make_output
        self._channels: dict[int, MediaChannel] = {}
        #: None for a file that is being read, or that cannot be.
        self._sounds: dict[str, Sound | None] = {}
        self._decoders: dict[str, MediaDecoder] = {}
        self._waiting: list[str] = []

    def follow(self, state: MediaState) -> None:
        """One element of the page is like this now."""
        if state.element not in self._channels:
            self._channels[state.element] = MediaChannel(self._make_output(self), self._sound_of, self)
        self._channels[state.element].follow(state)

    def end(self) -> None:
        """Silence at once; the page is gone, and so is what was read for it."""
        for channel in self._channels.values():
            channel.stop()
            channel.deleteLater()
        for decoder in self._decoders.values():
            decoder.stop()
        self._channels, self._sounds, self._decoders, self._waiting = {}, {}, {}, []

    def _sound_of(self, file: str) -> Sound | None:
        if file not in self._sounds:
            self._sounds[file] = None
            self._read(file)
        return self._sounds[file]

    def _read(self, file: str) -> None:
        if len(self._decoders) == _MOST_READ_AT_ONCE:
            self._waiting.append(file)
            return
        self._decoders[file] = decoder = MediaDecoder(file, self, lambda: self._held_beside(file))
        decoder.done.connect(lambda sound: self._take(file, sound))
        decoder.failed.connect(lambda why: self._do_without(file, why))
        decoder.start()

    def _held_beside(self, file: str) -> int:
        read = (sound.samples.shape[1] for sound in self._sounds.values() if sound is not None)
        reading = (decoder.length for name, decoder in self._decoders.items() if name != file)
        return int(sum(read) + sum(reading))

    def _do_without(self, file: str, why: str) -> None:
        self._let_go(file)
        self._tell(why)

    def _take(self, file: str, sound: Sound) -> None:
        self._let_go(file)
        self._sounds[file] = sound
        for channel in self._channels.values():
            channel.look_again()

    def _let_go(self, file: str) -> None:
        """The next one has its turn."""
        self._decoders.pop(file).stop()
        if self._waiting:
            self._read(self._waiting.pop(0))
