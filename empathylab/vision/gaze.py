"""Where the lab takes the eye to look, moved so that nothing jumps. There is no eye tracker, and it says so."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]

#: The distance left falls to a third in this time; fast enough to follow typing, slow enough not to jump.
TIME_CONSTANT_MS = 90.0
#: Closer than this, gaze has arrived and nothing need be drawn again.
ARRIVED_PX = 0.5
#: Gaze never crosses the page faster, so that even a light stripe cannot flash.
FASTEST_PX_PER_MS = 6.0


@dataclass(frozen=True, slots=True)
class Gaze:
    """A point in pixels on its way to a target; `step` gives where it is a little later."""

    at: Point
    target: Point

    @property
    def has_arrived(self) -> bool:
        return math.dist(self.at, self.target) <= ARRIVED_PX

    def look_at(self, target: Point) -> Gaze:
        return Gaze(self.at, target)

    def step(self, elapsed_ms: float) -> Gaze:
        return Gaze(ease(self.at, self.target, elapsed_ms), self.target)


def ease(at: Point, target: Point, elapsed_ms: float) -> Point:
    """Where gaze is after some milliseconds: closer by an exponential, at the same speed at any frame rate."""
    distance = math.dist(at, target)
    if distance <= ARRIVED_PX or elapsed_ms <= 0:
        return target if distance <= ARRIVED_PX else at
    wanted = distance * (1 - math.exp(-elapsed_ms / TIME_CONSTANT_MS))
    share = min(wanted, FASTEST_PX_PER_MS * elapsed_ms) / distance
    return at[0] + (target[0] - at[0]) * share, at[1] + (target[1] - at[1]) * share


def choose(caret: Point | None, focused: Point | None, pointer: Point | None, middle: Point) -> Point:
    """What the eye is taken to look at: the text caret, else the focused element, else the pointer."""
    return caret or focused or pointer or middle
