"""Work in strips gives what the whole picture at once would have given."""

from __future__ import annotations

import gc
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from empathylab.vision import Chain, Viewing, parse
from empathylab.vision.buffers import LINE_BYTES, PIECE_BYTES, buffer
from empathylab.vision.enlarging import Enlarger
from empathylab.vision.frames import Encoder, grid_shape
from empathylab.vision.kernels import disc_kernel, limit_kernel
from empathylab.vision.light import BIAS, ENCODE, FULL
from empathylab.vision.optics import AcuityLimit, Defocus, Spread, veil_kernel
from empathylab.vision.pyramid import Pyramid
from empathylab.vision.sensitivity import Grid, Sensitivity
from empathylab.vision.strips import WORTH_IT_PX, over_rows, side_by_side
from support.vision_pictures import page

CHANCE = np.random.default_rng(25)


def test_a_blur_in_strips_has_no_seams() -> None:
    picture = CHANCE.integers(0, 60_000, (3, 440, 320), np.uint16)
    light = picture.astype(np.float32)
    assert picture[0].size > WORTH_IT_PX
    disc, limit = Defocus((440, 320), 6.4), AcuityLimit((440, 320), 1.3)
    kernel, round_kernel = limit_kernel(1.3), disc_kernel(6.4)
    limited = [np.maximum(cv2.sepFilter2D(plane, -1, kernel, kernel) - BIAS, 0) for plane in light]
    assert np.allclose(disc.run(picture, (0, 0)), [cv2.filter2D(plane, -1, round_kernel) for plane in light], atol=0.6)
    assert np.allclose(limit.run(picture, (0, 0)), limited, atol=0.6)


def test_light_is_spread_as_by_a_filter_with_dark_around() -> None:
    kernel, picture = veil_kernel(17, 23, (0.4, 0.4), 20.0), CHANCE.random((3, 17, 23), np.float32)
    spread = np.empty_like(picture)
    spreads = Spread(kernel)
    for plane, of_plane in zip(picture, spread, strict=True):
        spreads.run(plane, of_plane)
    beside = [cv2.filter2D(plane, -1, kernel, borderType=cv2.BORDER_CONSTANT) for plane in picture]
    assert np.allclose(spread, beside, atol=1e-5)


@pytest.mark.parametrize("diameter_px", [1.5, 4.9, 5.8, 9.9, 17.0])
@pytest.mark.parametrize("shape", [(12, 16), (3, 5), (1, 1)])
def test_a_disc_of_any_size_is_as_by_a_filter(shape: tuple[int, int], diameter_px: float) -> None:
    picture = CHANCE.integers(0, 60_000, (3, *shape), np.uint16)
    seen = Defocus(shape, diameter_px).run(picture, (0, 0))
    kernel = disc_kernel(diameter_px)
    assert np.allclose(seen, [cv2.filter2D(plane.astype(np.float32), -1, kernel) for plane in picture], atol=0.6)


def test_strips_together_are_all_rows() -> None:
    done: list[slice] = []
    over_rows(lambda rows, _lane: done.append(rows), 440, 320)
    assert sorted(row for rows in done for row in range(rows.start, rows.stop)) == list(range(440))


@pytest.mark.parametrize("factor", [*range(2, 41), 64, 127, 128, 200])
def test_what_is_one_colour_is_that_colour_when_it_is_enlarged(factor: int) -> None:
    enlarger = Enlarger((160, 200), grid_shape(160, 200, factor), factor)
    out = np.empty((160, 200, 4), np.uint8)
    for code in (0, 1, 127, 128, 254, 255):
        enlarger.small.fill(code)
        enlarger.enlarge(out, is_whole=True)
        assert np.abs(out.astype(int) - code).max() <= (factor > 64)


