"""Scripted people who go through a priced page at the published speeds: what the models predict is held against them.

They know which fields they want and meet the page stop by stop and item by item; every press takes as long as it takes
people, about the published means. Whoever misses something by Tab goes on to the end and begins at the top.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from empathylab.cost.figures import figures
from empathylab.cost.prepared_page import MAIN, PreparedPage, Target
from empathylab.cost.way_model import WRITTEN
from empathylab.reader.transcript import transcript

#: How far presses and thoughts lie about their means; illustrative.
_SPREAD = 0.2


class Unreachable(Exception):
    """What a scripted person needs next cannot be reached."""


@dataclass
class Person(ABC):
    """One run through one page; `presses` and `seconds` add up."""

    way: ClassVar[str]

    prepared: PreparedPage
    dice: random.Random
    presses: int = 0
    seconds: float = 0.0
    at: int = -1
    watched: int = -1
    written_s: float = 0.0
    has_begun_again: bool = False
    character_s: ClassVar[float] = figures().key_s

    def walk(self) -> bool:
        """To every field in turn and to the way on; False: it could not be done."""
        self.begin()
        try:
            for target in self.prepared.targets:
                if target.id != MAIN:
                    self.go(target)
                    self.watch_films(target)
                    self.type_answer(target)
        except Unreachable:
            return False
        return True

    def watch_films(self, target: Target) -> None:
        """Watch the films before a target, to their ends, where no words on the page stand for them."""
        for seconds in self.prepared.films_s(self.watched, target.item):
            self.wait(figures().think_s)
            self.press()
            self.seconds += seconds
        self.watched = max(self.watched, target.item)

    def type_answer(self, target: Target) -> None:
        """Type an answer. Where the page has ended by itself meanwhile, everything is done once more."""
        if self.prepared.tree.nodes[target.node].role in WRITTEN:
            self.written_s += figures().answer_characters * self.character_s
        limit_s = self.prepared.page.sight.limit_s
        if limit_s and not self.has_begun_again and self.seconds + self.written_s > limit_s:
            self.has_begun_again = True
            self.seconds += limit_s

    @abstractmethod
    def begin(self) -> None:
        """From the top of the page, past what a link skips."""

    @abstractmethod
    def go(self, target: Target) -> None:
        """Go on to the next target."""

    def hear(self, words: int) -> None:
        """Listen to the reader, again where the page itself sounded meanwhile."""
        began_s = self.seconds
        self.wait(words * 60 / figures().reader_wpm)
        if began_s < self.prepared.sounding_s:
            self.wait(words * 60 / figures().reader_wpm * figures().again_under_sound)

    def press(self, mean_s: float = 0.0) -> None:
        self.presses += 1
        self.wait(mean_s or figures().key_s)

    def wait(self, mean_s: float) -> None:
        self.seconds += max(mean_s / 4, self.dice.gauss(mean_s, mean_s * _SPREAD))


@dataclass
class Tabber(Person):
    """With the Tab key, round and round; where the focus does not show, by looking for it each time."""

    way: ClassVar[str] = "keyboard"

    def begin(self) -> None:
        self.at = self.prepared.start_stop
        link = next((place for place, (_, to) in self._skips() if to is not None), None)
        if link is not None and self.at < 0:
            for _ in range(link + 1):
                self.press()
            self.press()
            behind = dict(self._skips())[link][1]
            self.at = (behind or 0) - 1

    def _skips(self) -> list[tuple[int, tuple[int, int | None]]]:
        places = self.prepared.stop_places
        found = ((places.get(self.prepared.items[link].id), to) for link, to in self.prepared.skips)
        return [(place, (to, self.prepared.stop_behind(to))) for place, to in found if place is not None]

    def go(self, target: Target) -> None:
        self.wait(figures().think_s)
        stops = self.prepared.page.stops
        for _ in range(len(stops) + 1):
            self.at = (self.at + 1) % len(stops) if stops else 0
            self.press()
            if stops and stops[self.at] in self.prepared.page.unseen_stops:
                self.find_focus()
            if stops and stops[self.at] == self._wanted(target):
                break
        else:
            raise Unreachable
        if target.node in self.prepared.page.leaving:
            raise Unreachable

    def find_focus(self) -> None:
        """Look for the focus on a page that does not show it."""
        self.wait(figures().think_s)

    def _wanted(self, target: Target) -> int:
        group = self.prepared.controls[target.node].group if target.node in self.prepared.controls else ""
        same = [one.id for one in self.prepared.controls.values() if group and one.group == group]
        return next((node for node in same if node in self.prepared.stop_places), target.node)


@dataclass
class Switcher(Tabber):
    """With one switch: waits while stop after stop is marked."""

    way: ClassVar[str] = "switch-scanning"
    character_s: ClassVar[float] = figures().scan_character_s

    def press(self, mean_s: float = 0.0) -> None:
        self.seconds += figures().scan_reaction_s / figures().scan_rule

    def find_focus(self) -> None:
        """Nothing to do: scanning marks each stop itself."""

    def go(self, target: Target) -> None:
        thinking, before = figures().think_s, self.seconds
        super().go(target)
        self.seconds = max(before, self.seconds - thinking)


@dataclass
class ReaderUser(Person):
    """Item after item with a reader, each heard out; what is wanted only until it begins."""

    way: ClassVar[str] = "reader-browse"
    heard: list[int] = field(default_factory=list)

    def begin(self) -> None:
        self.heard = [len(said.phrase.split()) for said in transcript(self.prepared.page.page)[2:]]
        self.at = self.prepared.start_item
        skip = next(((link, to) for link, to in self.prepared.skips if link < to), None)
        if skip is not None and self.at < 0:
            self.move(skip[0])
            self.listen()
            self.press()
            self.at = skip[1] - 1

    def move(self, to: int) -> None:
        """Down or up; everything on the way is heard."""
        step = 1 if to > self.at else -1
        while self.at != to:
            self.at += step
            self.press()
            if self.at != to:
                self.listen()

    def listen(self) -> None:
        self.hear(self.heard[self.at])

    def go(self, target: Target) -> None:
        self.move(target.heard)
        if not self.prepared.is_told(target) and target.node in self.prepared.controls:
            self.find_words(target)
        self.at = target.item
        if target.node in self.prepared.page.leaving or self.prepared.is_pointed(target.node):
            raise Unreachable

    def find_words(self, target: Target) -> None:
        """Back to the nearest words that belong to nothing else, and to the field again."""
        self.listen()
        back = target.item
        while back > 0 and (
            self.prepared.items[back].role != "text" or self.prepared.items[back].id in self.prepared.owners
        ):
            back -= 1
        self.move(back)
        self.listen()
        self.move(target.item)


@dataclass
class FieldHopper(ReaderUser):
    """To the main content, then by the key for fields."""

    way: ClassVar[str] = "reader-fields"

    def begin(self) -> None:
        super().begin()
        self.presses, self.seconds, self.at = 0, 0.0, self.prepared.start_item
        self.hop(self.prepared.landmark_places, self.prepared.main_items.start)
        self.listen()

    def hop(self, places: list[int], to: int) -> None:
        for place in (each for each in places if self.at < each <= to):
            self.press()
            if place != to:
                self.hear(self.heard[place])
        self.at = to

    def go(self, target: Target) -> None:
        places = self.prepared.key_places(target)
        if target.item not in places:
            raise Unreachable
        self.hop(places, target.item)
        if not self.prepared.is_told(target):
            self.find_words(target)
        if target.node in self.prepared.page.leaving:
            raise Unreachable


@dataclass
class HeadingHopper(ReaderUser):
    """From heading to heading, to the last before what is wanted; from there with Tab, or item by item."""

    way: ClassVar[str] = "reader-headings"

    def begin(self) -> None:
        super().begin()
        self.presses, self.seconds, self.at = 0, 0.0, self.prepared.start_item

    def go(self, target: Target) -> None:
        if target.item < self.at:
            self.move(target.item)
        else:
            self._hop_on(target)
        if not self.prepared.is_told(target) and target.node in self.prepared.controls:
            self.find_words(target)
        self.at = target.item
        if target.node in self.prepared.page.leaving or self.prepared.is_pointed(target.node):
            raise Unreachable

    def _hop_on(self, target: Target) -> None:
        for place in self.prepared.heading_places:
            if self.at < place <= target.item:
                self._arrive(place, target)
        stops = [place for place in self.prepared.stop_items if self.at < place <= target.item]
        if stops and stops[-1] == target.item:
            for place in stops:
                self._arrive(place, target)
        else:
            self.move(target.item)

    def _arrive(self, place: int, target: Target) -> None:
        self.press()
        self.at = place
        if place != target.item:
            self.listen()
