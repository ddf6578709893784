"""From a key stroke to a command, by the tables in keys.toml."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from empathylab.reader.tables import keys


class ReadingMode(StrEnum):
    """Who gets the keys: the reader's cursor, the page, or the list of elements."""

    BROWSE = "browse"
    FOCUS = "focus"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """A key as the reader's key tables name it.

    `key` is Qt's name without "Key_": "Down", "H", "1", "F7".
    """

    key: str
    is_shift: bool = False
    is_ctrl: bool = False
    is_alt: bool = False
    is_insert: bool = False

    @property
    def name(self) -> str:
        """As key tables have it, such as "Shift+H"."""
        pressed = (("Insert", self.is_insert), ("Ctrl", self.is_ctrl), ("Alt", self.is_alt), ("Shift", self.is_shift))
        return "+".join([name for name, is_down in pressed if is_down] + [self.key])

    @property
    def is_plain(self) -> bool:
        """Whether it is pressed without Ctrl, Alt and Insert."""
        return not (self.is_ctrl or self.is_alt or self.is_insert)


@dataclass(frozen=True, slots=True)
class ReaderCommand:
    """What to do; for a quick key `kind` says what to look for and `step` is 1 or -1."""

    name: str
    kind: str = ""
    step: int = 1


def command_for(stroke: KeyStroke, mode: ReadingMode) -> ReaderCommand | None:
    """The command of a stroke in a mode, or None when the reader has no use for it."""
    found = keys()["always"].get(stroke.name) or keys()[mode.value].get(stroke.name)
    if found:
        return ReaderCommand(found)
    if mode is ReadingMode.BROWSE and stroke.is_plain:
        kind = keys()["quick"].get(stroke.key)
        if kind:
            return ReaderCommand("quick", kind, -1 if stroke.is_shift else 1)
    return None


def caret_unit(stroke: KeyStroke) -> str:
    """What is said after the caret moved by this stroke: "character", "word", "line" or nothing."""
    return keys()["caret"].get(stroke.name, "")
