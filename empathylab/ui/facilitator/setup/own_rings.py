"""Measures somebody's own sight: rings in their true size, first smaller and smaller, then paler and paler."""

from __future__ import annotations

import random

from PySide6.QtCore import Signal

from empathylab.ui.facilitator.controls.form_controls import beside, put
from empathylab.ui.facilitator.setup.landolt_view import LandoltView
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.widgets import Card, column, text
from empathylab.vision import Chain, Staircase, Viewing
from empathylab.vision.letters import LANDOLT
from empathylab.vision.own_sight import acuity_ladder, contrast_ladder, own_sight, pale_ring_logmar
from empathylab.vision.psychometric import Estimate

_SMALL = "Smaller and smaller: ring {number} of {rings}"
#: Whoever listens hears of so many rings that they are behind.
_TOLD_EACH = 10
_PALE = "Paler and paler: ring {number} of {rings}"


class OwnRings(Card):
    """`done` carries an `OwnSight`. What was answered is forgotten when it ends."""

    done = Signal(object)

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.setAccessibleName("Rings with a gap")
        self._rng = rng
        self._viewing, self._chain = Viewing(), Chain((), Viewing())
        self.stairs: Staircase | None = None
        self._acuity: Estimate | None = None
        self.direction = 0
        self.view = LandoltView()
        self.progress = text("", "quiet")
        how = column(
            text("An arrow key says where the gap is. Guess if you are not sure.", "subtitle"),
            text("Press Space if you see no ring at all. Esc stops, and nothing is kept.", "small"),
            self.progress,
            None,
        )
        self.box.addLayout(beside(how, self.view))
        self.view.answered.connect(self.answer)

    def start(self, viewing: Viewing) -> None:
        """Begin with a ring that most people can see."""
        self._viewing, self._chain = viewing, Chain((), viewing)
        self._acuity, self.stairs = None, Staircase(acuity_ladder(viewing))
        self._next(self.stairs)

    def forget(self) -> None:
        """An empty field, and no answers."""
        self.stairs = self._acuity = None
        self.view.clear()

    def answer(self, direction_deg: int | None) -> None:
        """Take where the gap was said to be; None: cannot tell."""
        if self.stairs is None:
            return
        self.stairs.answer(direction_deg == self.direction)
        if self.stairs.is_done:
            self._finish(self.stairs.estimate())
        else:
            self._next(self.stairs)

    def _next(self, stairs: Staircase) -> None:
        self.direction = self._rng.choice(LANDOLT)
        if self._acuity is None:
            self.view.show_ring(self._chain, stairs.size, self.direction)
        else:
            self.view.show_ring(self._chain, pale_ring_logmar(self._acuity), self.direction, 10**stairs.size)
        words = (_SMALL if self._acuity is None else _PALE).format(number=stairs.answers + 1, rings=stairs.ladder.most)
        put(self.progress, words)
        if stairs.answers % _TOLD_EACH == 0 and self.view.hasFocus():
            announce(self.view, words)

    def _finish(self, found: Estimate) -> None:
        if self._acuity is None:
            self._acuity, self.stairs = found, Staircase(contrast_ladder())
            self._next(self.stairs)
            return
        sight = own_sight(self._acuity, found, self._viewing)
        self.forget()
        self.done.emit(sight)
