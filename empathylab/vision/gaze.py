"""Gaze: where the lab takes the eye to look, moved so that nothing jumps. There is no eye tracker."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

Point = tuple[float, float]

#: The distance left falls to a third in this time; fast enough to follow typing, slow enough not to jump.
TIME_CONSTANT_MS = 90.0
#: Closer than this, gaze has arrived and nothing need be drawn again.
ARRIVED_PX = 0.5
#: A target this near is followed at once, as a caret is; further ones are leaps, and leaps keep this distance in time.
NEAR_PX, HOLD_MS = 60.0, 340.0
#: The same where nothing glides: as far as a caret goes with a letter, since a border that leaps further flashes.
NEAR_AT_ONCE_PX = 16.0
#: Gaze never crosses the page faster, so that even a light stripe cannot flash.
FASTEST_PX_PER_MS = 6.0


@dataclass(frozen=True, slots=True)
class GazePoint:
    """A point in pixels on its way to a target; `step` gives where it is a little later.

    A leap to somewhere far waits until HOLD_MS have passed since the last one: focus may be driven to and fro as
    fast as a key repeats, and what follows gaze must still not flash. Without `glides` nothing moves between two
    places, for people whom movement makes unwell: gaze is at its target with the next step.
    """

    at: Point
    target: Point
    wanted: Point | None = None
    held_ms: float = HOLD_MS
    glides: bool = True

    @property
    def has_arrived(self) -> bool:
        """Whether gaze rests at its target."""
        return self.wanted is None and math.dist(self.at, self.target) <= ARRIVED_PX

    def look_at(self, target: Point) -> GazePoint:
        """Gaze with another target, at once or when its hold is over."""
        if math.dist(target, self.target) <= (NEAR_PX if self.glides else NEAR_AT_ONCE_PX):
            return replace(self, target=target, wanted=None)
        if self.held_ms < HOLD_MS:
            return replace(self, wanted=target)
        return replace(self, target=target, wanted=None, held_ms=0.0)

    def step(self, elapsed_ms: float) -> GazePoint:
        """Gaze some milliseconds later."""
        gaze = replace(self, held_ms=self.held_ms + elapsed_ms)
        if gaze.wanted is not None and gaze.held_ms >= HOLD_MS:
            gaze = replace(gaze, target=gaze.wanted, wanted=None, held_ms=0.0)
        return replace(gaze, at=ease(gaze.at, gaze.target, elapsed_ms) if gaze.glides else gaze.target)


def ease(at: Point, target: Point, elapsed_ms: float) -> Point:
    """Where gaze is after some milliseconds: closer by an exponential, at the same speed at any frame rate."""
    distance = math.dist(at, target)
    if distance <= ARRIVED_PX or elapsed_ms <= 0:
        return target if distance <= ARRIVED_PX else at
    way = min(distance * (1 - math.exp(-elapsed_ms / TIME_CONSTANT_MS)), FASTEST_PX_PER_MS * elapsed_ms)
    if distance - way <= ARRIVED_PX:
        # At once: who looks again after the arrival must find the picture as it is.
        return target
    share = way / distance
    return at[0] + (target[0] - at[0]) * share, at[1] + (target[1] - at[1]) * share
