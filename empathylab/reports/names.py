"""Ids as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from empathylab.domain.records import Scale
from empathylab.domain.session import Outcome, RunKind
from empathylab.files.library import load_library

OUTCOMES = {
    Outcome.COMPLETED: "completed",
    Outcome.GAVE_UP: "gave up",
    Outcome.STOPPED: "stopped",
    Outcome.TIMED_OUT: "ran out of time",
    Outcome.INTERRUPTED: "cut off",
}
RUNS = {
    RunKind.BASELINE: "without anything worn",
    RunKind.BARRIER: "with barriers",
    RunKind.HELPED: "built well",
    RunKind.PAPER: "on paper",
}
SCALES = {
    Scale.EASE: "Ease",
    Scale.EFFORT: "Effort",
    Scale.FRUSTRATION: "Frustration",
    Scale.CONFIDENCE: "Confidence to find such barriers",
    Scale.PITY: "Pity",
    Scale.CAPABLE: "Could do this job",
    Scale.SECONDS: "Time",
    Scale.FIRST_FIELD_KEYS: "Key presses to the first field",
    Scale.KEYS_LOST: "Key presses lost",
}
#: A scale's change in words: better, worse, and the unit of its shift.
CHANGES = {
    Scale.EASE: ("found it easier", "found it harder", "points of 7"),
    Scale.EFFORT: ("needed less effort", "needed more effort", "points of 100"),
    Scale.FRUSTRATION: ("were less frustrated", "were more frustrated", "points of 100"),
    Scale.CONFIDENCE: ("felt more confident", "felt less confident", "points of 7"),
    Scale.PITY: ("felt less pity", "felt more pity", "points of 7"),
    Scale.CAPABLE: ("thought the person more able", "thought the person less able", "points of 7"),
    Scale.SECONDS: ("were faster", "were slower", "seconds"),
    Scale.FIRST_FIELD_KEYS: ("needed fewer key presses", "needed more key presses", "key presses"),
    Scale.KEYS_LOST: ("lost fewer key presses", "lost more key presses", "key presses"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of personas and barriers; an id that nobody knows is shown as it is, made readable."""

    personas: Mapping[str, str] = field(default_factory=dict)
    barriers: Mapping[str, str] = field(default_factory=dict)

    def persona(self, persona_ids: str) -> str:
        return " and ".join(self.personas.get(part, _readable(part)) for part in persona_ids.split("+"))

    def barrier(self, barrier_id: str) -> str:
        words = self.barriers.get(barrier_id)
        return words[:1].upper() + words[1:] if words else _readable(barrier_id)


@cache
def library_names() -> Names:
    """The names in the lab's own data files."""
    library = load_library()
    return Names(
        {persona.id: persona.name for persona in library.personas.values()},
        {barrier.id: barrier.met for barrier in library.barriers.values()},
    )


def _readable(item_id: str) -> str:
    return item_id.replace("-", " ").capitalize()
