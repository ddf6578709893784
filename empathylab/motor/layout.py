"""Where keys are on the physical keyboard and what they print, so that a finger can strike the wrong one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

from empathylab.domain.keys import KeyPress

_TOUCHING = 1e-6


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """A key's left edge, row from the top, and width, in key widths."""

    left: float
    row: int
    width: float

    def touches(self, other: KeyPlace) -> bool:
        """Whether this key and another have a side in common."""
        has_shared_column = (
            self.left <= other.left + other.width + _TOUCHING and other.left <= self.left + self.width + _TOUCHING
        )
        return abs(self.row - other.row) <= 1 and has_shared_column


@dataclass(frozen=True, slots=True)
class Layout:
    """A keyboard: `places` by code, `prints` the plain and shifted character of each key that types one."""

    name: str
    places: Mapping[str, KeyPlace]
    prints: Mapping[str, tuple[str, str]]
    #: Worked out once for a key: what is learnt is legends, and moves none.
    _beside: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Character keys that touch this one, in reading order; a finger never strikes Enter or Tab by a slip."""
        place = self.places.get(code)
        if place is None:
            return ()
        if code not in self._beside:
            others = (other for other in self._targets() if other != code)
            self._beside[code] = tuple(other for other in others if place.touches(self.places[other]))
        return self._beside[code]

    def far_keys(self, code: str) -> tuple[str, ...]:
        """Character keys that do not touch this one: what a leaning hand strikes."""
        if code not in self.places:
            return ()
        beside = {code, *self.neighbours(code)}
        return tuple(other for other in self._targets() if other not in beside)

    def text(self, code: str, is_shifted: bool) -> str:
        """What a key prints, with Shift or without; nothing where the key is not known."""
        return self.prints.get(code, ("", ""))[is_shifted]

    def strike(self, code: str, instead_of: KeyPress) -> KeyPress:
        """The press of another key with the same modifiers; caps lock shows in the case of the intended letter."""
        text = self.text(code, "Shift" in instead_of.modifiers)
        if text.isalpha() and instead_of.text.isalpha():
            text = text.upper() if instead_of.text.isupper() else text.lower()
        return replace(instead_of, code=code, text=text, legend="")

    def with_modifiers(self, press: KeyPress, modifiers: frozenset[str]) -> KeyPress:
        """The same key under other modifiers; a shortcut types nothing."""
        if modifiers == press.modifiers:
            return press
        known = self.text(press.code, "Shift" in modifiers)
        text = "" if modifiers & {"Control", "Alt", "Meta"} else known or press.text
        return replace(press, modifiers=modifiers, text=text)

    def learn(self, press: KeyPress) -> Layout:
        """The layout with what this press shows about the person's own keyboard (another legend on that key)."""
        if len(press.text) != 1 or not press.text.isprintable() or press.is_shortcut or "AltGraph" in press.modifiers:
            return self
        is_shifted = "Shift" in press.modifiers
        known = self.prints.get(press.code)
        if known is None or known[is_shifted].casefold() == press.text.casefold():
            return self
        legend = (known[0], press.text) if is_shifted else (press.text, known[1])
        return replace(self, prints={**self.prints, press.code: legend})

    def _targets(self) -> tuple[str, ...]:
        return tuple(code for code in self.places if code in self.prints)


def layout(name: str) -> Layout:
    """The shipped keyboard of that name, "uk" or "us"."""
    return LAYOUTS[name]


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.files("empathylab.motor").joinpath("layouts.toml").read_text(encoding="utf-8"))


def _load(name: str) -> Layout:
    table = _shipped()[name]
    codes = table["types"].split()
    prints = {
        code: (plain, shifted) for code, plain, shifted in zip(codes, table["plain"], table["shifted"], strict=True)
    }
    places: dict[str, KeyPlace] = {}
    for row, line in enumerate(table["rows"]):
        left = line["start"]
        for entry in line["keys"].split():
            code, _, width = entry.partition(":")
            places[code] = KeyPlace(left, row, float(width or 1))
            left += places[code].width
    return Layout(table["name"], places, {**prints, "Space": (" ", " ")})


UK = _load("uk")
US = _load("us")
LAYOUTS: Mapping[str, Layout] = {"uk": UK, "us": US}
