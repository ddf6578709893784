"""Setting how loud the lab is by a voice, as a screen is measured with a bank card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QHideEvent, QShowEvent

from empathylab.domain.errors import LabError
from empathylab.files.setup import LiveSetUp
from empathylab.ui.facilitator.controls.form_controls import Page, flow, live_text, say, say_if_new
from empathylab.ui.kit.widgets import Card, button, text
from empathylab.ui.sound.set_loudness import TalkingVoice, why_not_set

_HOLDS = (
    "It holds for this device. The lab cannot see the volume: set it anew if it was moved, or if the "
    "headphones are others."
)


class LoudnessPage(Page):
    """Play, turn the computer's own volume, say that it is right. Each device is remembered on its own."""

    def __init__(
        self, setup: LiveSetUp, voice: TalkingVoice | None, *, on_back: Callable[[], object] | None = None
    ) -> None:
        lead = "So that a loss of hearing is as strong as it says. It takes half a minute."
        super().__init__("Set how loud it is", lead, on_back=on_back)
        self._setup, self._voice = setup, voice
        self.now = live_text()
        self.play_button = self.first = button("Play the voice", self.play)
        self.stop_button = button("Stop it", self.stop)
        self.body.addWidget(self.now)
        self.body.addWidget(self._steps())
        self.body.addStretch(1)
        self.save_button = button("As loud as somebody talking to me", self.save, "main")
        self.add_action(self.save_button)
        self.add_action(self.said)

    def _steps(self) -> Card:
        return Card(
            text("1. Put on the headphones that visitors will use, and play the voice.", "subtitle"),
            text("It talks on until you stop it. Begin with the volume low.", "small"),
            flow(self.play_button, self.stop_button),
            text("2. Turn the computer's volume until it is as loud as somebody talking to you.", "subtitle"),
            text("Think of a friend across a small table. That is 65 dB SPL.", "small"),
            text("3. Say that it is right, and leave the volume alone.", "subtitle"),
            text(_HOLDS, "small"),
        )

    def play(self) -> None:
        """From the beginning, over and over."""
        if self._voice is None:
            say(self.said, "There is no sound on this computer.", "bad")
            return
        try:
            self._voice.start()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        say(self.said, "Talking…", "quiet")

    def stop(self) -> None:
        if self._voice is not None:
            self._voice.stop()
        say(self.said, "")

    def save(self) -> None:
        """Remember that the volume is right, for the device that is there now."""
        device = None if self._voice is None else self._voice.device
        if device is None:
            say(self.said, "There is no sound device, so nothing was set. Plug in headphones.", "bad")
            return
        self.stop()
        today = datetime.now().astimezone().date().isoformat()
        try:
            self._setup.change(loudness_set={**self._setup.settings.loudness_set, device.id: today})
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._show_now()
        self.tell_saved(f"the volume is right on {device.name}")

    def _show_now(self) -> None:
        why_not = why_not_set(self._setup.settings, None if self._voice is None else self._voice.device)
        now = f"Not calibrated. {why_not}" if why_not else "The volume was set for this device."
        say_if_new(self.now, now, "quiet")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_now()

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop()
        super().hideEvent(event)
