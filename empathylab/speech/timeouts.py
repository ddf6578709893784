"""How long a worker may take over a phrase, learnt from what phrases have taken on this computer."""

from __future__ import annotations

from dataclasses import dataclass

#: Every phrase costs as much as so many characters more: a synthesizer has to be set going.
START_CHARACTERS = 30
#: Later than this, a phrase is asked of the other worker as well. At least so long, plus one for each character
#: (espeak needs 10 to 15 ms); where phrases take longer, so many times what they have lately taken.
OVERDUE_MS, OVERDUE_CHARACTER_MS, OVERDUE_TIMES = 150.0, 1.0, 4.0
#: Later than this, far beyond anything learnt, the worker hangs.
HUNG_MS, HUNG_TIMES = 3_000.0, 20.0
#: How fast a slow spell is forgotten, phrase by phrase; one that begins is believed at once.
_FORGETTING = 0.3


@dataclass(slots=True)
class SynthesisTimeouts:
    """The times after which another worker is asked for a phrase, or one is replaced.

    `character_ms` is what phrases have lately taken for each character, START_CHARACTERS added.
    """

    character_ms: float = 0.0

    @staticmethod
    def size_of(characters: int) -> int:
        """How much work a phrase of so many characters is, in characters."""
        return START_CHARACTERS + characters

    def note(self, characters: int, took_ms: float) -> None:
        """Learn from how long a phrase of so many characters took."""
        measured_ms = took_ms / self.size_of(characters)
        forgetting = 1.0 if measured_ms > self.character_ms else _FORGETTING
        self.character_ms += forgetting * (measured_ms - self.character_ms)

    def expected_ms(self, characters: int) -> float:
        """What such a phrase takes here; 0 before anything was measured."""
        return self.character_ms * self.size_of(characters)

    def overdue_ms(self, characters: int) -> float:
        """After so long the other worker is asked too."""
        return max(OVERDUE_MS + OVERDUE_CHARACTER_MS * characters, OVERDUE_TIMES * self.expected_ms(characters))

    def hung_ms(self, characters: int) -> float:
        """After so long the worker is replaced."""
        return max(HUNG_MS, HUNG_TIMES * self.expected_ms(characters))
