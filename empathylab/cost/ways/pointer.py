"""The way of an unsteady hand on the mouse."""

from __future__ import annotations

import math
from typing import ClassVar

from empathylab.cost.prepared_page import MAIN, Target
from empathylab.cost.way_model import Leg, Way
from empathylab.reader.page_messages import Box

#: Of a target that is hit less often than this nobody would say that it is reached.
_LEAST_CHANCE = 0.05


class UnsteadyPointer(Way):
    """Fitts's law for older hands, as many times as it takes to hit: a click falls about the aim as a tremor makes it.

    The way is half the window, wherever the target stands in it; what is out of sight is scrolled to by whole windows.
    """

    id: ClassVar[str] = "unsteady-pointer"
    title: ClassVar[str] = "unsteady pointer"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        box = self._box(there)
        if box is None:
            return None
        scrolled = self.keys(self._scrolls(here, box))
        if there.id == MAIN:
            return scrolled
        chance = self._chance(box)
        if chance < _LEAST_CHANCE:
            return None
        # What is dragged is taken hold of, and let go at another place.
        tries = (1 + self.prepared.is_dragged(there.node)) / chance
        return scrolled + Leg(math.ceil(tries - 0.05), tries * self._move_s(box))

    def _box(self, target: Target) -> Box | None:
        """What takes the click, the label with it."""
        control = self.prepared.controls.get(target.node)
        pressable = self.prepared.pressables.get(target.node)
        told = control or pressable
        return told.box if told else self.prepared.box(target.node)

    def _scrolls(self, here: Target | None, box: Box) -> int:
        """Half a window further down than the last thing is still in sight."""
        before = None if here is None else self._box(here)
        far = abs(box.y - (before.y if before else 0.0)) - self.prepared.page.height_px / 2
        return max(0, math.ceil(far / self.prepared.page.height_px))

    def _move_s(self, box: Box) -> float:
        page = self.prepared.page
        distance = math.hypot(page.width_px, page.height_px) / 2
        size = min(max(1.0, box.width), max(1.0, box.height), self.figures.ample_target_px)
        bits = math.log2(distance / size + 1)
        return self.figures.pointer_start_s + self.figures.pointer_bit_s * bits

    def _chance(self, box: Box) -> float:
        spread = self.figures.pointer_tremble_px * math.sqrt(2)
        most = self.figures.ample_target_px
        return math.erf(min(box.width, most) / 2 / spread) * math.erf(min(box.height, most) / 2 / spread)
