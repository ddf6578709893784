"""Ways by ear: a screen reader by its arrow keys, by headings and landmarks, by fields; and the page read aloud."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from empathylab.cost.items import passed
from empathylab.cost.prepared_page import MAIN, Target
from empathylab.cost.way_model import Leg, Way


class _Reader(Way):
    is_by_ear: ClassVar[bool] = True

    """A press for each item; what is passed is listened to, what is wanted only until it begins."""

    def heard(self, start: int, items: Sequence[int]) -> Leg:
        """From an item on a press for each, and all of it listened to, with the landmarks entered."""
        entered = sum(self.prepared.entering(one, other) for one, other in pairwise((start, *items)))
        words = entered + sum(self.prepared.phrases[item] for item in items)
        return self.keys(len(items)) + Leg(0, words * 60 / self.figures.reader_wpm)

    def arrive(self, start: int, items: Sequence[int]) -> Leg:
        """The same, but for the words of the last."""
        return self.heard(start, items[:-1]) + self.keys(len(items[-1:]))

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        if (here is not None and here.node in self.prepared.page.leaving) or self.prepared.is_pointed(there.node):
            return None
        start = self.prepared.start_item if here is None else here.item
        legs = list(self.legs(start, there, is_first=here is None))
        if not legs:
            return None
        return min(legs, key=lambda leg: leg.seconds) + self._asking(there)

    @abstractmethod
    def legs(self, start: int, there: Target, *, is_first: bool) -> Iterator[Leg]:
        """The ways there are, from an item on."""

    def missed(self, stood: Target) -> Leg:
        """What stands there now is heard out: only then is it known for something else."""
        return Leg(0, self.prepared.phrases[stood.item] * 60 / self.figures.reader_wpm)

    def _asking(self, there: Target) -> Leg:
        """A field that does not say what it asks: back to the nearest words, and again to the field; where they went
        away with the first key, uncovering them."""
        control = self.prepared.controls.get(there.node)
        if there.id == MAIN or control is None:
            return Leg()
        if not self.prepared.is_told(there):
            steps = self.prepared.steps_to_words(there)
            back = range(there.item - steps, there.item)
            return self.heard(there.item, back[::-1]) + self.heard(back.start, back)
        is_covered = control.is_covered
        return self.keys(self.figures.uncover_presses) + Leg(0, self.figures.think_s) if is_covered else Leg()

    def search(self) -> Leg:
        """All fields once more."""
        return self.heard(-1, self.prepared.field_places)


class Browsing(_Reader):
    """The way by a screen reader's arrow keys, item after item."""

    id: ClassVar[str] = "reader-browse"
    title: ClassVar[str] = "reader, by browsing"

    def legs(self, start: int, there: Target, *, is_first: bool) -> Iterator[Leg]:
        end = there.heard
        yield self.arrive(start, way(start, end))
        for link, to in self.prepared.skips:
            if start < link < to <= end:
                yield self.heard(start, way(start, link)) + self.keys(1) + self.arrive(link, range(to, end + 1))


class ByHeadings(_Reader):
    """The way by headings and landmarks, and from the nearest one with Tab or arrow keys."""

    id: ClassVar[str] = "reader-headings"
    title: ClassVar[str] = "reader, by headings and landmarks"

    def legs(self, start: int, there: Target, *, is_first: bool) -> Iterator[Leg]:
        if start > there.item:
            yield self.arrive(start, way(start, there.item))
            return
        for places in (self.prepared.heading_places, self.prepared.landmark_places):
            jumps = passed(places, start, there.item)
            if jumps and jumps[-1] == there.item:
                yield self.arrive(start, jumps)
            elif jumps:
                yield self.heard(start, jumps) + self._on(jumps[-1], there)
        if not is_first:
            yield self._on(start, there)

    def _on(self, item: int, there: Target) -> Leg:
        stops = passed(self.prepared.stop_items, item, there.item)
        if there.id != MAIN and stops and stops[-1] == there.item:
            return self.arrive(item, stops)
        return self.arrive(item, way(item, there.item))


class ByFields(_Reader):
    """To the main content by its landmark, then from field to field, or to a link by the key for links.

    What is neither to the reader is passed over.
    """

    id: ClassVar[str] = "reader-fields"
    title: ClassVar[str] = "reader, by fields"

    def legs(self, start: int, there: Target, *, is_first: bool) -> Iterator[Leg]:
        main = self.prepared.main_items.start
        landmarks = passed(self.prepared.landmark_places, start, main)
        if there.id == MAIN:
            if landmarks and landmarks[-1] == main:
                yield self.arrive(start, landmarks)
            return
        places = self.prepared.key_places(there)
        if there.item not in places:
            return
        if is_first and start < main and landmarks and landmarks[-1] == main and there.item > main:
            yield self.heard(start, landmarks) + self.arrive(main, passed(places, main, there.item))
        else:
            on = passed(places, start, there.item)
            yield self.arrive(start, on or passed(places, there.item - 1, start - 1)[::-1])


def way(start: int, end: int) -> range:
    """The items between two others, the first left out, in either direction."""
    return range(start + 1, end + 1) if start < end else range(start - 1, end - 1, -1)


class ByReadAloud(Way):
    """The words on the page from the top, for those who listen and look; what is no text is not read."""

    is_by_ear: ClassVar[bool] = True
    id: ClassVar[str] = "read-aloud"
    title: ClassVar[str] = "read aloud"

    def leg(self, here: Target | None, there: Target) -> Leg | None:
        if there.node in self.prepared.controls and not self._is_read(there):
            return None
        texts = [*map(self.prepared.seen, self.prepared.on_the_way(here, there)), self.prepared.asked(there)]
        words = sum(len(text.split()) for text in texts)
        return Leg(1 if here is None else 0, words * 60 / self.figures.reader_wpm)

    def _is_read(self, there: Target) -> bool:
        """Words on the page belong to it: neither a picture nor a hint that goes away with the first key."""
        control = self.prepared.controls[there.node]
        return not control.is_covered and (bool(control.said) or bool(self.prepared.question_words(there)))
