"""Your own profile: somebody measures their own sight and hands, and takes away the one file that says so."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

from empathylab.domain.errors import LabError
from empathylab.files.own_profile import CONSENT, OwnProfile, write_profile
from empathylab.motor.own_hands import KeyErrors
from empathylab.ui.facilitator.controls.choice import tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import FolderChoice
from empathylab.ui.facilitator.controls.form_controls import NOT_SAVED, Page, field, put, say
from empathylab.ui.facilitator.setup.own_lines import OwnLines
from empathylab.ui.facilitator.setup.own_profile_words import hands_words, sight_words
from empathylab.ui.facilitator.setup.own_rings import OwnRings
from empathylab.ui.keys.clock import InputClock
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.measured_screen import calibration_of, why_not_calibrated
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text
from empathylab.ui.visit.screens.keep_places import places
from empathylab.vision import Viewing
from empathylab.vision.own_sight import OwnSight, finest_logmar

_LEAD = "Measure your own sight and hands, for a file that only you hold. The lab keeps nothing of it."
_NO_TEST = "It takes about ten minutes. It is no eye test: one screen, in the light of this room."
_THEIRS = (
    "The file is yours. To withdraw it, delete it; from a lab folder the page “Content of your own” removes it.",
    "Put it into the folder “personas” of a lab folder only if visitors may wear it. Their records say what they wore.",
)


class OwnProfilePage(Page):
    """Four parts, one at a time: what to measure, rings, lines, and the file. Whoever leaves it leaves nothing."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], object],
        *,
        on_back: Callable[[], object] | None = None,
        rng: random.Random | None = None,
        clock: InputClock | None = None,
    ) -> None:
        super().__init__("Your own profile", _LEAD, on_back=on_back)
        self._desk = desk
        self._sight: OwnSight | None = None
        self._hands: KeyErrors | None = None
        self._is_warned = False
        self.wants_sight, self.wants_hands = tick("My sight: small and pale rings"), tick("My hands: lines to copy")
        self.screen_words = text("", "quiet")
        self.measure_button = button("Measure this screen", lambda: go("screen"))
        self.rings, self.lines = OwnRings(rng or random.Random()), OwnLines(clock)
        self.found = text("")
        self.name = TextField()
        self.signed = tick("I sign this.", is_on=False, hint=CONSENT)
        self.folder = FolderChoice("Where to write it: a stick of yours, best of all", places()[0].folder)
        self.choice, self.result = self._choice_card(), self._result_card()
        self.start_button = button("Start", self.start, "main")
        self.more_button = button("Copy more lines", self.copy_more)
        self.save_button = button("Write my file", self.save, "main")
        self.stop_button = button("Stop: nothing is kept", self.stop)
        self._parts = (self.choice, self.rings, self.lines, self.result)
        self._lay_out()
        self._listen()
        self._show_part(self.choice)

    def _lay_out(self) -> None:
        for part in (*self._parts, self.said):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for control in (self.start_button, self.save_button, self.more_button, self.stop_button):
            self.add_action(control)

    def _listen(self) -> None:
        self.rings.done.connect(self._take_sight)
        for asked in (self.rings.view, self.lines.pad):
            asked.stopped.connect(self.stop)
        self.lines.done.connect(self._take_hands)
        self.wants_sight.toggled.connect(self._tell_screen)
        self.wants_hands.toggled.connect(self._tell_screen)

    def _choice_card(self) -> Card:
        card = Card.titled("What do you want to measure?", text(_NO_TEST), self.wants_sight, self.wants_hands)
        card.box.addWidget(self.screen_words)
        card.box.addWidget(self.measure_button, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _result_card(self) -> Card:
        card = Card.titled("What was measured", self.found, *(text(words, "small") for words in _THEIRS))
        card.box.addLayout(field("A name for the file", self.name, "It stands in the file, and nowhere in the lab."))
        card.box.addWidget(said_elsewhere(text(CONSENT, "subtitle")))
        card.box.addWidget(self.signed)
        card.box.addWidget(self.folder)
        return card

    # --- one part at a time -------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_screen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock: what was measured is nobody else's to find."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()
            say(self.said, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops at any time, and goes back where there is nothing to stop."""
        if event.key() == Qt.Key.Key_Escape and self.choice.isHidden():
            self.stop()
        else:
            super().keyPressEvent(event)

    @property
    def is_unsaved(self) -> bool:
        """Ten minutes of somebody's, until the file is written."""
        return not self.result.isHidden()

    def may_leave(self) -> bool:
        """What was measured goes at the second press only: whoever measures their hands may miss a key."""
        if not self.is_unsaved or self._is_warned:
            return True
        self._is_warned = True
        self.tell(NOT_SAVED, "bad")
        return False

    def _show_part(self, shown: Card) -> None:
        for part in self._parts:
            part.setVisible(part is shown)
        self.start_button.setVisible(shown is self.choice)
        self.stop_button.setVisible(shown is not self.choice)
        self.save_button.setVisible(shown is self.result)
        self.more_button.setVisible(shown is self.result and self._hands is not None)

    def _tell_screen(self) -> None:
        why_not = why_not_calibrated(self._desk.settings, self.screen())
        unmeasured = f"Sight needs a measured screen. {why_not} Measure it first, or leave sight out."
        finest = f"The finest ring that this screen can draw is {finest_logmar(self._viewing()):.2f} logMAR."
        put(
            self.screen_words,
            unmeasured if why_not else finest,
        )
        self.measure_button.setVisible(bool(why_not))
        is_possible = self.wants_hands.isChecked() or self.wants_sight.isChecked()
        self.start_button.setEnabled(is_possible and not (why_not and self.wants_sight.isChecked()))

    def _viewing(self) -> Viewing:
        return Viewing.from_calibration(calibration_of(self._desk.settings, self.screen()))

    def start(self) -> None:
        """Sight first, where it is wanted."""
        say(self.said, "")
        if not self.wants_sight.isChecked():
            self._copy(None)
            return
        self._show_part(self.rings)
        self.rings.start(self._viewing())
        self.rings.view.setFocus()
        self.bring_into_sight(self.rings.view)

    def _take_sight(self, sight: OwnSight) -> None:
        self._sight = sight
        if self.wants_hands.isChecked():
            self._copy(None)
        else:
            self._show_result()

    def copy_more(self) -> None:
        """The same lines once more, counted together."""
        self._copy(self._hands)

    def _copy(self, before: KeyErrors | None) -> None:
        self._show_part(self.lines)
        self.lines.start(before)
        self.lines.pad.setFocus()
        self.bring_into_sight(self.lines.pad)

    def _take_hands(self, hands: KeyErrors) -> None:
        self._hands = hands
        self._show_result()

    def _show_result(self) -> None:
        self._is_warned = False
        say(self.said, "")
        put(self.found, " ".join(self._found_words()))
        self._show_part(self.result)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _found_words(self) -> Iterator[str]:
        if self._sight is not None:
            yield from sight_words(self._sight)
        if self._hands is not None:
            yield from hands_words(self._hands)

    def stop(self) -> None:
        """Nothing of it is kept."""
        if not self.may_leave():
            return
        self._forget()
        say(self.said, "Stopped. Nothing was kept.", "quiet")
        self.start_button.setFocus()

    def _forget(self) -> None:
        self._sight = self._hands = None
        self.rings.forget()
        self.lines.forget()
        put(self.found, "")
        self.name.clear()
        self.signed.setChecked(False)
        self._show_part(self.choice)

    def save(self) -> None:
        """Write the one file, and forget what is in it."""
        name = self.name.text().strip()
        if not (name and self.signed.isChecked()):
            say(self.said, "Give it a name, and sign it with the tick.", "bad")
            (self.signed if name else self.name).setFocus()
            return
        profile = OwnProfile(name, datetime.now().astimezone().date(), self._sight, self._hands)
        try:
            folder = write_profile(profile, self.folder.folder).parent
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._forget()
        say(self.said, f"Written to {folder}. Take it with you: there is no other copy, and the lab has forgotten it.")
        self.start_button.setFocus()
