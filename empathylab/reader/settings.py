"""How much the reader says, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from empathylab.domain.voice import DEFAULT_WPM


class Verbosity(StrEnum):
    """How much is said of an item besides its name."""

    SHORT = "short"
    NORMAL = "normal"
    FULL = "full"


class Echo(StrEnum):
    """What is said back while typing."""

    CHARACTERS = "characters"
    WORDS = "words"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the reader speaks and what it says.

    `rate_wpm`: words a minute. `is_naming_files`: an image without alt is called by its file name.
    """

    verbosity: Verbosity = Verbosity.NORMAL
    echo: Echo = Echo.CHARACTERS
    rate_wpm: int = DEFAULT_WPM
    pitch: float = 1.0
    is_naming_files: bool = False
    is_reading_on_load: bool = True
