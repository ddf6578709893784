"""The way by voice: what has words on the screen can be said."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import ClassVar

from empathylab.cost.prepared_page import MAIN, PreparedPage, Target
from empathylab.cost.way_model import Leg, Way


class ByVoice(Way):
    """The way by voice: “click” and the words, said and recognised; a number besides where several have the same."""

    id: ClassVar[str] = "voice"
    title: ClassVar[str] = "voice"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        if there.id == MAIN:
            return self._scroll(there)
        words = sayable(self.prepared, there)
        if not words:
            return None
        choice = self._say(1) if self._counts[words] > 1 else Leg()
        return Leg(0, self.figures.think_s) + self._say(1 + len(words.split())) + choice

    def detour(self, stood: Target, found: Target) -> Leg:
        """No price, wherever a name stands now: what is called by its words may stand anywhere."""
        return Leg()

    def _scroll(self, there: Target) -> Leg:
        box = self.prepared.box(there.node)
        pages = 0 if box is None else max(0, math.floor(box.y / self.prepared.page.height_px))
        return sum((self._say(2) for _ in range(pages)), Leg())

    def _say(self, words: int) -> Leg:
        return Leg(0, words * 60 / self.figures.speaking_wpm + self.figures.recognition_s)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_plain(one.said) for one in self.prepared.controls.values())

    def search(self) -> Leg:
        """The price of a name that is not there: said, said once more, given up."""
        return Leg(0, self.figures.think_s) + self._say(3) + self._say(3)


def sayable(prepared: PreparedPage, target: Target) -> str:
    """The words on the screen that call a control, if its name contains them (WCAG 2.5.3); or empty."""
    control = prepared.controls.get(target.node)
    said, name = _plain(control.said if control else ""), _plain(prepared.tree.nodes[target.node].name)
    return said if said and name and (said in name or name in said) else ""


def _plain(words: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in words.casefold()).split())
