"""All simulations worn at once, as one pipeline over frames of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from empathylab.domain.errors import InputError
from empathylab.vision.bands import Bands
from empathylab.vision.effect import combined
from empathylab.vision.light import Array
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.strips import Boxes, whole
from empathylab.vision.sway import Swaying
from empathylab.vision.viewing import Viewing

if TYPE_CHECKING:
    from empathylab.vision.plan import Plan

Frame = NDArray[np.uint8]
Gaze = tuple[float, float]
#: Larger than any screen; refused before memory runs out.
MAX_PIXELS = 80_000_000
#: A whole frame of so many takes a few milliseconds.
_LITTLE_PX = 2_500_000


class Chain:
    """Simulations ready to filter frame after frame; buffers are made for the first frame of a size and kept.

    The light goes the way it does in life, whatever the order the simulations are given in: optics of the eye
    (defocus, straylight) → floaters → retina (warp) → lens and cones (colour) → what can be detected at all
    (acuity, contrast, field loss, as one pyramid) → the finished picture sways. Not for use by two threads at once.
    """

    def __init__(self, simulations: Sequence[SightSimulation], viewing: Viewing) -> None:
        self.simulations = tuple(simulations)
        self.viewing = viewing
        self.effect = combined(simulation.effect() for simulation in self.simulations)
        self._plans: dict[tuple[int, int], Plan] = {}
        self._forget()

    @property
    def follows_gaze(self) -> bool:
        """Whether the picture depends on where the eye looks."""
        return self.effect.follows_gaze

    @property
    def moves(self) -> bool:
        """Whether the picture depends on the time."""
        return self._swaying is not None

    @property
    def is_local(self) -> bool:
        """Whether a pixel depends on that pixel alone, so that changed parts may be filtered alone."""
        return self.effect.is_local and not self.moves

    @property
    def is_identity(self) -> bool:
        """Whether nothing is changed at all."""
        return self.effect.is_identity and not self.moves

    @property
    def description(self) -> str:
        """What is worn, in one line for people; says when the screen is not calibrated."""
        worn = ", ".join(str(simulation) for simulation in self.simulations) or "no simulation"
        return worn if self.viewing.is_calibrated else f"{worn} (screen not calibrated)"

    def apply(self, frame: Frame, gaze: Gaze | None = None, out: Frame | None = None, *, at_s: float = 0.0) -> Frame:
        """Filter an H×W×3 uint8 RGB frame; `gaze` in pixels, the middle when None. Returns `out` (made when None).

        `at_s` is the time in seconds, for what `moves`; at 0 everything is in its place.
        """
        _check(frame, 3)
        out = _to_write_in(out, frame.shape)
        seen = self.apply_bgrx(np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2BGRA), np.uint8), gaze, at_s=at_s)
        cv2.cvtColor(seen, cv2.COLOR_BGRA2RGB, out)
        return out

    def apply_bgrx(
        self, frame: Frame, gaze: Gaze | None = None, out: Frame | None = None, *, at_s: float = 0.0
    ) -> Frame:
        """The same for H×W×4 frames of blue, green, red, unused, as Qt's Format_RGB32; the fourth becomes 255."""
        _check(frame, 4)
        out = _to_write_in(out, frame.shape)
        self._write(frame, gaze, out, at_s, is_whole=True)
        return out

    def renew(self, frame: Frame, gaze: Gaze | None, out: Frame, *, at_s: float = 0.0, is_whole: bool = False) -> Boxes:
        """The same, telling which parts may differ from what the last call made; only they are written, or all."""
        _check(frame, 4)
        return self._write(frame, gaze, _to_write_in(out, frame.shape), at_s, is_whole=is_whole)

    def is_little(self, frame: Frame) -> bool:
        """Whether this frame, the next one, is so much like the last that all that is to do is done in a moment.

        If rows that nobody looked at deceive, it takes as long as a whole frame of no more than so many pixels.
        """
        height, width = frame.shape[:2]
        if self.follows_gaze or self.moves or height * width > _LITTLE_PX or not frame.flags.c_contiguous:
            return False
        if self._bands is not None:
            return self._bands.changes.picture.shape == frame.shape and self._bands.changes.are_few(frame)
        plan = self._plans.get((height, width))
        return plan is not None and plan.changes is not None and plan.changes.are_few(frame)

    def _write(self, frame: Frame, gaze: Gaze | None, out: Frame, at_s: float, *, is_whole: bool) -> Boxes:
        if not np.isfinite(at_s):
            raise InputError(f"{at_s} is not a time in seconds.")
        # Rows are written while others are still to be read.
        is_apart = out.flags.c_contiguous and not np.may_share_memory(frame, out)
        made = out if is_apart else np.empty(frame.shape, np.uint8)
        try:
            changed = self._apply(np.ascontiguousarray(frame), gaze, made, at_s, is_whole=is_whole)
        except BaseException:
            self._forget()
            raise
        if made is not out:
            for part in whole(out) if is_whole else changed:
                np.copyto(out[part], made[part])
        return changed

    def _forget(self) -> None:
        """Keep nothing of the last frame, of which nobody knows how much was done."""
        self._plans.clear()
        self._bands: Bands | None = None
        self._swaying = Swaying(self.effect.sway, self.viewing.ppd) if self.effect.sway else None

    def _apply(self, frame: Frame, gaze: Gaze | None, out: Frame, at_s: float, *, is_whole: bool) -> Boxes:
        height, width = frame.shape[:2]
        seen_at = _inside(gaze, width, height)
        if self._swaying is None:
            return self._see(frame, seen_at, out, is_whole=is_whole)
        place = seen_at if self.follows_gaze else None
        see = None if self.effect.is_identity else partial(self._see, frame, seen_at, is_whole=True)
        self._swaying.run(frame, place, at_s, out, see)
        return whole(out)

    def _see(self, frame: Frame, gaze: Gaze, out: Frame, *, is_whole: bool) -> Boxes:
        height, width = frame.shape[:2]
        if self.effect.is_local and not self.effect.is_identity:
            return self._see_bands(frame, out, is_whole=is_whole)
        if not self.effect.is_identity:
            return self._plan(height, width).run(frame, gaze, out, is_whole=is_whole)
        np.copyto(out, frame)
        out[..., 3] = 255
        return whole(out)

    def _see_bands(self, frame: Frame, out: Frame, *, is_whole: bool) -> Boxes:
        if self._bands is None or self._bands.changes.picture.shape != frame.shape:
            self._bands = Bands(frame.shape)

        def see(rows: Frame, made: Frame) -> None:
            self._plan(rows.shape[0], rows.shape[1]).run(rows, (0.0, 0.0), made)

        return self._bands.apply(frame, out, see, is_whole=is_whole)

    def _plan(self, height: int, width: int) -> Plan:
        from empathylab.vision.plan import Plan  # what a frame needs is loaded with the first one: a third of a second

        key = (height, width)
        if key not in self._plans:
            if len(self._plans) > 1 or not self.effect.is_local:
                self._plans.clear()  # a frame of another size; bands have two, the last one being smaller
            self._plans[key] = Plan(self.effect, self.viewing.ppd, height, width)
        return self._plans[key]


