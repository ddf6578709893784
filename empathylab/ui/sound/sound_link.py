"""The lab's end of the sound player: sinks whose phrases always end, whatever becomes of the device."""

from __future__ import annotations

import itertools
import json
import os
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import empathylab
from empathylab.domain.calibration import SoundDevice
from empathylab.speech.sink import FinishedCallback
from empathylab.speech.wav import Wav

COMMAND = (sys.executable, "-m", "empathylab.ui.sound.sound_player")
#: What to do, on which channel, the phrase's token, samples a second, bytes of samples (of a `MediaState`) that follow.
HEADER = struct.Struct("<BHQII")
PLAY, STOP, CLOSE, FOLLOW_MEDIA, END_MEDIA = 1, 2, 3, 4, 5

_START_PATIENCE_MS = 10_000
#: A phrase that should long be over is taken for played: its device went away and did not say so.
_GRACE_MS = 1_000
#: Before a player that died is started anew: so long at first, twice as long each time that there is no device.
_FIRST_PAUSE_MS, _LONGEST_PAUSE_MS = 500, 60_000


class PlayerLink(QObject):
    """Keeps one player running for all sinks. One that dies is started anew; its phrases go on in silence.

    `unheard`: a sentence for each file of a page whose sound is not played. `device_changed`: sound goes elsewhere now.
    """

    unheard = Signal(str)
    device_changed = Signal()

    def __init__(self, parent: QObject | None = None, command: Sequence[str] = COMMAND) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._has_device: bool | None = None
        self._device: SoundDevice | None = None
        self._has_died = False
        self._pause_ms = _FIRST_PAUSE_MS
        self._tokens = itertools.count(1)
        self._sinks: dict[int, PlayerSink] = {}
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start)
        self._process = QProcess(self)
        self._process.setProcessEnvironment(own_environment())
        # It speaks there of what it does without.
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.stateChanged.connect(self._state_changed)
        self._start()

    @property
    def has_device(self) -> bool:
        """Whether there is something to hear with now; waits for the player's first word, once."""
        while self._has_device is None and self._process.waitForReadyRead(_START_PATIENCE_MS):
            self._read()
        return bool(self._has_device)

    @property
    def device(self) -> SoundDevice | None:
        """What there is to hear with now."""
        return self._device if self.has_device else None

    @property
    def pid(self) -> int:
        return self._process.processId()

    def sink(self) -> PlayerSink:
        """A sink of its own; several may sound at once."""
        channel = len(self._sinks) + 1
        self._sinks[channel] = PlayerSink(self, channel)
        return self._sinks[channel]

    def send(self, what: int, channel: int = 0, token: int = 0, rate_hz: int = 0, content: bytes = b"") -> bool:
        """Hand a command over; False when nobody would hear it."""
        if not self._has_device:
            return False
        self._process.write(HEADER.pack(what, channel, token, rate_hz, len(content)) + content)
        return True

    def next_token(self) -> int:
        """A number that no phrase of any sink has had."""
        return next(self._tokens)

    def close(self) -> None:
        """End the player; it goes by itself when its pipe is closed."""
        self._process.blockSignals(True)
        self._again.stop()
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(_GRACE_MS):
            self._process.kill()
            self._process.waitForFinished(_GRACE_MS)

    def _start(self) -> None:
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._command[0], list(self._command[1:]))
        else:
            # It found no device when it started, and a dead server's clients never learn of the next one.
            self._process.kill()

    def _state_changed(self, state: QProcess.ProcessState) -> None:
        if state is QProcess.ProcessState.NotRunning:
            self._has_device, self._has_died = False, True
            self._try_again()

    def _try_again(self) -> None:
        self._again.start(self._pause_ms)
        self._pause_ms = min(2 * self._pause_ms, _LONGEST_PAUSE_MS)

    def _read(self) -> None:
        while self._process.canReadLine():
            said = json.loads(bytes(self._process.readLine().data()))
            if "finished" in said:
                for sink in self._sinks.values():
                    sink.played(said["finished"])
            elif "unheard" in said:
                self.unheard.emit(said["unheard"])
            else:
                self._learn(said["has_device"])
                self._meet(SoundDevice(**said["device"]) if said.get("device") else None)

    def _meet(self, device: SoundDevice | None) -> None:
        before, self._device = self._device, device
        if device is not None and before is not None and device != before:
            self.device_changed.emit()

    def _learn(self, has_device: bool) -> None:
        self._has_device = has_device
        if has_device:
            self._pause_ms = _FIRST_PAUSE_MS
            self._again.stop()
        elif self._has_died:
            self._try_again()


class PlayerSink(QObject):
    """A `speech.sink.Sink`. A phrase that nobody can hear takes its time all the same, so that captions can be read."""

    def __init__(self, link: PlayerLink, channel: int) -> None:
        super().__init__(link)
        self.on_finished: FinishedCallback | None = None
        self._link, self._channel = link, channel
        self._playing: tuple[int, int] | None = None
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._over)

    def play(self, wav: Wav, token: int) -> None:
        """Play from the beginning, in place of what is playing."""
        self._playing = (self._link.next_token(), token)
        is_heard = self._link.send(PLAY, self._channel, self._playing[0], wav.rate_hz, wav.pcm)
        self._end.start(round(wav.duration_ms) + (_GRACE_MS if is_heard else 0))

    def stop(self) -> None:
        """Silence at once."""
        if self._playing is not None:
            self._playing = None
            self._end.stop()
            self._link.send(STOP, self._channel)

    def close(self) -> None:
        """Silence, and give the device back."""
        self.stop()
        self._link.send(CLOSE, self._channel)

    def played(self, player_token: int) -> None:
        """The player has played a phrase to its end."""
        if self._playing is not None and self._playing[0] == player_token:
            self._over()

    def _over(self) -> None:
        playing, self._playing = self._playing, None
        self._end.stop()
        if playing is not None and self.on_finished is not None:
            self.on_finished(playing[1])


def own_environment() -> QProcessEnvironment:
    """The player finds this very package, wherever the lab was started."""
    environment = QProcessEnvironment.systemEnvironment()
    paths = [str(Path(empathylab.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    return environment
