"""A page that moves: where it is at a time, and that it cannot flash, whatever stands on it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from empathylab.domain.errors import InputError
from empathylab.vision import Chain, GazePoint, Viewing, parse, render
from empathylab.vision.light import BIAS, ENCODE, FULL, to_code, to_linear
from support import flash_meter
from support.flash_meter import CELLS, analyse
from support.vision_pictures import Picture, page, with_unused

SCREEN = Viewing(37.8)
MOVING = "nystagmus:amplitude_deg=0,motion_deg=0.25"
ROWS, COLUMNS = CELLS
WAYS = [
    f"motion_deg={swing},motion_hz={hz},waveform={waveform}"
    for swing, hz in ((0.05, 0.5), (0.05, 1.0), (0.5, 0.1), (0.5, 0.5), (0.5, 0.75), (0.5, 1.0))
    for waveform in ("pendular", "jerk")
]


def stripes() -> Iterator[Picture]:
    """Of every width, every share of black, in every place: one width for a picture, a share and place for a row."""
    across = np.arange(COLUMNS)
    for width in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 30):
        shares = 0.1 + 0.8 * (np.arange(ROWS) % 9) / 8
        places = across[None, :] + (np.arange(ROWS) // 9 * width / 2)[:, None]
        yield ink(places / (2 * width) % 1 < shares[:, None])


def text() -> Iterator[Picture]:
    """Strokes as of letters, lonely lines and edges, at random; in two colours as well."""
    chance = np.random.default_rng(7)
    for thickest in (2, 3, 5, 9, 16, 28):
        drawn = [np.repeat(chance.random(COLUMNS) < 0.5, chance.integers(1, thickest, COLUMNS)) for _ in range(ROWS)]
        black = np.stack([row[:COLUMNS] for row in drawn])
        yield ink(black)
        yield np.where(black[..., None], (255, 0, 0), (0, 255, 255)).astype(np.uint8)


def all_rows() -> Picture:
    """All of them one below the other: what sways from side to side treats each row by itself."""
    return np.concatenate([*stripes(), *text()])


def ink(black: np.ndarray) -> Picture:
    return np.repeat(np.where(black, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


@pytest.mark.parametrize("way", WAYS)
def test_no_place_changes_more_than_three_times_a_second_whatever_the_page_shows(way: str) -> None:
    """Pictures of as many pixels as the analyser has cells: it looks at every pixel. Two flashes are four changes."""
    chain = Chain([parse(f"nystagmus:amplitude_deg=0,{way}")], Viewing(25.0))
    picture = all_rows()
    frames = (chain.apply(picture, at_s=frame / 30) for frame in range(75))
    assert analyse(frames, 30, picture.shape[:2]).most_anywhere <= 1


@pytest.mark.parametrize("other", [(0, 0, 0), (255, 255, 255), (0, 0, 255), (0, 255, 255)])
@pytest.mark.parametrize("hz", [0.5, 1.0])
def test_saturated_red_does_not_flash_either(
    hz: float, other: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """WCAG's older measure of red, which is on the safe side: R − G − B, and changes of a sixteenth of it."""
    monkeypatch.setattr(flash_meter, "CHANGE", 1 / 16)
    monkeypatch.setattr(flash_meter, "DARK_SIDE", 2.0)
    chain = Chain([parse(f"nystagmus:amplitude_deg=0,motion_deg=0.5,motion_hz={hz}")], Viewing(25.0))
    picture = all_rows()
    drawn = np.where(picture[..., :1] < 128, (255, 0, 0), other).astype(np.uint8)
    frames = (red(chain.apply(drawn, at_s=frame / 30)) for frame in range(60))
    assert analyse(frames, 30, picture.shape[:2]).most_anywhere <= flash_meter.MOST_PER_SECOND


def red(picture: Picture) -> Picture:
    light = cv2.LUT(picture, flash_meter.LINEAR)
    measure = np.rint((light[..., 0] - light[..., 1] - light[..., 2]) * FULL) + BIAS
    return np.repeat(ENCODE[np.maximum(measure, 0).astype(np.uint16)][..., None], 3, axis=2)