def render(
    image: Frame,
    simulations: Sequence[SightSimulation],
    viewing: Viewing,
    gaze: Gaze | None = None,
    *,
    at_s: float = 0.0,
) -> Frame:
    """One H×W×3 uint8 sRGB picture through the simulations, at a time; the result has the same shape."""
    return Chain(simulations, viewing).apply(image, gaze, at_s=at_s)


def _to_write_in(out: Frame | None, shape: tuple[int, ...]) -> Frame:
    if out is None:
        return np.empty(shape, np.uint8)
    if out.shape != shape or out.dtype != np.uint8:
        raise InputError(f"The output is {out.shape} {out.dtype}, the frame {shape} uint8.")
    if not out.flags.writeable:
        raise InputError("The output is read-only.")
    return out


def _check(frame: Array, channels: int) -> None:
    if not isinstance(frame, np.ndarray) or frame.dtype != np.uint8 or frame.ndim != 3 or frame.shape[2] != channels:
        found = f"{frame.shape} {frame.dtype}" if isinstance(frame, np.ndarray) else type(frame).__name__
        raise InputError(f"A picture must be height × width × {channels} of uint8, not {found}.")
    if 0 in frame.shape:
        raise InputError("The picture is empty: it has no pixels.")
    if frame.shape[0] * frame.shape[1] > MAX_PIXELS:
        raise InputError(f"A picture of {frame.shape[1]} × {frame.shape[0]} pixels is too large.", "Make it smaller.")


def _inside(gaze: Gaze | None, width: int, height: int) -> Gaze:
    """Gaze in the picture: the middle when unknown, the nearest edge when outside."""
    if gaze is None or not np.isfinite(gaze).all():
        return width / 2, height / 2
    return min(max(gaze[0], 0.0), width - 1.0), min(max(gaze[1], 0.0), height - 1.0)
