"""A one-minute acuity measurement, through whatever filter is on: which letter to show next, and what came out.

Pure: it knows no screen and no clock. A person, or a simulated observer, answers.
"""

from __future__ import annotations

from collections.abc import Callable

from empathylab.vision.psychometric import Estimate, Psychometric

#: Four directions of a Landolt C.
LANDOLT_GUESS = 0.25
FIRST_LOGMAR, FINEST_LOGMAR, COARSEST_LOGMAR = 1.4, -0.1, 1.7
#: After so many answers the uncertainty is near 0.05; that is about a minute.
MAX_ANSWERS, MIN_ANSWERS = 32, 16
GOOD_ENOUGH = 0.04


class Staircase:
    """Shows the size that tells most: the threshold as believed so far, after a few easy ones to begin with."""

    def __init__(self, guess: float = LANDOLT_GUESS, first_logmar: float = FIRST_LOGMAR) -> None:
        self._fit = Psychometric(FINEST_LOGMAR, COARSEST_LOGMAR, guess)
        self._first = first_logmar
        self._is_warming_up = True

    @property
    def answers(self) -> int:
        """How many were given."""
        return self._fit.answers

    @property
    def logmar(self) -> float:
        """The size to show next: down in steps of 0.3 until the first mistake, then a little above the threshold."""
        if self._is_warming_up:
            return max(self._first - 0.3 * self.answers, FINEST_LOGMAR)
        return min(max(round(self._fit.estimate().logmar + 0.02, 2), FINEST_LOGMAR), COARSEST_LOGMAR)

    @property
    def is_done(self) -> bool:
        if self.answers < MIN_ANSWERS:
            return False
        return self.answers >= MAX_ANSWERS or self.estimate().uncertainty <= GOOD_ENOUGH

    def answer(self, is_right: bool) -> None:
        """Take the answer to the letter of size `logmar`."""
        size = self.logmar
        if not is_right or size <= FINEST_LOGMAR:
            self._is_warming_up = False
        self._fit.observe(size, int(is_right))

    def estimate(self) -> Estimate:
        """The acuity so far, with its uncertainty."""
        return self._fit.estimate()


def run(observer: Callable[[float], bool], staircase: Staircase | None = None) -> Estimate:
    """Let an observer, who answers right or wrong to a size in logMAR, go through a whole measurement."""
    stairs = staircase or Staircase()
    while not stairs.is_done:
        stairs.answer(observer(stairs.logmar))
    return stairs.estimate()
