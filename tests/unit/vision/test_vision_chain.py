"""The chain that the live lens calls for every frame."""

from __future__ import annotations

import gc
import tracemalloc
import weakref

import numpy as np
import pytest

from empathylab.domain.calibration import Calibration, CalibrationSource
from empathylab.domain.errors import InputError
from empathylab.vision import Chain, Viewing, parse, render, strips
from support.vision_pictures import flat, page, with_unused

SCREEN = Viewing(37.8)
WORN = ["acuity:logmar=0.7", "contrast:log_cs=1.0", "straylight:log_s=1.4,age=75", "field-loss", "macular", "colour"]
WORN += ["colour:kind=tritan", "presbyopia", "nystagmus", "floaters", "smear"]


def chain(*texts: str) -> Chain:
    return Chain([parse(text) for text in texts], SCREEN)


@pytest.mark.parametrize("worn", WORN)
def test_qts_layout_gives_the_same_picture(worn: str) -> None:
    picture = page(300, 401)
    seen = chain(worn).apply(picture, (120, 90))
    qt = chain(worn).apply_bgrx(with_unused(picture), (120, 90))
    assert np.abs(qt[..., 2::-1].astype(int) - seen).max() <= 1
    assert (qt[..., 3] == 255).all()


def test_the_unused_byte_is_255_without_any_loss_as_well() -> None:
    assert (chain().apply_bgrx(with_unused(page()))[..., 3] == 255).all()


@pytest.mark.parametrize("worn", WORN)
def test_a_second_frame_does_not_remember_the_first(worn: str) -> None:
    picture, other = page(), flat(40, 400, 640)
    used = chain(worn)
    first = used.apply(picture).copy()
    used.apply(other)
    assert np.array_equal(used.apply(picture), first)


