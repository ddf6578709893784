"""Ways by eye: through a magnifier, and as easily as the words read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from empathylab.cost.prepared_page import Target
from empathylab.cost.way_model import Leg, Way
from empathylab.measures.readability import reading_age, standard_words
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Box

_BLACK_ON_WHITE = 21.0


class _Reading(Way):
    def guessing(self, there: Target) -> Leg:
        """A field that shows no words has to be guessed at, and one whose words went away uncovered."""
        control = self.prepared.controls.get(there.node)
        if control is not None and control.is_covered:
            return self.keys(self.figures.uncover_presses)
        is_blank = control is not None and not self.prepared.asked(there) and not self.prepared.question_words(there)
        return Leg(0, self.figures.think_s) if is_blank else Leg()


class ByMagnifier(_Reading):
    """A window of a quarter of the width.

    Everything on the way is read, a press to each, and what is wider than the window is panned over, there and back for
    each of its lines. How fast depends on the contrast to spare.
    """

    id: ClassVar[str] = "magnifier-4x"
    title: ClassVar[str] = "magnifier, 4x"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        if self.prepared.magnified_box(there.node) is None:
            return None
        items = [*self.prepared.on_the_way(here, there), self.prepared.tree.nodes[there.node]]
        cut = sum(self._is_cut(item) for item in items)
        seconds = [self._reading_s(item) for item in items]
        if math.inf in seconds:
            return None
        reading = self.keys(self._pans(items)) + Leg(0, self.figures.think_s + sum(seconds)) + self.guessing(there)
        return reading + self.keys(cut * self.figures.zoom_presses) + Leg(0, cut * self.figures.think_s)

    def _is_cut(self, item: Node) -> bool:
        """Words that a box cuts off at this size are read at the usual one, and back again."""
        return item.id in self.prepared.cut and item.role in {"text", "heading"}

    def _reading_s(self, item: Node) -> float:
        words = len(self.prepared.seen(item).split())
        return words * 60 / self._wpm(item) if words else 0.0

    def _wpm(self, item: Node) -> float:
        """Fluent, word by word or slower, by the contrast over the least that is seen."""
        figures, ratio = self.figures, self.prepared.contrasts.get(item.id, _BLACK_ON_WHITE)
        reserve = max(0.01, (ratio - 1) / (ratio + 1) / figures.least_contrast)
        if reserve >= figures.ample_reserve:
            return figures.magnifier_wpm
        if reserve <= figures.spot_reserve:
            return figures.spot_wpm * reserve / figures.spot_reserve
        share = math.log(reserve / figures.spot_reserve) / math.log(figures.ample_reserve / figures.spot_reserve)
        return figures.spot_wpm * math.pow(figures.magnifier_wpm / figures.spot_wpm, share)

    @property
    def _view_px(self) -> float:
        return self.prepared.page.width_px / self.figures.magnification

    def _pans(self, items: Sequence[Node]) -> float:
        boxes = [box for item in items if (box := self.prepared.magnified_box(item.id)) is not None]
        across = sum(2 * _lines(box) * max(0.0, box.x + box.width - self._view_px) for box in boxes)
        return len(boxes) + math.ceil(across / (self._view_px * self.figures.pan_share))


_LINE_PX = 28


def _lines(box: Box) -> int:
    return max(1, round(box.height / _LINE_PX))


class ReadingAge(_Reading):
    """The way of reading everything, at the rate of somebody of the age that pages for everybody are written for."""

    id: ClassVar[str] = "reading-age"
    title: ClassVar[str] = "reading age"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        words = " ".join([*map(self.prepared.seen, self.prepared.on_the_way(here, there)), self.prepared.asked(there)])
        harder = 1 + self.figures.harder_by_year * max(0.0, self.page_age - self.figures.reading_age)
        return Leg(0, standard_words(words) * 60 / self.figures.silent_wpm * harder) + self.guessing(there)

    @cached_property
    def page_age(self) -> float:
        """The reading age of the main content, in years."""
        items = self.prepared.items
        return reading_age(item.name for item in items if item.role in {"text", "heading"})
