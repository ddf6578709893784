"""The program that holds the sound device, in a process of its own: `python -m empathylab.ui.sound.sound_player`.

A sound server that goes away takes its clients with it: libpulse aborts the process that plays next. Here that costs
one phrase its sound and no visitor their visit.

In: a header for each command, `PLAY` followed by its samples. Out: a line of JSON for each thing to tell:
`{"has_device": bool, "device": {"id", "name"}}` first and on each change, `{"finished": token}` for a phrase played to
its end, `{"unheard": sentence}` for a file of a page whose sound is not played.
"""

from __future__ import annotations

import json
import sys
import threading
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtMultimedia import QMediaDevices

from empathylab.speech.wav import Wav
from empathylab.ui.sound.qt_sink import QtSink, has_device
from empathylab.ui.sound.sound_link import CLOSE, END_MEDIA, FOLLOW_MEDIA, HEADER, PLAY, STOP

if TYPE_CHECKING:
    from empathylab.ui.sound.media_player import MediaPlayer


class Commands(QObject):
    """Reads commands in a thread of its own, so that it works with pipes on every platform."""

    play = Signal(int, object, object)
    stop = Signal(int)
    close = Signal(int)
    follow_media = Signal(bytes)
    end_media = Signal()
    ended = Signal()

    def begin(self, source: BinaryIO) -> None:
        threading.Thread(target=self._read, args=(source,), name="sound-commands", daemon=True).start()

    def _read(self, source: BinaryIO) -> None:
        while len(header := source.read(HEADER.size)) == HEADER.size:
            what, channel, token, rate_hz, size = HEADER.unpack(header)
            content = source.read(size) if size else b""
            if what == PLAY:
                self.play.emit(channel, token, Wav(content, rate_hz))
            else:
                self._tell(what, channel, content)
        self.ended.emit()

    def _tell(self, what: int, channel: int, content: bytes) -> None:
        if what == STOP:
            self.stop.emit(channel)
        elif what == CLOSE:
            self.close.emit(channel)
        elif what == FOLLOW_MEDIA:
            self.follow_media.emit(content)
        elif what == END_MEDIA:
            self.end_media.emit()


class SoundPlayer(QObject):
    """One sink for each channel, on the default device."""

    def __init__(self) -> None:
        super().__init__()
        self._sinks: dict[int, QtSink] = {}
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._device_changed)

    def play(self, channel: int, token: int, wav: Wav) -> None:
        sink = self._sinks.setdefault(channel, QtSink())
        sink.on_finished = lambda played: _tell({"finished": played})
        sink.play(wav, token)

    def stop(self, channel: int) -> None:
        if channel in self._sinks:
            self._sinks[channel].stop()

    def close(self, channel: int) -> None:
        if channel in self._sinks:
            self._sinks.pop(channel).close()

    @cached_property
    def media(self) -> MediaPlayer:
        """What it stands on is imported when a page has sound: until then the player is there sooner, and smaller."""
        from empathylab.ui.sound.media_player import MediaPlayer, QtOutput

        return MediaPlayer(self, lambda why: _tell({"unheard": why}), QtOutput)

    def follow_media(self, told: bytes) -> None:
        from empathylab.ui.sound.media_state import MediaState

        self.media.follow(MediaState.from_bytes(told))

    def end_media(self) -> None:
        self.media.end()

    def _device_changed(self) -> None:
        """The next phrase goes to what is the default device by then."""
        for channel in list(self._sinks):
            self.close(channel)
        _tell(_device())


def _device() -> dict[str, object]:
    """Whether there is one, and which is the default."""
    default = QMediaDevices.defaultAudioOutput()
    named = {"id": bytes(default.id().data()).decode(errors="replace"), "name": default.description()}
    return {"has_device": has_device(), "device": None if default.isNull() else named}


def _tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Play until the other end of the pipe is closed."""
    app = QCoreApplication(sys.argv)
    player, commands = SoundPlayer(), Commands()
    commands.play.connect(player.play)
    commands.stop.connect(player.stop)
    commands.close.connect(player.close)
    commands.follow_media.connect(player.follow_media)
    commands.end_media.connect(player.end_media)
    commands.ended.connect(app.quit)
    _tell(_device())
    commands.begin(sys.stdin.buffer)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
