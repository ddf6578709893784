"""The scales that are compared within each person: name, direction, unit and axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from empathylab.domain.summary import PersonaPairs, Scale
from empathylab.measures.axes import Axis, nice_axis


@dataclass(frozen=True, slots=True)
class Ends:
    """The words at the low and at the high end of an answer; `ticks` are the numbers between them."""

    ticks: tuple[float, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ScaleMeaning:
    """One scale. `better` and `worse` say which way people went, in short and as what they did.

    `sides` are the two times it was asked or measured; `left_out` says of people why they are not compared; without
    `ends` the axis goes as far as the values do. Changes of it are printed with so many `decimals`.
    """

    name: str
    question: str
    sides: tuple[str, str]
    is_higher_better: bool
    better: tuple[str, str]
    worse: tuple[str, str]
    unit: str
    left_out: str = "did not answer"
    ends: Ends | None = None
    decimals: int = 1

    @property
    def name_and_better(self) -> str:
        """For a table whose signs have to be read: which way is better."""
        return f"{self.name} ({'more' if self.is_higher_better else 'less'} is better)"

    def unit_after(self, number: float) -> str:
        """The unit as it is read behind this number: 1 point of 7, 2 points of 7."""
        return _UNIT_OF_ONE[self.unit] if abs(number) == 1 else self.unit

    def axis(self, pairs: Iterable[PersonaPairs]) -> Axis:
        """That of a chart of these people."""
        if self.ends is not None:
            ticks = self.ends.ticks
            return Axis(ticks[0], ticks[-1], ticks, self.ends.low, self.ends.high)
        highest = max((max(each.before, each.after) for persona in pairs for each in persona.pairs), default=1.0)
        return nice_axis(highest, "", self.unit.capitalize())


_RUNS = ("with barriers", "built well")
_TIMES = ("before", "now")
_UNIT_OF_ONE = {
    "points of 7": "point of 7",
    "points of 100": "point of 100",
    "seconds": "second",
    "key presses": "key press",
}
_SEVEN = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
_HUNDRED = (0.0, 25.0, 50.0, 75.0, 100.0)

SCALES: dict[Scale, ScaleMeaning] = {
    Scale.EASE: ScaleMeaning(
        "Ease",
        "How easy was it?",
        _RUNS,
        True,
        ("easier", "found it easier"),
        ("harder", "found it harder"),
        "points of 7",
        ends=Ends(_SEVEN, "Very difficult", "Very easy"),
    ),
    Scale.EFFORT: ScaleMeaning(
        "Effort",
        "How much effort was it?",
        _RUNS,
        False,
        ("less effort", "needed less effort"),
        ("more effort", "needed more effort"),
        "points of 100",
        ends=Ends(_HUNDRED, "None", "A lot"),
        decimals=0,
    ),
    Scale.FRUSTRATION: ScaleMeaning(
        "Frustration",
        "How frustrating was it?",
        _RUNS,
        False,
        ("less", "were less frustrated"),
        ("more", "were more frustrated"),
        "points of 100",
        ends=Ends(_HUNDRED, "None", "A lot"),
        decimals=0,
    ),
    Scale.CONFIDENCE: ScaleMeaning(
        "Confidence to find such barriers",
        "How sure are people that they would spot such barriers?",
        _TIMES,
        True,
        ("surer", "felt more confident"),
        ("less sure", "felt less confident"),
        "points of 7",
        ends=Ends(_SEVEN, "Not sure", "Sure"),
    ),
    Scale.PITY: ScaleMeaning(
        "Pity",
        "How much pity do people feel?",
        _TIMES,
        False,
        ("less pity", "felt less pity"),
        ("more pity", "felt more pity"),
        "points of 7",
        ends=Ends(_SEVEN, "None", "A lot"),
    ),
    Scale.CAPABLE: ScaleMeaning(
        "Could do this job",
        "Could this person do this job with the right technology?",
        _TIMES,
        True,
        ("more say yes", "thought the person more able"),
        ("fewer say yes", "thought the person less able"),
        "points of 7",
        ends=Ends(_SEVEN, "No", "Yes"),
    ),
    Scale.ANXIETY: ScaleMeaning(
        "Anxiety",
        "How nervous would people be about working together?",
        _TIMES,
        False,
        ("less nervous", "felt less nervous"),
        ("more nervous", "felt more nervous"),
        "points of 7",
        ends=Ends(_SEVEN, "Not at all", "Very"),
    ),
    Scale.FIRST_FIELD_SECONDS: ScaleMeaning(
        "Time to the first field",
        "How long to the first field?",
        _RUNS,
        False,
        ("sooner", "were there sooner"),
        ("later", "were there later"),
        "seconds",
        "did not reach a field in both forms",
    ),
    Scale.FIRST_PAGE_SECONDS: ScaleMeaning(
        "Time for the first page",
        "How long for the first page?",
        _RUNS,
        False,
        ("faster", "were faster"),
        ("slower", "were slower"),
        "seconds",
        "did not finish the first page of both forms",
    ),
    Scale.SECONDS: ScaleMeaning(
        "Time for the whole form",
        "How long did the whole form take?",
        _RUNS,
        False,
        ("faster", "were faster"),
        ("slower", "were slower"),
        "seconds",
        "did not complete both forms",
    ),
    Scale.FIRST_FIELD_KEYS: ScaleMeaning(
        "Key presses to the first field",
        "How many keys to the first field?",
        _RUNS,
        False,
        ("fewer", "needed fewer key presses"),
        ("more", "needed more key presses"),
        "key presses",
        "did not reach a field in both forms",
    ),
    Scale.KEYS_LOST: ScaleMeaning(
        "Key presses lost",
        "How many keys were lost?",
        _RUNS,
        False,
        ("fewer", "lost fewer key presses"),
        ("more", "lost more key presses"),
        "key presses",
        "did not do both runs",
    ),
}
