"""The thresholding pyramid: takes away what an eye could not detect and keeps the contrast of what it could.

Peli's band-limited contrast (1990) with the contrast thresholds of `csf`, made fast enough for a live screen.
Per octave, detail is compared with the light around it; detail below threshold goes, detail above it stays as it
is (contrast constancy: large strong things do not look faded to people with low vision). Sensitivity may differ
from place to place: field loss in dB is nothing but less sensitivity there, so a deep loss fills in from its
surroundings and never turns black.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from empathylab.vision.buffers import buffer
from empathylab.vision.lanes import LANES
from empathylab.vision.levels import FADE, Level, halved
from empathylab.vision.light import BIAS, FULL, Array, Bytes, Pixels, Wholes
from empathylab.vision.passes import octaves as passes
from empathylab.vision.passes import together
from empathylab.vision.passes.octaves import Room
from empathylab.vision.sensitivity import GazePx, Grid, Sensitivity
from empathylab.vision.strips import WORTH_IT_PX, beside, over_rows, spanned

#: The least standard deviation of a level's low-pass in pixels, which sets how coarse the working grid may be.
OVERSAMPLING = 1.5
#: Light that a black screen still gives, as a share of white; keeps contrast on black finite.
SCREEN_BLACK = 1e-4
SMALLEST_PX = 4

#: Writes rows of the picture, in a lane.
Fill = Callable[[slice, int], None]


class Pyramid:
    """Filters pictures of one size. Buffers are made once; `apply` makes none.

    `weights` are the luminance weights of the picture's three planes. Lanes are woken a few times for a frame: to halve
    the picture, for each large level, and to put the large ones together; all small ones are one piece of work.
    """

    def __init__(self, grid: Grid, sensitivity: Sensitivity, weights: Array) -> None:
        picture = buffer((3, grid.height, grid.width), np.uint16)
        levels = [Level(grid, 0, picture, sensitivity)]
        while min(levels[-1].half_size) >= SMALLEST_PX:
            levels.append(Level(grid, len(levels), levels[-1].octave.low, sensitivity))
        self.finest = levels[0]
        self.levels = levels
        large = sum(level.size[0] * level.size[1] >= WORTH_IT_PX for level in levels[1:])
        self.large = 1 + large
        for_picture = np.append(weights, SCREEN_BLACK * FULL)
        for_made = for_picture - [0, 0, 0, BIAS * for_picture[:3].sum()]
        self.weights = np.array([for_picture, for_made], np.float32)
        row = together.row_length(grid.width, max(level.reach for level in levels))
        rows = together.LINES, len(levels[0].octave.nearby) * 2, len(levels[0].octave.envelope) * 2
        self.rooms = [Room(*(buffer((count, row), np.float32) for count in rows)) for _ in range(LANES)]
        #: Which rows of half the size became others when they were put together last.
        self._others = [np.zeros(level.half_size[0], np.uint8) for level in levels]
        self._all = np.ones(levels[0].half_size[0], np.uint8)
        self.codes = buffer((LANES, 3, grid.width // 2), np.uint32)

    @property
    def picture(self) -> Wholes:
        """Linear light from 0 to FULL, for `fill` to write into: 3×H×W."""
        return self.finest.octave.picture

    def apply(self, fill: Fill, gaze_px: GazePx, out: Pixels, changed: slice) -> None:
        """Filter the picture that `fill` writes, strip by strip, to code values.

        If only these rows of it may have changed, `out` is what the last call made of it.
        """
        has_moved = any([level.look(gaze_px) for level in self.levels])
        height, width = self.finest.size
        rows = slice(0, height) if has_moved else changed
        if rows == slice(0, height) or (rows.stop - rows.start) * width >= WORTH_IT_PX:
            self._make(fill, out)
        elif rows.start < rows.stop:
            self._renew(fill, rows, out)

    def _make(self, fill: Fill, out: Pixels) -> None:
        def begin(rows: slice, lane: int) -> None:
            fill(rows, lane)
            self._halve(0, rows)

        over_rows(begin, *self.finest.size)
        for index in range(self.large - 1):
            over_rows(partial(self._see, index), *self.levels[index].half_size)
        self._see_small()
        over_rows(partial(self._show, out), *self.finest.size)

    def _renew(self, fill: Fill, rows: slice, out: Pixels) -> None:
        """What these rows change: of each octave no more than they reach, in one lane."""
        fill(rows, 0)
        self._halve(0, rows)
        changed, seen = self._take_apart(rows)
        coarsest = self.levels[-1].octave
        np.add(coarsest.low, np.uint16(BIAS), out=coarsest.made)
        made = slice(0, coarsest.made.shape[1])
        self._others[0].fill(False)
        for index in range(len(self.levels) - 1, 0, -1):
            needed = self._needed(index, made, changed, seen)
            made = self._put_together(index, needed.start, needed.stop, 0)
        others = self._others[0]
        others[seen[0]] = True
        self._show_finest(out, self._needed(0, made, changed, seen), others, 0)

    def _take_apart(self, rows: slice) -> tuple[list[slice], list[slice]]:
        """Of each octave: the rows of its picture that may have changed, and those of half the size where what is seen
        may have.
        """
        changed, seen = [rows], list[slice]()
        for index, level in enumerate(self.levels):
            low, gain = level.reached(changed[-1])
            finer = spanned(*(halved(part) for part in seen[-1:]))
            seen.append(spanned(gain, finer))
            changed.append(low)
            self._see(index, seen[-1], 0)
        return changed, seen

    def _needed(self, index: int, made: slice, changed: list[slice], seen: list[slice]) -> slice:
        """The rows of an octave's picture that may become others, where those of half the size were made anew."""
        below = spanned(made, seen[index])
        doubled = slice(2 * below.start, 2 * below.stop)
        return spanned(changed[index], beside(doubled, 1, self.levels[index].size[0]))

    def _see_small(self) -> None:
        """All that is left to do once the last large level is halved, until what it becomes can be put together."""
        for index in range(self.large - 1, len(self.levels)):
            self._see(index, slice(0, self.levels[index].half_size[0]), 0)
        coarsest = self.levels[-1].octave
        np.add(coarsest.low, np.uint16(BIAS), out=coarsest.made)
        for index in range(len(self.levels) - 1, self.large - 1, -1):
            self._put_together(index, 0, self.levels[index].size[0], 0)

    def _halve(self, index: int, rows: slice) -> None:
        octave = self.levels[index].octave
        passes.halve(octave, self.weights, rows.start // 2, (rows.stop + 1) // 2)

    def _see(self, index: int, rows: slice, lane: int) -> None:
        """Find these rows of the next picture, and what is seen; then they are halved while they are at hand."""
        octave, finer = self.levels[index].octave, self.levels[max(index - 1, 0)].octave
        passes.find_seen(
            octave,
            finer.gain,
            finer.gain_corner,
            index == 0,
            self.weights,
            FADE,
            rows.start,
            rows.stop,
            self.rooms[lane],
        )
        if index + 1 < len(self.levels):
            self._halve(index + 1, rows)

    def _put_together(self, index: int, first: int, last: int, lane: int) -> slice:
        """Rows of an octave's picture as this eye sees it; from which to which they are others now."""
        octave, finer = self.levels[index].octave, self.levels[index - 1].octave
        others, lines = self._others[index - 1], self.rooms[lane].lines
        return slice(*together.put_together(octave, self.weights, first, last, finer.made, others, lines))

    def _show(self, out: Pixels, rows: slice, lane: int) -> None:
        """Put together what these rows need of the large levels, the coarsest first, and then the rows."""
        needed = [(rows.start, rows.stop)]
        for level in self.levels[1 : self.large]:
            first, last = needed[-1]
            needed.append((max(first // 2 - 1, 0), min((last + 1) // 2 + 1, level.size[0])))
        for index in range(self.large - 1, 0, -1):
            self._put_together(index, *needed[index], lane)
        self._show_finest(out, rows, self._all, lane)

    def _show_finest(self, out: Pixels, rows: slice, wanted: Bytes, lane: int) -> None:
        lines, codes = self.rooms[lane].lines, self.codes[lane]
        together.show(self.finest.octave, self.weights, rows.start, rows.stop, wanted, out, codes, lines)
