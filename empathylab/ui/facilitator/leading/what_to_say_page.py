"""What to say, one key from the live view: a number or a letter shows the words, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from empathylab.domain.what_to_say import Deed, HardMoment, Script
from empathylab.files.leading import load_what_to_say
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, flow, live_text, say
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import Card, button, clear, column, text

DEED_WORDS = {Deed.HELP: "Offer help", Deed.RESET: "Reset", Deed.END: "End visit"}
#: Who is in a visit now: a station's id → its name.
Visits = Callable[[], Mapping[str, str]]
#: The words are read at a glance: in less they would be a strip of two or three a line.
_LEAST_PX = 420


class AnswerCard(Card):
    """What is said and what is done; read whole to whoever listens. `do` carries a deed out at a station."""

    def __init__(self, do: Callable[[str, Deed], object]) -> None:
        super().__init__(space=14)
        self._do = do
        self.setMinimumWidth(theme.current().px(_LEAST_PX))
        self._told: list[str] = []
        self.deeds: list[QPushButton] = []
        self.done = live_text()

    def show_words(self, shown: Script | HardMoment, visits: Mapping[str, str]) -> None:
        """Put these words here; a deed has one button for each visit under way."""
        clear(self.box)
        said = theme.with_keys(shown.say)
        self.deeds, self._told = [], [said, *(shown.do if isinstance(shown, HardMoment) else ())]
        self.box.addWidget(said_elsewhere(text(shown.title, "title")))
        self.box.addWidget(said_elsewhere(text(f"“{said}”", "lead")))
        if isinstance(shown, HardMoment):
            self._add_deeds(shown, visits)
            self.box.addLayout(column(*(text(f"• {each}") for each in shown.do), space=8))
        self.box.addStretch(1)
        self.be_read_whole(shown.title)
        self.describe()

    def _texts(self) -> list[str]:
        """Known before the labels, which are put in their place a little later, can be looked at."""
        return self._told

    def _add_deeds(self, moment: HardMoment, visits: Mapping[str, str]) -> None:
        if moment.deed is None:
            return
        for station, name in visits.items():
            made = button(f"{DEED_WORDS[moment.deed]}: {name}", partial(self._do, station, moment.deed), "main")
            self.deeds.append(made)
        self.done = live_text()
        self.box.addWidget(flow(*self.deeds))
        self.box.addWidget(self.done)


class WhatToSayPage(Page):
    """`shown` carries the id of what is looked at, `command` a station's id and a deed."""

    shown = Signal(str)
    command = Signal(str, Deed)

    def __init__(self, desk: Desk, visits: Visits, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("What to say", on_back=on_back)
        words = load_what_to_say(desk.library)
        self._keys, self._visits = words.by_key, visits
        self.answer = AnswerCard(self._do)
        self.choices = {each.id: self._choice(key, each) for key, each in self._keys.items()}
        moments = [self.choices[each.id] for each in words.moments]
        half = (len(moments) + 1) // 2
        columns = [column(*some, None, space=4) for some in (moments[:half], moments[half:])]
        # In two columns all are in sight on a small screen too, and below the strip of a rehearsal.
        self.body.addLayout(beside(self.answer, beside(*columns), weights=(1, 0)))
        for script in words.scripts:
            self.add_action(self.choices[script.id])
        self._at_first = words.scripts[0]

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing of the last moment is left: what ended one visit does not lie under the keyboard in the next."""
        super().showEvent(event)
        self.answer.show_words(self._at_first, {})
        self.first = self.answer

    def _choice(self, key: str, shown: Script | HardMoment) -> QPushButton:
        made = button(f"{key}  {shown.title}", lambda: self.show_words(shown), "small")
        made.setAccessibleName(f"{shown.title}, key {key}")
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number or a letter shows its words, wherever the keyboard is on the page."""
        shown = self._keys.get(event.text().upper())
        if shown is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.show_words(shown)

    def show_words(self, shown: Script | HardMoment) -> None:
        """Show them, with the keyboard at what can be done about it, else at the words."""
        self.answer.show_words(shown, self._visits())
        self.shown.emit(shown.id)
        self.first = self.answer.deeds[0] if self.answer.deeds else self.answer
        QTimer.singleShot(0, self, self.take_focus)

    def _do(self, station: str, deed: Deed) -> None:
        name = self._visits().get(station, station)
        self.command.emit(station, deed)
        say(self.answer.done, f"{name}: {DEED_WORDS[deed].lower()}, done.", "quiet")