@pytest.mark.parametrize(
    "worn", ["acuity:logmar=0.4", "macular:radius_deg=1,warp_arcmin=60", "floaters:count=40", "colour", "smear"]
)
def test_nor_under_another_simulation(worn: str) -> None:
    """Of pictures as large as a field of view, so that what is around gaze lies on each."""
    chain = Chain([parse(worn), parse("nystagmus:amplitude_deg=0,motion_deg=0.5,motion_hz=1")], Viewing(25.0))
    for picture in (*list(stripes())[::3], *list(text())[::3]):
        frames = (chain.apply(picture, at_s=frame / 30) for frame in range(60))
        assert analyse(frames, 30).most_anywhere <= 1


def test_the_proof_would_find_a_page_that_is_not_blurred_enough() -> None:
    black = next(text())
    rolled = [np.roll(black, round(6 * np.sin(2 * np.pi * frame / 30)), axis=1) for frame in range(60)]
    assert analyse(rolled, 30).most_anywhere > 3


@pytest.mark.parametrize("glides", [True, False])
@pytest.mark.parametrize("worn", ["hemianopia", "macular", "floaters"])
def test_a_whole_page_that_moves_is_safe_even_when_gaze_is_driven_hard(worn: str, glides: bool) -> None:
    """What follows gaze and what moves by itself come together."""
    chain = Chain([parse("nystagmus:motion_deg=0.5,motion_hz=1"), parse(worn)], Viewing(20.0))
    picture, gaze, places = page(360, 640), GazePoint((320, 180), (320, 180), glides=glides), ((40, 60), (600, 300))
    frames = []
    for frame in range(60):
        if frame % 3 == 0:
            gaze = gaze.look_at(places[frame % 2])
        gaze = gaze.step(1000 / 30)
        frames.append(chain.apply(picture, gaze.at, at_s=frame / 30))
    assert analyse(frames, 30).is_safe


def middle_px(picture: Picture) -> float:
    """Where the black of a lonely line is, on an average."""
    dark = 1 - to_linear(picture[50, :, 0])
    return float((np.arange(len(dark)) * dark).sum() / dark.sum())


@pytest.mark.parametrize(
    ("waveform", "at"),
    [
        ("pendular", {0.0: 0, 0.5: 0.125, 1.0: 0, 1.5: -0.125, 2.5: 0.125}),
        ("jerk", {0.0: 0, 0.5: 0.0625, 0.99: 0.12375, 1.01: -0.12375, 2.0: 0, 2.5: 0.0625}),
    ],
)
def test_the_page_is_where_it_should_be(waveform: str, at: dict[float, float]) -> None:
    line = np.full((100, 200, 3), 255, np.uint8)
    line[:, 100:104] = 0
    chain = Chain([parse(f"{MOVING},waveform={waveform}")], SCREEN)
    place = middle_px(chain.apply(line))
    for at_s, degrees in at.items():
        assert middle_px(chain.apply(line, at_s=at_s)) - place == pytest.approx(degrees * SCREEN.ppd, abs=0.1)


def test_it_is_blurred_from_side_to_side_by_as_much_as_safety_asks() -> None:
    edge = np.full((60, 200, 3), 255, np.uint8)
    edge[:, :100] = 0
    light = to_linear(render(edge, [parse("nystagmus:amplitude_deg=0,motion_deg=0.5,motion_hz=1")], SCREEN))[30, :, 0]
    slope = np.diff(light)
    sd_px = np.sqrt((slope * (np.arange(len(slope)) + 1 - 100) ** 2).sum())
    assert sd_px == pytest.approx(0.5 / 1.25 * SCREEN.ppd, rel=0.03)
    lying = np.ascontiguousarray(edge.transpose(1, 0, 2))
    assert np.array_equal(render(lying, [parse(MOVING)], SCREEN), lying)


