"""What a page says of one of its media, and what the player is told of it."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from empathylab.domain.spec import Spec

_MOST_CHARS = 4_000
#: Where a page can be in a sound, and how fast and how loud it can want it.
_LIMITS = {"at_s": (0.0, 1e6), "told_s": (0.0, 1e12), "rate": (-16.0, 16.0), "volume": (0.0, 1.0)}


@dataclass(frozen=True, slots=True)
class MediaState:
    """One element of a page, whole: `at_s` seconds into `file` at `told_s` (time.time()), played at `rate`.

    `element` tells the page's elements apart; `volume` is the page's own, 0 to 1; `worn` is what it is heard under, the
    telephone line that the page says it comes through among it.
    """

    element: int
    file: str
    at_s: float
    told_s: float
    rate: float
    volume: float
    is_playing: bool
    worn: tuple[Spec, ...] = ()

    def now_s(self) -> float:
        """Where in the file the element has come to by now."""
        return self.at_s + max(0.0, time.time() - self.told_s) * self.rate if self.is_playing else self.at_s

    def to_bytes(self) -> bytes:
        """As it goes to the player's process."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """As it comes there; ValueError where it is none."""
        told = json.loads(content)
        return cls(**{**told, "worn": tuple(Spec(**each) for each in told["worn"])})


def state_from_page(text: str) -> Mapping[str, object] | None:
    """What a page's script says; None for what cannot be the state of an element."""
    try:
        told = json.loads(text) if len(text) <= _MOST_CHARS else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or type(told.get("element")) is not int:
        return None
    if not all(isinstance(told.get(name), str) for name in ("address", "through")):
        return None
    return told if all(_is_within(told.get(name), *limits) for name, limits in _LIMITS.items()) else None


def _is_within(number: object, low: float, high: float) -> bool:
    return type(number) in (int, float) and math.isfinite(number) and low <= number <= high  # type: ignore[arg-type, operator]
