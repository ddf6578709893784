"""Scripted people who use a priced page by voice, pointer, magnifier, slow reading or reading aloud.

What they do differs from how the models count: a click falls somewhere and hits or does not, a magnified window is
moved until what is wanted is in it, and words that nobody recognises are said twice and given up.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from empathylab.bench.cost_people import Person, Unreachable
from empathylab.cost.figures import figures
from empathylab.cost.prepared_page import Target
from empathylab.measures.readability import reading_age, standard_words
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Box

_LINE_PX = 28


@dataclass
class _Onlooker(Person):
    here: Target | None = None

    def begin(self) -> None:
        """They look at the top of the page."""

    def go(self, target: Target) -> None:
        self.come_to(target)
        self.here = target

    @abstractmethod
    def come_to(self, target: Target) -> None:
        """On to the next thing that is wanted."""

    def shown_words(self, target: Target) -> str:
        """Those on the screen by which it is known; none of a field whose words go away, or a picture."""
        return self.prepared.asked(target) or " ".join(node.name for node in self.prepared.question_words(target))

    def uncover(self, target: Target) -> None:
        """Of a field that shows no words, or no longer, what it asks has to be found out."""
        control = self.prepared.controls.get(target.node)
        if control is not None and control.is_covered:
            for _ in range(int(figures().uncover_presses)):
                self.press()
        elif control is not None and not self.shown_words(target):
            self.wait(figures().think_s)


@dataclass
class VoiceUser(_Onlooker):
    """Says "click" and the words that are seen; the computer looks for a name that has them."""

    way: ClassVar[str] = "voice"

    def come_to(self, target: Target) -> None:
        self.wait(figures().think_s)
        words = _heard(self.prepared.controls[target.node].said) if target.node in self.prepared.controls else ""
        name = _heard(self.prepared.tree.nodes[target.node].name)
        if not words or not name or not (words in name or name in words):
            self.say("click it")
            self.say("click it")
            raise Unreachable
        self.say(f"click {words}")
        if sum(_heard(one.said) == words for one in self.prepared.controls.values()) > 1:
            self.say("two")

    def say(self, words: str) -> None:
        self.wait(len(words.split()) * 60 / figures().speaking_wpm)
        self.wait(figures().recognition_s)


def _heard(words: str) -> str:
    return " ".join("".join(each if each.isalnum() else " " for each in words.casefold()).split())


@dataclass
class Clicker(_Onlooker):
    """A hand that trembles: each click falls beside the aim, and is tried again until it hits."""

    way: ClassVar[str] = "unsteady-pointer"
    _MOST_TRIES: ClassVar[int] = 40

    def come_to(self, target: Target) -> None:
        box = self._box(target)
        if box is None:
            raise Unreachable
        self._scroll(box)
        for _ in range(1 + self.prepared.is_dragged(target.node)):
            self._click(box)

    def _box(self, target: Target | None) -> Box | None:
        if target is None:
            return None
        told = self.prepared.controls.get(target.node) or self.prepared.pressables.get(target.node)
        return told.box if told else self.prepared.box(target.node)

    def _scroll(self, box: Box) -> None:
        """The wheel, a window at a time, until it is in sight of where the eyes were."""
        before = self._box(self.here)
        far = abs(box.y - (before.y if before else 0.0))
        while far > self.prepared.page.height_px / 2:
            self.press()
            far -= self.prepared.page.height_px

    def _click(self, box: Box) -> None:
        for _ in range(self._MOST_TRIES):
            self.presses += 1
            self._move(box)
            across, down = (self.dice.gauss(0, figures().pointer_tremble_px) for _ in range(2))
            if abs(across) < box.width / 2 and abs(down) < box.height / 2:
                return
        raise Unreachable

    def _move(self, box: Box) -> None:
        """From somewhere in the window; half of it on the mean."""
        page = self.prepared.page
        far = math.hypot(page.width_px, page.height_px) * self.dice.uniform(0.25, 0.75)
        size = max(1.0, min(box.width, box.height, figures().ample_target_px))
        self.wait(figures().pointer_start_s + figures().pointer_bit_s * math.log2(far / size + 1))


@dataclass
class MagnifierUser(_Onlooker):
    """Moves a window of a quarter of the width to one thing after another, and reads what is in it line by line."""

    way: ClassVar[str] = "magnifier-4x"

    def come_to(self, target: Target) -> None:
        if self.prepared.magnified_box(target.node) is None:
            raise Unreachable
        self.wait(figures().think_s)
        for item in [*self.prepared.on_the_way(self.here, target), self.prepared.tree.nodes[target.node]]:
            self._read(item)
        self.uncover(target)

    def _read(self, item: Node) -> None:
        box = self.prepared.magnified_box(item.id)
        if box is not None:
            self.press()
            self._pan(box)
        for _ in self.prepared.seen(item).split():
            self.wait(60 / self._wpm(item))
        if item.id in self.prepared.cut and item.role in {"text", "heading"}:
            for _ in range(int(figures().zoom_presses)):
                self.press()
            self.wait(figures().think_s)

    def _pan(self, box: Box) -> None:
        """Along each line that is wider than what is seen, and back to where the next begins."""
        seen = self.prepared.page.width_px / figures().magnification
        step = seen * figures().pan_share
        for _ in range(max(1, round(box.height / _LINE_PX))):
            for _ in range(2 * math.ceil(max(0.0, box.x + box.width - seen) / step)):
                self.press()

    def _wpm(self, item: Node) -> float:
        """Fluent, word by word, or no reading at all, by the contrast over the least that is seen."""
        ratio = self.prepared.contrasts.get(item.id, 21.0)
        reserve = (ratio - 1) / (ratio + 1) / figures().least_contrast
        if reserve <= 0.01:
            raise Unreachable
        if reserve <= figures().spot_reserve:
            return figures().spot_wpm * reserve / figures().spot_reserve
        share = (reserve - figures().spot_reserve) / (figures().ample_reserve - figures().spot_reserve)
        return figures().spot_wpm + min(1.0, share) * (figures().magnifier_wpm - figures().spot_wpm)


@dataclass
class ReadAloudUser(_Onlooker):
    """Listens to the words of the page from the top, until what is wanted has been said."""

    way: ClassVar[str] = "read-aloud"

    def begin(self) -> None:
        self.press()

    def come_to(self, target: Target) -> None:
        control = self.prepared.controls.get(target.node)
        if control is not None and (control.is_covered or not (control.said or self.prepared.question_words(target))):
            raise Unreachable
        for item in self.prepared.on_the_way(self.here, target):
            self._listen(self.prepared.seen(item))
        self._listen(self.prepared.asked(target))

    def _listen(self, words: str) -> None:
        if words:
            self.hear(len(words.split()))


@dataclass
class SlowReader(_Onlooker):
    """Reads line after line, and more slowly what is written for somebody older."""

    way: ClassVar[str] = "reading-age"

    def begin(self) -> None:
        age = reading_age(item.name for item in self.prepared.items if item.role in {"text", "heading"})
        self._slower = 1 + figures().harder_by_year * max(0.0, age - figures().reading_age)

    def come_to(self, target: Target) -> None:
        for item in self.prepared.on_the_way(self.here, target):
            self._read(self.prepared.seen(item))
        self._read(self.prepared.asked(target))
        self.uncover(target)

    def _read(self, words: str) -> None:
        if words:
            self.wait(standard_words(words) * 60 / figures().silent_wpm * self._slower)
