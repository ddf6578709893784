"""The strip above the real live view while a rehearsal plays: what is seen in the room, and the way on."""

from __future__ import annotations

import random
import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from empathylab.domain.keys import KeyPress
from empathylab.domain.live import StationStatus
from empathylab.domain.what_to_say import Deed, HardMoment
from empathylab.domain.words import how_many
from empathylab.files.leading import load_what_to_say
from empathylab.files.library import Library
from empathylab.session.rehearsal import Rehearsal
from empathylab.ui.facilitator.controls.form_controls import beside, flow, live_text, say
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import button, column, text

#: No station has this id: whatever is ordered for it reaches none.
STAND_IN = "rehearsal"
_NEXT_KEY = "N"
#: So long all went well before the last key.
_HAD_GONE_ON_S = 25
_MORE_TO_DO = "Those are the words. There is something to do as well."
_OTHER_WORDS = "Not yet: those words are for another moment."
_OTHER_DEED = "Not yet: something else is needed here."


class _Counted(InputHandler):
    """Counts keys, and takes none."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal

    def key(self, press: KeyPress) -> bool:
        if press.is_down and not press.is_repeat and not press.is_modifier:
            self._rehearsal.press_key()
        return False


class RehearsalStrip(NamedGroup):
    """`status_changed`: the stand-in for what the live view shows. `ended` once all moments are played."""

    status_changed = Signal(object)
    ended = Signal()
    left = Signal()

    def __init__(self, library: Library, chance: random.Random) -> None:
        super().__init__("Rehearsal")
        moments = load_what_to_say(library).moments
        self.rehearsal = Rehearsal(moments, time.monotonic, chance)
        self._counted = _Counted(self.rehearsal)
        self._persona = next(iter(library.personas), "")
        self.place, self.scene, self.told = text("", "small"), live_text(), live_text()
        self.next_button = button(f"Next visitor ({_NEXT_KEY})", self.go_on, "small")
        # A button's own short cut acts a tenth of a second late, after the next key of somebody quick.
        QShortcut(QKeySequence(_NEXT_KEY), self, self.go_on)
        self.leave_button = button("Leave the rehearsal", self.left.emit, "small")
        box = QVBoxLayout(self)
        side = theme.current().gap(48)
        box.setContentsMargins(side, 14, side, 10)
        words = column(self.place, self.scene, self.told, space=6)
        box.addLayout(beside(words, flow(self.next_button, self.leave_button), weights=(1, 0)))

    def begin(self) -> None:
        """The first one comes; keys pressed in its window are counted."""
        if (handle := self.window().windowHandle()) is not None:
            WindowInput.of(handle).put(Place.TASK, self._counted)
        self._play()

    def end(self) -> None:
        """Count no longer."""
        if (handle := self.window().windowHandle()) is not None:
            WindowInput.of(handle).take_away(self._counted)

    def _play(self) -> None:
        moment = self.rehearsal.moment
        if moment is None:
            self.ended.emit()
            return
        count = len(self.rehearsal.moments)
        self.place.setText(f"Rehearsal, {len(self.rehearsal.played) + 1} of {count}. Nobody is here, nothing is kept.")
        say(self.told, "")
        say(self.scene, moment.scene.see, "subtitle")
        self.status_changed.emit(self._status(moment))

    def _status(self, moment: HardMoment) -> StationStatus:
        scene, now = moment.scene, time.monotonic()
        since = now - scene.still_s
        return StationStatus(
            station=STAND_IN,
            station_name="Rehearsal",
            personas=(self._persona,),
            stage=scene.stage,
            run=scene.run,
            stage_seconds_at=since - _HAD_GONE_ON_S,
            last_activity=since,
            note=scene.see,
        )

    def look_up(self, words_id: str) -> None:
        """Words were looked up."""
        moment = self.rehearsal.moment
        self.rehearsal.look_up(words_id)
        self._tell(_MORE_TO_DO if moment is not None and moment.id == words_id else _OTHER_WORDS)

    def do(self, deed: Deed) -> None:
        """Something was ordered in the live view."""
        self.rehearsal.do(deed)
        self._tell(_OTHER_DEED)

    def _tell(self, not_yet: str) -> None:
        right = self.rehearsal.right
        if right is None:
            say(self.told, not_yet, "quiet")
        else:
            say(self.told, f"✓ That is it: {how_many(right.keys, 'key')}, {how_many(round(right.seconds), 'second')}.")

    def go_on(self) -> None:
        """To the next visitor, whether or not the right thing was done."""
        self.rehearsal.go_on()
        self._play()
