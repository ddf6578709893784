"""The plan for one size of frame and one set of effects: which steps, on which grid, with which buffers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from empathylab.vision import optics, stages
from empathylab.vision.bands import Changes
from empathylab.vision.buffers import buffer
from empathylab.vision.csf import Csf, for_the_chart, typical_log_cs
from empathylab.vision.effect import Degrees, Effect, product
from empathylab.vision.frames import Decoder, Encoder, ShrinkingDecoder
from empathylab.vision.lanes import LANES
from empathylab.vision.light import BIAS, LUMINANCE_RGB, Array, Bytes, Wholes
from empathylab.vision.pyramid import OVERSAMPLING, Pyramid
from empathylab.vision.sensitivity import BAND, Grid, Sensitivity
from empathylab.vision.simulations.colour import TRITAN_NORMAL
from empathylab.vision.strips import Boxes, Strip, Then, beside, in_picture, in_strip_of_lane, over_rows, strip_rows

#: A working grid a little coarser than OVERSAMPLING asks for is taken when it saves a whole factor.
TOLERANCE = 1.17
#: Scale of the blur that stands for the acuity limit, in periods of the cutoff frequency. With it a
#: template observer reads Sloan letters down to the acuity asked for (tests/unit/vision/test_acuity.py).
LIMIT = 0.3
#: A defocus disc keeps its shape with this many pixels across.
DISC_PX = 5.0
#: Where a map has no loss, a pyramid without other losses lets through this much more than a healthy eye sees.
UNHARMED = 100.0

WholeStage = optics.RowStage | stages.Warp
Stage = WholeStage | stages.PixelStage
#: Writes some rows of the picture where they belong, in a lane.
Light = Callable[[slice, int], None]


def shrink_factor(effect: Effect, ppd: float) -> int:
    """The whole factor by which the picture may shrink without losing anything that the eye could see."""
    factors = [1.0]
    if effect.logmar > 0:
        finest = Csf(effect.logmar).cutoff_cpd * (1 + effect.unevenness)
        factors.append(ppd / (OVERSAMPLING * finest / math.sqrt(2) / BAND) * TOLERANCE)
    if effect.disc_arcmin:
        factors.append(effect.disc_arcmin / 60 * ppd / DISC_PX)
    return math.floor(max(factors))


class PlanStep(NamedTuple):
    """One that looks at the whole picture, none for the decoder, and those that change its rows as they are made."""

    stage: WholeStage | None
    pixel_stages: list[stages.PixelStage]


class Plan:
    """Decode → shrink → stages → pyramid → encode → enlarge, for frames of one size."""

    def __init__(self, effect: Effect, ppd: float, height: int, width: int) -> None:
        self.factor = min(shrink_factor(effect, ppd), max(1, min(height, width) // 8))
        #: Frames go from their code values into the pyramid at once, if nothing but a shadow lies before it.
        bias = 0 if self.factor == 1 and effect.limits_sensitivity and _only_shades(effect) else BIAS
        self.decoder = (
            Decoder(height, width, bias) if self.factor == 1 else ShrinkingDecoder(height, width, self.factor)
        )
        self.encoder = Encoder(height, width, self.factor)
        self.shape = self.decoder.rows, self.decoder.columns
        grid_ppd = ppd / self.factor
        found = _stages(effect, grid_ppd, self.shape, self.factor, bias)
        *self.steps, last = _steps(found)
        #: The last stage that looks at the whole picture makes its rows while they are at hand, if it can.
        self.row_stage = last.stage if isinstance(last.stage, optics.RowStage) else None
        if isinstance(last.stage, stages.Warp):
            self.steps.append(PlanStep(last.stage, []))
        self.pixel_stages = last.pixel_stages
        if isinstance(self.decoder, ShrinkingDecoder):
            self.decoder.is_grid_kept = len(self.steps) == 1 and self._then(0, (0, 0)) is None
        at_hand = self.decoder if isinstance(self.decoder, Decoder) else None
        #: Without a stage that looks at the whole picture, rows are decoded as they are asked for.
        self.row_decoder = None if self.steps else at_hand
        self.pyramid: Pyramid | None = None
        if effect.limits_sensitivity:
            self.pyramid = Pyramid(*_pyramid_plan(effect, grid_ppd, *self.shape), LUMINANCE_RGB[::-1])
        else:
            self.linear = buffer((LANES, 3, strip_rows(*self.shape), self.shape[1]), np.uint16)
        #: How far a row of the picture reaches on the grid, whose rows then tell which of the picture have changed.
        self.reach = None if self.pixel_stages or self.row_stage is None else self.row_stage.reach
        self.target = in_picture(self.pyramid.picture) if self.pyramid else in_strip_of_lane(self.linear)
        for first in (self.row_decoder, self.row_stage):
            if first:
                first.target = self.target

    @property
    def changes(self) -> Changes | None:
        """What tells how much of a frame is another than in the last one, where no more than that is done."""
        if self.reach is None or not isinstance(self.decoder, ShrinkingDecoder) or not self.decoder.is_grid_kept:
            return None
        return self.decoder.changes

    def run(self, frame: Bytes, gaze: tuple[float, float], out: Bytes, *, is_whole: bool = True) -> Boxes:
        """Filter an H×W×4 frame into `out`, both without gaps; `gaze` in pixels of the frame.

        If not as a whole, only what may differ from what the last frame became; tells which parts may.
        """
        at = (gaze[0] / self.factor, gaze[1] / self.factor)
        light = self._light(frame, at)
        if self.pyramid is None:
            over_rows(lambda rows, lane: self._finish(rows, light, lane, out), *self.shape)
        else:
            self.pyramid.apply(light, at, self.encoder.there(out), self._changed())
        return self.encoder.finish(out, is_whole=is_whole)

    def _changed(self) -> slice:
        """The rows of the picture that may not be what they were in the last frame."""
        height = self.shape[0]
        if self.reach is None or not isinstance(self.decoder, ShrinkingDecoder):
            return slice(0, height)
        return beside(self.decoder.changed, self.reach, height)

    def _finish(self, rows: slice, light: Light, lane: int, out: Bytes) -> None:
        light(rows, lane)
        self.encoder.some(rows, self.target(rows, lane).light, lane, out)

    def _light(self, frame: Array, at: tuple[float, float]) -> Light:
        """What writes rows of the picture as the optics and the cones pass it on; asked once for each row."""
        source = self._source(frame, at)

        def light(rows: slice, lane: int) -> None:
            source(rows, lane)
            for stage in self.pixel_stages:
                stage.change(self.target(rows, lane), rows, at)

        return light

    def _source(self, frame: Array, at: tuple[float, float]) -> Light:
        if self.row_decoder:
            return partial(self.row_decoder.some, frame)
        picture = self._staged(frame, at)
        if self.row_stage:
            return partial(self.row_stage.rows, picture)
        return partial(self._copy, picture)

    def _copy(self, picture: Wholes, rows: slice, lane: int) -> None:
        strip = self.target(rows, lane)
        for index, plane in enumerate(picture):
            np.copyto(strip.plane(index, rows.stop - rows.start), plane[rows])

    def _staged(self, frame: Array, at: tuple[float, float]) -> Wholes:
        picture = self.decoder.whole(frame, self._then(0, at))
        for index, step in enumerate(self.steps[1:], start=1):
            assert step.stage
            picture = step.stage.run(picture, at, self._then(index, at))
        if self.row_stage:
            self.row_stage.look(picture)
        return picture

    def _then(self, index: int, at: tuple[float, float]) -> Then | None:
        """What is done with rows of the picture after a step while they are at hand."""
        pixel_stages = self.steps[index].pixel_stages
        following = self.steps[index + 1].stage if index + 1 < len(self.steps) else self.row_stage
        meeting = following if isinstance(following, optics.RowStage) and following.meets else None

        def then(picture: Wholes, rows: slice, lane: int) -> None:
            for stage in pixel_stages:
                stage.change(Strip(picture, rows.start), rows, at)
            if meeting:
                meeting.meet(picture, rows, lane)

        return then if pixel_stages or meeting else None


def _only_shades(effect: Effect) -> bool:
    """Whether nothing but what takes light away lies before the pyramid."""
    optics_of = effect.disc_arcmin or effect.streak_arcmin or effect.straylight_s or effect.logmar > 0
    return not (optics_of or effect.warps or effect.lenses or effect.matrices or effect.tritan)


def _steps(found: Sequence[Stage]) -> list[PlanStep]:
    """The first is the decoder's."""
    steps = [PlanStep(None, [])]
    for stage in found:
        if isinstance(stage, stages.PixelStage):
            steps[-1].pixel_stages.append(stage)
        else:
            steps.append(PlanStep(stage, []))
    return steps


