"""A measurement of a minute or two: which size, or contrast, to show next, and what came out.

Adaptive after Watson & Pelli (1983, QUEST): what was answered so far makes a belief about the threshold, and the next
one shown is near its mean (King-Smith and others 1994). Pure: it knows no screen and no clock. A person, or a simulated
observer, answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from empathylab.vision.psychometric import SPREADS, Estimate, Psychometric

#: Four directions of a Landolt C.
LANDOLT_GUESS = 0.25
#: How far above the threshold as believed the next one lies (log units).
_ABOVE = 0.02


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a measurement may show, in log units: `finest` to `coarsest`, beginning at `first`.

    `believed_from` is the finest threshold that is thought of, beyond what a screen can show. It ends after `fewest`
    answers once the uncertainty is `good_enough`, and after `most` at the latest.
    """

    finest: float
    coarsest: float
    first: float
    believed_from: float
    fewest: int
    most: int
    good_enough: float = 0.0
    spreads: tuple[float, ...] = SPREADS
    guess: float = LANDOLT_GUESS


#: logMAR, through a filter: after 32 answers the uncertainty is near 0.05; that is about a minute.
FILTERED = Ladder(-0.1, 1.7, 1.4, -0.1, fewest=16, most=32, good_enough=0.04)


class Staircase:
    """Shows what tells most: near the threshold as believed so far, after a few easy ones to begin with."""

    def __init__(self, ladder: Ladder = FILTERED) -> None:
        self.ladder = ladder
        self._fit = Psychometric(ladder.believed_from, ladder.coarsest, ladder.guess, ladder.spreads)
        self._is_warming_up = True

    @property
    def answers(self) -> int:
        """How many were given."""
        return self._fit.answers

    @property
    def size(self) -> float:
        """What to show next: down in steps of 0.3 until the first mistake, then a little above the threshold."""
        if self._is_warming_up:
            return max(self.ladder.first - 0.3 * self.answers, self.ladder.finest)
        near = round(self._fit.estimate().threshold + _ABOVE, 2)
        return min(max(near, self.ladder.finest), self.ladder.coarsest)

    @property
    def is_done(self) -> bool:
        """Whether the threshold is known well enough, or enough was asked."""
        if self.answers < self.ladder.fewest:
            return False
        return self.answers >= self.ladder.most or self.estimate().uncertainty <= self.ladder.good_enough

    def answer(self, is_right: bool) -> None:
        """Take the answer to the letter of this `size`."""
        size = self.size
        if not is_right or size <= self.ladder.finest:
            self._is_warming_up = False
        self._fit.observe(size, int(is_right))

    def estimate(self) -> Estimate:
        """The threshold so far, with its uncertainty."""
        return self._fit.estimate()


def run(observer: Callable[[float], bool], staircase: Staircase | None = None) -> Estimate:
    """Let an observer, who answers right or wrong to a size in log units, go through a whole measurement."""
    stairs = staircase or Staircase()
    while not stairs.is_done:
        stairs.answer(observer(stairs.size))
    return stairs.estimate()
