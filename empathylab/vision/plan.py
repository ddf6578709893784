"""One size of frame, one set of effects: which steps, on which grid, with which buffers."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from empathylab.vision import optics, stages
from empathylab.vision.adaptation import Lens
from empathylab.vision.csf import Csf, for_the_chart, typical_log_cs
from empathylab.vision.effect import Degrees, Effect, as_one
from empathylab.vision.finest import Fill
from empathylab.vision.frames import Decoder, Encoder, Order
from empathylab.vision.levels import BAND, Grid, Sensitivity
from empathylab.vision.light import BIAS, LUMINANCE_RGB, Array, Wholes
from empathylab.vision.pyramid import OVERSAMPLING, Pyramid
from empathylab.vision.simulations.colour import TRITAN_NORMAL
from empathylab.vision.strips import over_rows

#: A working grid a little coarser than OVERSAMPLING asks for is taken when it saves a whole factor.
TOLERANCE = 1.17
#: Scale of the blur that stands for the acuity limit, in periods of the cutoff frequency. With it a
#: template observer reads Sloan letters down to the acuity asked for (tests/unit/vision/test_acuity.py).
LIMIT = 0.3
#: A defocus disc keeps its shape with this many pixels across.
DISC_PX = 5.0
#: Where a map has no loss, a pyramid without other losses lets through this much more than a healthy eye sees.
UNHARMED = 100.0


def shrink_factor(effect: Effect, ppd: float) -> int:
    """The whole factor by which the picture may shrink without losing anything that the eye could see."""
    factors = [1.0]
    if effect.logmar > 0:
        finest = Csf(effect.logmar).cutoff_cpd * (1 + effect.unevenness)
        factors.append(ppd / (OVERSAMPLING * finest / math.sqrt(2) / BAND) * TOLERANCE)
    if effect.disc_arcmin:
        factors.append(effect.disc_arcmin / 60 * ppd / DISC_PX)
    return math.floor(max(factors))


class Plan:
    """Decode → shrink → stages → pyramid → encode → enlarge, for frames of one size and channel order."""

    def __init__(self, effect: Effect, ppd: float, height: int, width: int, order: Order) -> None:
        self.factor = min(shrink_factor(effect, ppd), max(1, min(height, width) // 8))
        self.decoder = Decoder(height, width, self.factor, order)
        self.encoder = Encoder(height, width, self.factor, order)
        self.shape = self.decoder.rows, self.decoder.columns
        grid_ppd = ppd / self.factor
        is_bgr = order == "bgrx"
        #: Whether frames go from their code values into the pyramid at once, but for what takes light away.
        self.is_direct = self.factor == 1 and effect.limits_sensitivity and _only_shades(effect)
        found = _stages(effect, grid_ppd, self.shape, self.factor, is_bgr, 0 if self.is_direct else BIAS)
        last = max((at + 1 for at, stage in enumerate(found) if not isinstance(stage, stages.PixelStage)), default=0)
        #: The last of those that look at the whole picture makes its rows while they are at hand, if it can.
        self.row_stage = final if last and isinstance(final := found[last - 1], optics.RowStage) else None
        self.stages = found[: last - 1 if self.row_stage else last]
        self.pixel_stages = [stage for stage in found[last:] if isinstance(stage, stages.PixelStage)]
        self.bias = (BIAS, BIAS, BIAS, 0)
        self.pyramid: Pyramid | None = None
        if effect.limits_sensitivity:
            weights = LUMINANCE_RGB[::-1] if is_bgr else LUMINANCE_RGB
            self.pyramid = Pyramid(*_pyramid_plan(effect, grid_ppd, *self.shape), weights)

    def run(self, frame: Array, gaze: tuple[float, float], out: Array) -> None:
        """Filter a frame into `out`; `gaze` in pixels of the frame."""
        at = (gaze[0] / self.factor, gaze[1] / self.factor)
        if self.pyramid is None:
            light = self._light(frame, at)
            over_rows(lambda rows, lane: self.encoder.some(rows, light(rows, lane), lane, out), *self.shape)
        else:
            fill = self._fill(self.pyramid.picture, frame, at)
            self.pyramid.apply(fill, at, lambda rows, made, lane: self.encoder.some(rows, made, lane, out))
        self.encoder.enlarge(out)

    def _fill(self, whole: Wholes, frame: Array, at: tuple[float, float]) -> Fill:
        """What writes rows of the picture, without BIAS, into the pyramid: without a detour, where none is needed."""
        light = None if self.is_direct else self._light(frame, at)

        def fill(rows: slice, lane: int) -> None:
            if light is not None:
                cv2.subtract(light(rows, lane), self.bias, whole[rows])  # type: ignore[call-overload]  # a scalar
                return
            self.decoder.some_whole(frame, rows, lane, whole[rows])
            for stage in self.pixel_stages:
                stage.change(whole[rows], rows, lane, at)

        return fill

    def _light(self, frame: Array, at: tuple[float, float]) -> Callable[[slice, int], Wholes]:
        """What gives rows of the picture as the optics and the cones pass it on; asked once for each row.

        Without a stage that looks at the whole picture, rows are decoded as they are asked for.
        """
        picture = self._staged(frame, at) if self.stages or self.row_stage or self.factor > 1 else None

        def light(rows: slice, lane: int) -> Wholes:
            if picture is None:
                part = self.decoder.some(frame, rows, lane)
            else:
                part = self.row_stage.rows(picture, rows, lane) if self.row_stage else picture[rows]
            for stage in self.pixel_stages:
                stage.change(part, rows, lane, at)
            return part

        return light

    def _staged(self, frame: Array, at: tuple[float, float]) -> Wholes:
        picture = self.decoder.whole(frame)
        for stage in self.stages:
            picture = stage.run(picture, at)
        if self.row_stage:
            self.row_stage.look(picture)
        return picture


def _only_shades(effect: Effect) -> bool:
    """Whether nothing but what takes light away lies before the pyramid."""
    optics_of = effect.disc_arcmin or effect.streak_arcmin or effect.straylight_s or effect.logmar > 0
    return not (optics_of or effect.warps or effect.lenses or effect.matrices or effect.tritan)


def _stages(
    effect: Effect, ppd: float, shape: tuple[int, int], factor: int, is_bgr: bool, bias: int
) -> list[stages.Stage]:
    """The steps that this effect needs, in the order in which light meets them; light comes with this bias."""
    found: list[stages.Stage] = []
    if effect.disc_arcmin:
        found.append(optics.Defocus(shape, effect.disc_arcmin / 60 * ppd))
    if effect.streak_arcmin:
        found.append(optics.Streak(shape, effect.streak_arcmin / 60 * ppd))
    if effect.straylight_s:
        found.append(optics.Veil(shape, ppd, effect.straylight_s))
    if effect.shades:
        found.append(stages.Shadow(stages.Patch(shape, ppd, effect.reach_deg), effect.shades, bias))
    if effect.warps:
        found.append(stages.Warp(stages.Patch(shape, ppd, effect.reach_deg), effect.warps))
    if effect.lenses:
        found.append(Lens(as_one(effect.lenses), shape, is_bgr))
    if effect.matrices:
        found.append(stages.Cones(as_one(effect.matrices), is_bgr))
    if effect.tritan:
        found.append(stages.Tritan(shape, effect.tritan, TRITAN_NORMAL, is_bgr))
    if effect.logmar > 0:
        sd_px = LIMIT * ppd / Csf(effect.logmar).cutoff_cpd
        already = 1 / 12 if factor > 1 else 0.0
        rest_px = math.sqrt(max(0.01, sd_px**2 - already))
        is_even = not effect.unevenness
        found.append(
            optics.AcuityLimit(shape, rest_px)
            if is_even
            else optics.UnevenLimit(shape, ppd, rest_px, effect.unevenness)
        )
    return found


def _pyramid_plan(effect: Effect, grid_ppd: float, rows: int, columns: int) -> tuple[Grid, Sensitivity]:
    """The grid's finest level at the eye's limit or the grid's, and what may be seen on it."""
    has_curve = effect.logmar > 0 or effect.log_cs is not None
    log_cs = typical_log_cs(effect.logmar) if effect.log_cs is None else effect.log_cs
    curve = Csf(effect.logmar, for_the_chart(effect.logmar, log_cs))
    finest = curve.cutoff_cpd * (1 + effect.unevenness) / math.sqrt(2)
    grid = Grid(rows, columns, grid_ppd, min(finest, BAND * grid_ppd / OVERSAMPLING * TOLERANCE))

    def at(cpd: float) -> float:
        return max(float(curve.sustained(cpd)), 1.0)

    def following(x_deg: Degrees, y_deg: Degrees) -> Degrees:
        loss = np.minimum(sum(loss(x_deg, y_deg) for loss in effect.losses), 0).astype(np.float32)
        spared = np.float32(0) if has_curve else math.log10(UNHARMED) * np.clip(1 + loss, 0, 1)
        return np.asarray(np.exp(math.log(10) * (loss / 10 + spared)))

    return grid, Sensitivity(at, following if effect.losses else None)
