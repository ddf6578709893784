"""The sound of one element of a page, in step with its picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from empathylab.hearing import SIMULATIONS
from empathylab.hearing.heard_sound import HeardSound, Sound
from empathylab.ui.sound.media_state import MediaState

#: Further from the picture than this the sound begins anew beside it.
MOST_LAG_S = 0.05
#: A page that has not told of itself for so long hangs or is gone.
_PATIENCE_MS = 1_500
_PERIOD_MS = 10
AT_ONCE_S = 0.02
#: What the engine can play; at other speeds it is silent itself.
_SLOWEST, _FASTEST = 0.25, 4.0


class Output(Protocol):
    """A sound device that samples are written to; lengths are in samples of one channel."""

    def start(self, rate_hz: int, channels: int) -> None:
        """From nothing, in place of what is sounding."""

    def room(self) -> int:
        """How many it takes now."""

    def waiting(self) -> int:
        """How many it has and has not played yet."""

    def write(self, samples: bytes) -> None:
        """16 bits each, the channels in turn."""

    def stop(self) -> None:
        """Silence at once."""


class MediaChannel(QObject):
    """Follows what the page tells of one element; `sound_of` gives the sound of a file as soon as it is read."""

    def __init__(self, output: Output, sound_of: Callable[[str], Sound | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._output, self._sound_of = output, sound_of
        self._state: MediaState | None = None
        self._playing: tuple[object, ...] = ()
        self._sound: Sound | None = None
        self._heard: HeardSound | None = None
        self._began_s, self._written, self._at_once = 0.0, 0, 1
        self._feeding = QTimer(self, interval=_PERIOD_MS, timerType=Qt.TimerType.PreciseTimer)
        self._feeding.timeout.connect(self._feed)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.stop)

    def follow(self, state: MediaState) -> None:
        """The element is like this now."""
        self._state, sound = state, self._sound_of(state.file)
        if not state.is_playing or sound is None or not _SLOWEST <= state.rate <= _FASTEST:
            self.stop()
            return
        self._patience.start()
        if _how(state) != self._playing or abs(state.now_s() - self._at_s()) > MOST_LAG_S:
            self._begin(state, sound)

    def look_again(self) -> None:
        """A file has been read."""
        if self._state is not None:
            self.follow(self._state)

    def stop(self) -> None:
        """Silence at once."""
        self._feeding.stop()
        self._patience.stop()
        if self._playing:
            self._output.stop()
        self._playing, self._heard = (), None

    def _at_s(self) -> float:
        """Where in the file what is heard now comes from; its end, once all has been played."""
        assert self._sound is not None
        assert self._state is not None
        played = max(0, self._written - self._output.waiting()) / self._sound.rate_hz
        at_s = self._began_s + played * self._state.rate
        return at_s if self._heard is not None else max(at_s, self._state.now_s())

    def _begin(self, state: MediaState, sound: Sound) -> None:
        """From where the element was when it told: what a message takes on its way is no word lost."""
        now_s = state.now_s()
        self._began_s = state.at_s if now_s - state.at_s <= MOST_LAG_S / 2 else now_s
        self._playing, self._sound, self._written = _how(state), sound, 0
        self._at_once = round(sound.rate_hz * AT_ONCE_S)
        self._heard = HeardSound(sound, SIMULATIONS.worn(state.worn), self._began_s, state.rate, state.volume)
        self._output.start(sound.rate_hz, len(sound.samples))
        self._feeding.start()
        self._feed()

    def _feed(self) -> None:
        """As much as there is room for, a little at a time: the first of it sounds while the rest is made."""
        while self._heard is not None and (room := self._output.room()) > 0:
            samples = self._heard.take(min(room, self._at_once))
            self._written += len(samples)
            self._output.write(samples.tobytes())
            if not len(samples):
                self._heard = None
                self._feeding.stop()


def _how(state: MediaState) -> tuple[object, ...]:
    """What the sound has to be made anew for."""
    return state.file, state.rate, state.volume, state.worn