@pytest.mark.parametrize("worn", WORN)
def test_no_frame_sized_buffer_is_made_once_warm(worn: str) -> None:
    picture = np.ascontiguousarray(with_unused(page()))
    used, out = chain(worn), np.empty_like(picture)
    for _ in range(2):
        used.apply_bgrx(picture, (100, 100), out)
    tracemalloc.start()
    used.apply_bgrx(picture, (140, 100), out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < picture.nbytes / 8


def test_it_writes_where_it_is_told_even_into_rows_with_a_gap() -> None:
    store = np.zeros((400, 700, 3), np.uint8)
    out = store[:, :640]
    given = chain("acuity:logmar=0.7").apply(page(), out=out)
    assert given is out
    assert np.array_equal(out, render(page(), [parse("acuity:logmar=0.7")], SCREEN))
    assert not store[:, 640:].any()


def test_a_frame_seen_through_a_gap_is_read_right() -> None:
    wide = np.zeros((400, 700, 3), np.uint8)
    wide[:, :640] = page()
    assert np.array_equal(chain("colour").apply(wide[:, :640]), chain("colour").apply(page()))


def test_a_read_only_frame_is_fine() -> None:
    frame = with_unused(page())
    frame.flags.writeable = False
    assert chain("macular").apply_bgrx(frame).shape == frame.shape


@pytest.mark.parametrize("worn", ["floaters", "macular", "nystagmus"])
@pytest.mark.parametrize("shift", [0, 1, 40])
def test_the_picture_may_be_written_over_the_frame_even_where_rows_move(worn: str, shift: int) -> None:
    frame = with_unused(page(300, 401))
    for read, write in ((slice(shift, 300 + shift), slice(0, 300)), (slice(0, 300), slice(shift, 300 + shift))):
        room = np.zeros((300 + shift, 401, 4), np.uint8)
        room[read] = frame
        chain(worn).apply_bgrx(room[read], None, room[write])
        assert np.array_equal(room[write], chain(worn).apply_bgrx(frame))


@pytest.mark.parametrize("worn", ["acuity:logmar=0.7", "colour", "nystagmus", "floaters"])
def test_an_output_that_may_not_be_written_to_is_refused_with_a_sentence(worn: str) -> None:
    out = np.zeros((30, 40, 4), np.uint8)
    out.flags.writeable = False
    with pytest.raises(InputError, match="read-only"):
        chain(worn).apply_bgrx(np.zeros_like(out), None, out)


def test_a_window_may_change_its_size() -> None:
    used = chain("acuity:logmar=0.5")
    for size in ((400, 640), (311, 257), (400, 640)):
        assert used.apply(page(*size)).shape == (*size, 3)


@pytest.mark.parametrize("gaze", [(-900.0, 5.0), (1e9, -1e9), (float("nan"), 3.0), None])
def test_gaze_outside_the_picture_is_taken_to_its_edge(gaze: tuple[float, float] | None) -> None:
    seen = chain("field-loss:map=end-stage-island").apply(page(), gaze)
    assert seen.shape == page().shape


@pytest.mark.parametrize(
    ("beyond", "edge"),
    [((9_000.0, 200.0), (639.0, 200.0)), ((300.0, 9_000.0), (300.0, 399.0)), ((-1.0, -1.0), (0.0, 0.0))],
)
def test_gaze_beyond_the_edge_is_on_the_last_pixel(beyond: tuple[float, float], edge: tuple[float, float]) -> None:
    worn = chain("field-loss:map=end-stage-island")
    assert np.array_equal(worn.apply(page(), beyond), worn.apply(page(), edge))


def test_it_says_whether_it_is_local_and_follows_gaze() -> None:
    assert chain("colour", "colour:kind=tritan").is_local
    assert not chain("acuity").is_local
    assert not chain("straylight").is_local
    assert chain("hemianopia").follows_gaze
    assert chain("floaters").follows_gaze
    assert not chain("acuity").follows_gaze


def test_it_says_what_is_worn_and_that_the_screen_is_not_calibrated() -> None:
    assert chain("acuity:logmar=0.7").description == "acuity:logmar=0.7 (screen not calibrated)"
    measured = Calibration(3.6, 60, CalibrationSource.BANK_CARD)
    assert Chain([], Viewing.from_calibration(measured)).description == "no simulation"


@pytest.mark.parametrize("worn", ["contrast:log_cs=0.6", "acuity:logmar=0.9", "field-loss", "hemianopia"])
def test_thin_white_lines_on_black_do_not_upset_what_is_near(worn: str) -> None:
    picture = flat(0, 300, 400)
    picture[::40, :, :] = 255
    picture[:, 200:] = 255
    seen = chain(worn).apply(picture, (300, 150)).astype(int)
    assert np.abs(seen[20:280, 300:390] - 255).max() <= 12
    assert 0 < seen[20:280, 20:150].mean() < 140


def test_no_simulation_is_a_copy() -> None:
    assert np.array_equal(chain().apply(page()), page())


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (np.zeros((0, 10, 3), np.uint8), "empty"),
        (np.zeros((4, 4), np.uint8), "height × width × 3"),
        (np.zeros((4, 4, 3), np.float32), "float32"),
        (np.zeros((4, 4, 4), np.uint8), "× 3"),
        ([[1]], "not list"),
        (np.broadcast_to(np.uint8(0), (10000, 10000, 3)), "too large"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(frame: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        chain("acuity").apply(frame)  # type: ignore[arg-type]


def test_an_output_of_another_size_is_refused() -> None:
    with pytest.raises(InputError, match="The output is"):
        chain("acuity").apply(page(), out=np.empty((3, 3, 3), np.uint8))


@pytest.mark.parametrize("ppd", [0.0, -1.0, 4.0, 1e6, float("nan"), float("inf")])
def test_an_impossible_screen_is_refused(ppd: float) -> None:
    with pytest.raises(InputError, match="pixels per degree"):
        Viewing(ppd)


def test_pixels_per_degree_come_from_screen_and_distance() -> None:
    assert Viewing.from_screen(1920 / 531.4, 60).ppd == pytest.approx(37.8, abs=0.1)


@pytest.mark.parametrize("worn", WORN)
def test_a_page_of_odd_size_looks_like_the_same_page_with_a_row_and_a_column_more(worn: str) -> None:
    wide = page(302, 402)
    wide[-1], wide[:, -1] = wide[-2], wide[:, -2]
    odd = chain(worn).apply(np.ascontiguousarray(wide[:-1, :-1]), (120, 90)).astype(int)
    assert np.abs(chain(worn).apply(wide, (120, 90))[:-1, :-1].astype(int) - odd)[:-8, :-8].max() <= 2


@pytest.mark.parametrize("size", [(1, 1), (3, 5), (7, 400), (401, 9), (205, 1021)])
def test_every_size_of_page_is_filtered(size: tuple[int, int]) -> None:
    white = np.full((*size, 3), 255, np.uint8)
    for worn in WORN:
        assert chain(worn).apply(white).shape == white.shape
    assert (chain("acuity:logmar=0.7").apply(white) >= 254).all()


@pytest.mark.parametrize("worn", ["contrast:log_cs=1.0", "macular", "floaters", "field-loss", "colour:kind=tritan"])
def test_strips_leave_no_seam(worn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = chain(worn).apply(page(), (300, 190)).copy()
    monkeypatch.setattr(strips, "STRIP_PX", 10_000)
    assert np.abs(chain(worn).apply(page(), (300, 190)).astype(int) - whole).max() <= 1


@pytest.mark.parametrize("worn", WORN)
def test_neither_a_page_nor_a_chain_is_kept_longer_than_it_is_needed(worn: str) -> None:
    """What was on the screen must not stay in memory, nor buffers of every size of window that there was."""
    gc.disable()
    try:
        used, picture = chain(worn), page()
        seen, kept = used.apply(picture), weakref.ref(picture)
        buffers = [weakref.ref(plan) for plan in used._plans.values()]
        del picture, seen
        assert kept() is None
        del used
        assert [buffer() for buffer in buffers] == [None] * len(buffers)
    finally:
        gc.enable()