@pytest.mark.parametrize(("factor", "height", "width"), [(5, 1017, 757), (2, 408, 304), (16, 640, 480), (50, 640, 480)])
def test_a_frame_is_enlarged_in_strips_as_in_one_piece(factor: int, height: int, width: int) -> None:
    encoder, (rows, columns) = Encoder(height, width, factor), grid_shape(height, width, factor)
    light = CHANCE.integers(BIAS, BIAS + int(FULL), (3, rows, columns), np.uint16)
    out = np.empty((height, width, 4), np.uint8)
    encode = lambda some, lane: encoder.some(some, np.ascontiguousarray(light[:, some]), lane, out)  # noqa: E731
    over_rows(encode, rows, columns)
    encoder.finish(out, is_whole=True)
    assert encoder.enlarger
    codes = encoder.enlarger.small
    assert np.abs(codes[..., :3].astype(int) - np.moveaxis(ENCODE[light], 0, -1)).max() <= 1
    whole = cv2.resize(codes, (columns * factor, rows * factor), interpolation=cv2.INTER_LINEAR)
    assert np.abs(out.astype(int) - whole[:height, :width]).max() <= 1


def test_what_fails_in_a_lane_fails_for_who_asked_and_the_lanes_go_on() -> None:
    def fail(rows: slice, _lane: int) -> None:
        if rows.start == 0:
            raise ValueError("strip")

    with pytest.raises(ValueError, match="strip"):
        over_rows(fail, 2000, 320)
    done: list[slice] = []
    over_rows(lambda rows, _lane: done.append(rows), 2000, 320)
    assert len(done) > 1


def test_work_within_work_is_done_by_the_lane_that_asks() -> None:
    asked: list[tuple[int, int]] = []

    def ask(lane: int) -> None:
        side_by_side(*(lambda inner, number=number: asked.append((number, inner)) for number in range(3)))

    side_by_side(ask)
    assert sorted(asked) == [(0, 0), (1, 0), (2, 0)]


def test_what_a_map_spares_is_the_page_itself() -> None:
    picture = page()
    seen = Chain([parse("hemianopia:sparing_deg=1")], Viewing(37.8)).apply(picture, (200.0, 200.0))
    spared = slice(330, None)  # beyond what the coarsest levels bring across the edge
    assert np.abs(seen[:, spared].astype(int) - picture[:, spared]).max() <= 1


def test_nobody_looks_where_a_map_says_that_all_or_nothing_is_seen() -> None:
    def pyramid(deepest: float) -> Pyramid:
        half_gone = Sensitivity(lambda _cpd: 10.0, lambda x, y: np.where(x + 0 * y > 0, deepest, 100.0))
        return Pyramid(Grid(64, 64, 37.8, 10.0), half_gone, np.array([0.2126, 0.7152, 0.0722]))

    assert pyramid(1e-4).finest.steepness.is_gain
    assert not pyramid(0.5).finest.steepness.is_gain


def test_buffers_are_apart_even_when_several_threads_ask_at_once() -> None:
    shapes = [(rows, 700, 3) for rows in (1, 37, 500) for _ in range(20)] + [(PIECE_BYTES // 4000, 700, 3)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda shape: buffer(shape, np.uint16), shapes))
    for index, each in enumerate(found):
        each.fill(index)
    assert [each.shape for each in found] == shapes
    assert all((each == index).all() for index, each in enumerate(found))
    assert all(each.ctypes.data % LINE_BYTES == 0 for each in found)


def test_memory_goes_with_what_was_kept_in_it() -> None:
    kept = buffer((PIECE_BYTES,), np.uint8)
    assert kept.base is not None
    piece = weakref.ref(kept.base)
    del kept
    gc.collect()
    assert piece() is None


def test_memory_of_a_filter_goes_with_it() -> None:
    picture, worn = page(), [parse("acuity:logmar=0.3"), parse("straylight:log_s=1.3")]
    Chain(worn, Viewing(37.8)).apply(picture)  # what compiling keeps is none of it
    tracemalloc.start()
    Chain(worn, Viewing(37.8)).apply(picture)
    gc.collect()
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < PIECE_BYTES / 8
