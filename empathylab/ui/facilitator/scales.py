"""How each compared scale is named, which way is better, and where its axis begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.records import Scale


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """`question` heads the chart; `ends` label its two sides; `lowest` and `highest` None: as far as the data goes."""

    question: str
    short: str
    ends: tuple[str, str]
    better_is_up: bool
    gain: tuple[str, str]
    unit: str
    lowest: float | None = None
    highest: float | None = None
    bottom: str = ""
    top: str = ""


_RUNS = ("barriers", "built well")
_TIMES = ("before", "now")

SCALES: dict[Scale, ScaleWords] = {
    Scale.EASE: ScaleWords(
        "How easy was it?", "Ease", _RUNS, True, ("easier", "harder"), "points", 1, 7, "hard", "easy"
    ),
    Scale.EFFORT: ScaleWords(
        "How much effort was it?",
        "Effort",
        _RUNS,
        False,
        ("less effort", "more effort"),
        "points",
        0,
        100,
        "none",
        "a lot",
    ),
    Scale.FRUSTRATION: ScaleWords(
        "How frustrating was it?", "Frustration", _RUNS, False, ("less", "more"), "points", 0, 100, "none", "a lot"
    ),
    Scale.CONFIDENCE: ScaleWords(
        "How sure are people that they could find such barriers?",
        "Confidence",
        _TIMES,
        True,
        ("surer", "less sure"),
        "points",
        1,
        7,
        "not sure",
        "sure",
    ),
    Scale.PITY: ScaleWords(
        "How much pity do people feel?",
        "Pity",
        _TIMES,
        False,
        ("less pity", "more pity"),
        "points",
        1,
        7,
        "none",
        "a lot",
    ),
    Scale.CAPABLE: ScaleWords(
        "Could this person do this job with the right technology?",
        "Could do the job",
        _TIMES,
        True,
        ("more say yes", "fewer say yes"),
        "points",
        1,
        7,
        "no",
        "yes",
    ),
    Scale.SECONDS: ScaleWords("How long did it take?", "Time", _RUNS, False, ("faster", "slower"), "seconds", 0),
    Scale.FIRST_FIELD_KEYS: ScaleWords(
        "How many keys to the first field?", "Keys to the first field", _RUNS, False, ("fewer", "more"), "keys", 0
    ),
    Scale.KEYS_LOST: ScaleWords("How many keys were lost?", "Keys lost", _RUNS, False, ("fewer", "more"), "keys", 0),
}
