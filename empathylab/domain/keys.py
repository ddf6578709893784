"""Key presses: a key going down or up, as every part of the lab sees it."""

from __future__ import annotations

from dataclasses import dataclass

#: Code of a modifier key → the name it has in `KeyPress.modifiers`.
MODIFIER_OF = {
    "ShiftLeft": "Shift",
    "ShiftRight": "Shift",
    "ControlLeft": "Control",
    "ControlRight": "Control",
    "AltLeft": "Alt",
    "AltRight": "AltGraph",
    "MetaLeft": "Meta",
    "MetaRight": "Meta",
}
SHORTCUT_MODIFIERS = frozenset({"Control", "Alt", "Meta"})
#: The code of a dead key, Compose or an input method: they belong to the system.
COMPOSING = "Process"


@dataclass(frozen=True, slots=True)
class KeyPress:
    """A key going down or up.

    `code` names the key by its place, as browsers do ("KeyA", "Enter", "ShiftLeft"), `text` is what it would type.
    `modifiers` holds names out of Shift, Control, Alt, AltGraph and Meta. `at_ms` is when the hand did it, by the time
    stamp of the system's own event, on any monotonic clock. `is_repeat`: the key is held and repeats itself.
    `legend` is the character that the keyboard in use has on the key ("H", "+"), where it has one and that is known.
    """

    code: str
    is_down: bool
    at_ms: float
    text: str = ""
    modifiers: frozenset[str] = frozenset()
    is_repeat: bool = False
    legend: str = ""

    @property
    def is_modifier(self) -> bool:
        """Whether it is Shift, Ctrl, Alt or the like."""
        return self.code in MODIFIER_OF

    @property
    def is_shift(self) -> bool:
        """Whether it is one of the Shift keys."""
        return MODIFIER_OF.get(self.code) == "Shift"

    @property
    def is_shortcut(self) -> bool:
        """Whether a modifier other than Shift is held with it."""
        return bool(self.modifiers & SHORTCUT_MODIFIERS)

    @property
    def is_composing(self) -> bool:
        """Whether an input method has it, which makes a character of several keys."""
        return self.code == COMPOSING
