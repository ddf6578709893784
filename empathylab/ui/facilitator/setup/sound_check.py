"""The page that checks whether people can hear the lab: it plays a soft phrase and asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from empathylab.domain.errors import LabError
from empathylab.ui.facilitator.controls.form_controls import Page, flow, say
from empathylab.ui.kit.widgets import Card, button, text

#: How the list of set-up tells it.
HEARD, NOT_HEARD = "Heard today", "Not heard"


class SoundCheckPage(Page):
    """`play` starts the sound and returns at once; it raises LabError when there is nothing to play it on."""

    heard = Signal(bool)

    def __init__(self, play: Callable[[], object] | None, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Sound", "Whoever hears a voice, a film or a call needs it.", on_back=on_back)
        self._play = play
        self.body.addWidget(
            Card(
                text("Plug in headphones and set the volume low.", "subtitle"),
                text("Headphones keep the room calm. The lab starts softly and never gets loud."),
            )
        )
        self.play_button = button("Play the phrase", self.play, "main")
        self.body.addWidget(flow(self.play_button))
        self.question = text("Did you hear a calm voice in both ears?", "subtitle")
        self.yes_button = button("Yes, clearly", lambda: self._answer(True))
        self.no_button = button("No", lambda: self._answer(False))
        self.body.addWidget(self.question)
        self.body.addWidget(flow(self.yes_button, self.no_button))
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def play(self) -> None:
        """Play once more, as often as wanted."""
        if self._play is None:
            say(self.said, "There is no sound on this computer. Captions and the log take its place.", "bad")
            return
        try:
            self._play()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, "Playing…", "quiet")

    def _answer(self, is_heard: bool) -> None:
        if is_heard:
            say(self.said, "Good. Sound works.")
        else:
            words = "Check that the headphones are in the right socket, that the sound is not muted, and play it again."
            say(self.said, words, "bad")
        self.heard.emit(is_heard)
