"""The pointer: blocked over the task, or trembling.

Tremor in two forms (clinical consensus: Bhatia et al., Movement Disorders 2018): an action tremor such as essential
tremor, typically 4 to 12 Hz, here 6 Hz, which grows with the intent to reach something, and a resting tremor,
typically 4 to 6 Hz, here 4.5 Hz, which fades while the hand moves on purpose. Amplitude on a screen is illustrative.
"""

from __future__ import annotations

import math
import random
from typing import ClassVar, Literal

from pydantic import Field

from empathylab.domain.feature import Group, limited
from empathylab.motor.key_feature import MotorFeature

ESSENTIAL_HZ = 6.0
RESTING_HZ = 4.5
#: The speed at which a hand is wholly intent on reaching; illustrative.
_INTENT_PX_PER_S = 600.0
#: At full intent a resting tremor, and at rest an essential one, leaves this much.
_REMAINDER = 0.1


class PointerBlock(MotorFeature):
    """A pointer that is off.

    Nothing to set: the surface over the task lets no pointer through and counts the attempts.
    """

    id: ClassVar[str] = "pointer-block"
    title: ClassVar[str] = "No mouse"
    group: ClassVar[Group] = Group.POINTER
    explanation: ClassVar[tuple[str, ...]] = (
        "Mouse, touch, pen and wheel do nothing over the form; the lab's own buttons still work.",
    )


class Tremor(MotorFeature):
    """Which tremor, how fast, how wide, in which direction."""

    id: ClassVar[str] = "tremor"
    title: ClassVar[str] = "The pointer trembles"
    group: ClassVar[Group] = Group.POINTER
    explanation: ClassVar[tuple[str, ...]] = (
        "The pointer swings about where the hand aims, by up to {amplitude_px} pixels ({form} tremor).",
    )

    form: Literal["essential", "resting"] = Field(default="essential", description="essential or resting.")
    hz: float = limited(0, 0, 12, "Hz", "Swings per second; 0 takes the form's own.")
    amplitude_px: float = limited(12, 0, 200, "pixels", "Largest distance from the aim.")
    axis: Literal["both", "horizontal", "vertical"] = Field(default="both", description="Direction of the swing.")


class TremorPath:
    """Where the pointer is while the hand aims at a point. The same seed and times give the same path."""

    def __init__(self, params: Tremor, seed: int, width_px: int, height_px: int) -> None:
        dice = random.Random(f"{seed}:tremor")
        self._params = params
        self._hz = params.hz or (ESSENTIAL_HZ if params.form == "essential" else RESTING_HZ)
        self._phases = [dice.uniform(0, math.tau) for _ in range(4)]
        self._width_px = width_px
        self._height_px = height_px

    def place(self, x_px: float, y_px: float, at_ms: float, intent: float = 1.0) -> tuple[float, float]:
        """The pointer's place for an aim at (x, y), never off the screen. `intent` is 0 at rest, 1 when reaching."""
        reach_px = self._params.amplitude_px * self._share(intent)
        dx_px = 0.0 if self._params.axis == "vertical" else reach_px * self._swing(at_ms, 0)
        dy_px = 0.0 if self._params.axis == "horizontal" else reach_px * self._swing(at_ms, 1)
        return _clamp(x_px + dx_px, self._width_px - 1), _clamp(y_px + dy_px, self._height_px - 1)

    def _share(self, intent: float) -> float:
        intent = min(1.0, max(0.0, intent))
        grown = intent if self._params.form == "essential" else 1 - intent
        return _REMAINDER + (1 - _REMAINDER) * grown

    def _swing(self, at_ms: float, axis: int) -> float:
        """One axis of the swing, -1 to 1: the tremor's rhythm, waxing and waning slowly."""
        seconds = at_ms / 1000
        rhythm = math.sin(math.tau * self._hz * seconds + self._phases[axis])
        waxing = 0.75 + 0.25 * math.sin(math.tau * 0.3 * seconds + self._phases[2 + axis])
        return rhythm * waxing


def intent_at_speed(speed_px_per_s: float) -> float:
    """How intent a hand is that moves the pointer at this speed, 0 to 1."""
    return min(1.0, max(0.0, speed_px_per_s / _INTENT_PX_PER_S))


def _clamp(value: float, largest: float) -> float:
    return min(max(value, 0.0), max(0.0, largest))
