"""Five hundred whole visits, one after the other in one lab: what its process keeps of them."""

from __future__ import annotations

import random
import statistics
import time

from empathylab.app import Lab
from empathylab.bench.figure import Figure
from empathylab.bench.lab import opened_lab
from empathylab.bench.visitors import Tell, after_each, kept_of_visitors
from empathylab.demo.keyboard_driver import rest, wait_for
from empathylab.demo.participant import Participant
from empathylab.demo.run import counted_voice
from empathylab.demo.screenshots import Screenshots


def figures(quick: bool, minutes: float, tell: Tell) -> list[Figure]:
    """500 visitors who fill everything in (in `quick` 30), all people of the station in turn; about three hours."""
    with opened_lab(counted_voice) as lab:
        wait_for(lab.window.isActiveWindow, "the window to come to the front")
        visitor = WholeVisitor(lab)
        taken = after_each(visitor.visit, quick, minutes, tell)
    return [*kept_of_visitors(taken), visitor.took()]


class WholeVisitor:
    """Fills everything in, as the demo's participant does."""

    def __init__(self, lab: Lab) -> None:
        self._lab, self._screenshots = lab, Screenshots(lab.window, None)
        self._took_s: list[float] = []

    def visit(self, number: int) -> None:
        """One visit, of the people in turn."""
        began_s = time.monotonic()
        personas = self._lab.director.services.station.personas
        chance = random.Random(f"soak-{number}")
        Participant(self._lab, personas[number % len(personas)], chance, self._screenshots, is_quick=True).visit()
        rest(300)
        self._took_s.append(time.monotonic() - began_s)

    def took(self) -> Figure:
        """A visit of the last tenth beside one of the first."""
        tenth = max(1, len(self._took_s) // 10)
        start_s, end_s = (statistics.median(part) for part in (self._took_s[:tenth], self._took_s[-tenth:]))
        return Figure("a visit", end_s, "s", goal=start_s + 10, peers=(("at the start", start_s),))