@pytest.mark.parametrize("swing_deg", [0.05, 0.25])
def test_where_it_is_not_made_narrower_the_blur_is_a_gaussian_of_light(swing_deg: float) -> None:
    """To which its two steps, the second of every second point, add nothing."""
    picture, sd_px = page(60, 401), max(2.5, swing_deg / 2.4 * SCREEN.ppd)
    kernel = cv2.getGaussianKernel(61, sd_px).T
    blurred = to_code(cv2.filter2D(to_linear(picture), -1, kernel, borderType=cv2.BORDER_REPLICATE))
    seen = render(picture, [parse(f"nystagmus:amplitude_deg=0,motion_deg={swing_deg},motion_hz=0.5")], SCREEN)
    assert np.abs(seen - blurred).max() <= 2


def test_left_out_nothing_moves_and_the_picture_is_the_one_without() -> None:
    still = parse("nystagmus")
    assert not Chain([still], SCREEN).moves
    for other in ("nystagmus:motion_deg=0", "nystagmus:motion_deg=0,motion_hz=1,waveform=jerk"):
        assert not Chain([parse(other)], SCREEN).moves
        assert np.array_equal(render(page(), [parse(other)], SCREEN, at_s=0.3), render(page(), [still], SCREEN))
    moving = Chain([parse(MOVING)], SCREEN)
    assert moving.moves
    assert not moving.is_local
    assert not moving.is_identity


def test_the_page_is_filtered_once_while_it_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chain, asked = Chain([parse(MOVING), parse("hemianopia")], SCREEN), []
    see = chain._see
    monkeypatch.setattr(chain, "_see", lambda *given, **named: (asked.append(1), see(*given, **named)))
    picture = page()
    first = chain.apply(picture, (100, 100), at_s=0.5)
    for frame in range(5):
        chain.apply(picture, (100, 100), at_s=frame / 30)
    assert len(asked) == 1
    assert np.array_equal(chain.apply(picture, (100, 100), at_s=0.5), first)
    chain.apply(picture, (300, 100))
    picture[5, 5] = 99
    chain.apply(picture, (300, 100))
    assert len(asked) == 3


def test_other_sizes_and_qts_layout_give_the_same_picture() -> None:
    used, picture = Chain([parse(MOVING)], SCREEN), page(300, 401)
    seen = used.apply(picture, at_s=0.4)
    assert used.apply(picture[:1, :1], at_s=0.4).shape == (1, 1, 3)
    qt = used.apply_bgrx(with_unused(picture), at_s=0.4)
    assert np.abs(qt[..., 2::-1].astype(int) - seen).max() <= 1
    assert (qt[..., 3] == 255).all()
    out = np.empty_like(with_unused(picture))
    tracemalloc.start()
    used.apply_bgrx(with_unused(picture), None, out, at_s=0.5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * out.nbytes


def test_what_leaves_one_side_uncovers_the_edge_and_nothing_else() -> None:
    grey = np.full((20, 60, 3), 77, np.uint8)
    seen = render(grey, [parse("nystagmus:motion_deg=0.5")], SCREEN, at_s=0.5)
    assert np.abs(seen.astype(int) - 77).max() <= 1
    assert to_code(to_linear(np.uint8(77))) == pytest.approx(77)


def test_code_values_of_a_picture_are_looked_up_as_they_are_computed() -> None:
    codes = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert np.array_equal(to_linear(codes), to_linear(codes.astype(float)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nystagmus:motion_hz=3", "motion_hz 3 is not a number from 0.1 to 1 Hz: .*seizure"),
        ("nystagmus:motion_deg=2", "motion_deg 2 is not a number from 0 to 0.5 degrees: .*flash"),
        ("nystagmus:waveform=jrk", "waveform 'jrk' is not one of pendular, jerk .did you mean 'jerk'"),
    ],
)
def test_what_would_flash_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse(text)


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="nan is not a time"):
        render(page(), [parse(MOVING)], SCREEN, at_s=float("nan"))