def _stages(effect: Effect, ppd: float, shape: tuple[int, int], factor: int, bias: int) -> list[Stage]:
    """The steps that this effect needs, in the order in which light meets them; light comes with this bias.

    The pyramid takes it without one: the limit of acuity leaves it out.
    """
    found: list[Stage] = []
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
        found.append(stages.AdaptedLens(product(effect.lenses)))
    if effect.matrices:
        found.append(stages.Cones(product(effect.matrices)))
    if effect.tritan:
        found.append(stages.Tritan(effect.tritan, TRITAN_NORMAL))
    if effect.logmar > 0:
        found.append(_acuity_limit(effect, ppd, shape, factor))
    elif effect.limits_sensitivity and bias:
        found.append(stages.WithoutBias())
    return found


def _acuity_limit(effect: Effect, ppd: float, shape: tuple[int, int], factor: int) -> optics.RowStage:
    """The blur that is left to make: shrinking the frame has made some of it."""
    sd_px = LIMIT * ppd / Csf(effect.logmar).cutoff_cpd
    already = 1 / 12 if factor > 1 else 0.0
    rest_px = math.sqrt(max(0.01, sd_px**2 - already))
    if effect.unevenness:
        return optics.UnevenLimit(shape, ppd, rest_px, effect.unevenness)
    return optics.AcuityLimit(shape, rest_px)


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
