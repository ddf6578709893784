"""Watches whether anybody is still there; warns over everything during a visit, and tells when they have left."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.station import Station
from empathylab.domain.words import how_many
from empathylab.session.clock import Clock
from empathylab.session.idle import IdleState, IdleWatch
from empathylab.session.stages import Stage
from empathylab.ui.kit import other_screen_reader
from empathylab.ui.visit.screens.closing_screens import THANKS_SECONDS
from empathylab.ui.visit.screens.overlay import CalmOverlay
from empathylab.ui.visit.screens.station_window import StationWindow

#: Somebody who writes on paper, or talks, presses no keys.
PAPER_SECONDS = 480
#: Patience of its own, where the station's does not fit.
_QUIET_SECONDS = {
    Stage.THANKS: THANKS_SECONDS,
    Stage.DELETED: THANKS_SECONDS,
    Stage.PAPER: PAPER_SECONDS,
    Stage.TALK: PAPER_SECONDS,
}
#: At these seconds before the end the warning is said again; every second would be a noise.
SAID_AT_SECONDS = (10, 5)
#: A screen reader that is another program does not tell when it speaks; at its usual rate it says a word in this time.
_WORD_MS = 400


class IdleGuard(QObject):
    """`warned` once for each quiet spell, `left` when nobody came back. Any input is somebody.

    The clock stands still while the lab reads aloud, and for as long as another screen reader takes to read what has
    just come.

    Between visits it looks from the first input on until nobody is there again, so that an empty station rests.
    """

    warned = Signal()
    left = Signal()

    def __init__(self, window: StationWindow, clock: Clock, station: Station) -> None:
        super().__init__(window)
        #: Whether the lab is reading aloud just now.
        self.is_reading: Callable[[], bool] = lambda: False
        self._looked_ms = clock.monotonic_ms()
        self._window, self._clock, self._station = window, clock, station
        self._watch = self._patience(Stage.ATTRACT)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self.last_activity_s = time.monotonic()
        window.view.activity.connect(self.touch)
        # A reader that reads on by itself was told to, by somebody who listens.
        window.view.caption.connect(self.touch)
        window.keys.activity.connect(self.touch)
        window.told.connect(self._give_time_to_read)

    def use(self, station: Station) -> None:
        """This station's patience from the next stage on."""
        self._station = station

    @property
    def is_watching(self) -> bool:
        """Whether it looks whether somebody has left; not at an empty station."""
        return self._timer.isActive()

    def rest(self) -> None:
        """No visit is under way, and nobody has done anything yet."""
        self._watch = self._patience(Stage.ATTRACT)
        self._timer.stop()
        self._window.lay_over(None)

    def touch(self) -> None:
        """Somebody did something."""
        self._begin_anew()
        self._window.lay_over(None)

    def enter(self, stage: Stage) -> None:
        """Another stage of a visit, which may have its own patience; its screen is shown before a warning is gone."""
        self._watch = self._patience(stage)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._looked_ms = self._clock.monotonic_ms()
        self._watch.touch(self._looked_ms)
        self.last_activity_s = time.monotonic()
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """Once a second: warn, or tell that they have left."""
        now_ms, before_ms = self._clock.monotonic_ms(), self._looked_ms
        self._looked_ms = now_ms
        if self.is_reading():
            self._watch.hold(now_ms - before_ms)
        state = self._watch.state(now_ms)
        if state is IdleState.LEFT:
            self.left.emit()
        elif state is IdleState.WARNING:
            self._warn(self._watch.seconds_left(now_ms))

    def _give_time_to_read(self, words: str) -> None:
        if other_screen_reader.is_running():
            self._watch.hold(_WORD_MS * len(words.split()))

    def _patience(self, stage: Stage) -> IdleWatch:
        """Between visits there is no warning: nothing is lost. At the thank-you the page to keep would be."""
        is_in_visit = stage not in (Stage.ATTRACT, Stage.DELETED)
        warning_ms = self._station.idle_warning_seconds * 1000 if is_in_visit else 0
        quiet_s = _QUIET_SECONDS.get(stage, self._station.idle_seconds)
        return IdleWatch(quiet_s * 1000, warning_ms, self._clock.monotonic_ms())

    def _warn(self, seconds: int) -> None:
        words = f"Press any key to go on. In {how_many(seconds, 'second')} the lab starts again for the next person."
        overlay = self._window.overlay
        if isinstance(overlay, CalmOverlay):
            overlay.show_words(words)
            if seconds in SAID_AT_SECONDS:
                overlay.say(f"{how_many(seconds, 'second')} left. Press any key to go on.")
        elif overlay is None:
            self._window.lay_over(CalmOverlay(self._window, "Are you still there?", words))
            self.warned.emit()
