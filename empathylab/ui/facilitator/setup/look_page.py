"""How the lab itself looks on this machine: text size, contrast, motion."""

from __future__ import annotations

from collections.abc import Callable

from empathylab.domain.errors import LabError
from empathylab.domain.words import percent
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, say
from empathylab.ui.facilitator.setup.set_up_words import look_words
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button, text

_MOTION_WORDS = (
    "The lab's own screens never move. Off: what is lost to sight leaps to where one looks, without gliding. "
    "From the next start on, pages are asked to stand still, too."
)
_KEYS_WORDS = "Both always work. Where F-keys need Fn as well, as on many laptops, show the others."


class LookPage(Page):
    """Everybody at this machine, visitors too, gets the lab as it is set here."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Text size and contrast", "For the lab itself, not for the simulations.", on_back=on_back)
        self._desk = desk
        now = desk.settings
        sizes = [(scale, percent(scale)) for scale in theme.TEXT_SCALES]
        self.scale = Choice("Text size", sizes, now.text_scale)
        self.contrast = Choice("Contrast", [(False, "Standard"), (True, "High contrast")], now.has_high_contrast)
        self.motion = Choice("Movement on the screen", [(True, "On"), (False, "Off")], now.has_motion, _MOTION_WORDS)
        without_f_keys = " to ".join(theme.Theme(has_f_keys=False).key_name(key) for key in ("F1", "F9"))
        self.f_keys = Choice(
            "Keys are shown as", [(True, "F1 to F9"), (False, without_f_keys)], now.has_f_keys, _KEYS_WORDS
        )
        for choice in (self.scale, self.contrast, self.motion, self.f_keys):
            self.body.addWidget(choice)
        self.body.addWidget(text("Nothing in the lab ever flashes more than three times a second.", "small"))
        self.body.addStretch(1)
        self.add_action(button("Use this", self.save, "main"))
        self.add_action(self.said)
        self.watch_edits(self._chosen)

    def _chosen(self) -> dict[str, object]:
        """The settings as they are chosen here."""
        return {
            "text_scale": self.scale.value,
            "has_high_contrast": self.contrast.value,
            "has_motion": self.motion.value,
            "has_f_keys": self.f_keys.value,
        }

    def save(self) -> None:
        """Save, and have the lab look so from now on."""
        try:
            self._desk.change(**self._chosen())
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved(look_words(self._desk.settings))
        theme.use(theme.theme_for(self._desk.settings))
