"""The vision models, frame by frame, beside the same size of picture blurred by others and merely copied."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from itertools import count, cycle

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from empathylab.bench.figure import Figure, median_ms
from empathylab.vision import PRESETS, SIMULATIONS, Chain, Viewing, parse
from empathylab.vision.letters import SLOAN, place, sloan

Picture = NDArray[np.uint8]
FULL_HD, LAPTOP, FOUR_K = (1920, 1080), (1280, 800), (3840, 2160)
VIEWING = Viewing(37.8)
ACUITIES = (0.3, 0.5, 0.7, 0.9, 1.2)
#: The same acuity as the work given to the others: this is the blur, in pixels, that comes nearest to logMAR 0.7.
BLUR_PX = 3.7


def figures(quick: bool) -> list[Figure]:
    """Median milliseconds of a whole frame, Qt's layout in and out; goals are for two cores without a GPU."""
    repeats = 7 if quick else 21
    sizes = (LAPTOP,) if quick else (FULL_HD, LAPTOP)
    found = [figure for size in sizes for figure in _of_size(size, repeats)]
    if not quick:
        found += _four_k(repeats)
    found += [_key(size, repeats) for size in sizes]
    return [*found, _allocations()]


def _of_size(size: tuple[int, int], repeats: int) -> list[Figure]:
    picture = page(*size)
    peers = _peers(picture, repeats)
    share = 1.0 if size == FULL_HD else 0.5
    found = []
    for name, chain, goal_ms in _chains():
        ms = median_ms(_work(chain, picture), repeats)
        found.append(Figure(f"vision {name} {size[0]}×{size[1]}", ms, "ms", goal_ms * share, peers))
    return found


def _chains() -> list[tuple[str, Chain, float]]:
    """What is measured, with the goal at 1920×1080 in milliseconds."""
    acuities = [(f"acuity {logmar}", Chain([parse(f"acuity:logmar={logmar}")], VIEWING)) for logmar in ACUITIES]
    presets = [(name, Chain(SIMULATIONS.worn(preset.simulations), VIEWING)) for name, preset in PRESETS.items()]
    return [(name, chain, _goal_ms(chain.effect.logmar)) for name, chain in (*acuities, *presets)]


def _goal_ms(logmar: float) -> float:
    if logmar >= 0.9:
        return 7.0
    return 13.0 if logmar >= 0.5 else 25.0


def _work(chain: Chain, picture: Picture) -> Callable[[], object]:
    """A whole new frame each time: every second one differs in each of its pixels, so that nothing can be kept."""
    out = np.empty_like(picture)
    middle = picture.shape[1] / 2, picture.shape[0] / 2
    frames = cycle((picture, picture ^ np.array([1, 1, 1, 0], np.uint8)))
    return lambda: chain.apply_bgrx(next(frames), middle, out)


def _key(size: tuple[int, int], repeats: int) -> Figure:
    """A letter appears, where a pixel depends on that pixel alone: only its band is filtered again."""
    picture, chain, places = page(*size), Chain([parse("colour:kind=deutan")], VIEWING), count(200, 10)
    out = np.empty_like(picture)

    def type_one() -> None:
        left = next(places)
        picture[400:420, left : left + 9] ^= np.array([90, 90, 90, 0], np.uint8)
        chain.apply_bgrx(picture, None, out)

    ms = median_ms(type_one, repeats)
    return Figure(
        f"vision deutan, one letter more {size[0]}×{size[1]}", ms, "ms", note="beside deutan, the whole frame"
    )


def _four_k(repeats: int) -> list[Figure]:
    """Twice the density of a laptop's screen: twice the pixels per degree."""
    picture = page(*FOUR_K)
    chain = Chain([parse("acuity:logmar=0.7")], Viewing(2 * VIEWING.ppd))
    ms = median_ms(_work(chain, picture), repeats)
    return [Figure("vision acuity 0.7 3840×2160", ms, "ms", 50.0, note="20 frames a second")]


def _peers(picture: Picture, repeats: int) -> tuple[tuple[str, float], ...]:
    """The same picture blurred by others (code values, no model), and copied, which is the floor."""
    rgb = np.ascontiguousarray(picture[..., 2::-1])
    image, out = Image.fromarray(rgb), np.empty_like(picture)
    found = [
        ("plain copy", median_ms(lambda: np.copyto(out, picture), repeats)),
        ("OpenCV GaussianBlur", median_ms(lambda: cv2.GaussianBlur(rgb, (0, 0), BLUR_PX), repeats)),
        ("Pillow GaussianBlur", median_ms(lambda: image.filter(ImageFilter.GaussianBlur(BLUR_PX)), min(repeats, 5), 1)),
    ]
    return (*found, *_scipy(rgb))


def _scipy(rgb: Picture) -> tuple[tuple[str, float], ...]:
    """scipy is a tool of the developers and may be missing."""
    try:
        from scipy import ndimage
    except ImportError:
        return ()
    return (("scipy gaussian_filter", median_ms(lambda: ndimage.gaussian_filter(rgb, (BLUR_PX, BLUR_PX, 0)), 3, 1)),)


def _allocations() -> Figure:
    """The most memory that a warm frame asks for, as a share of the frame; goal: no new buffer of a frame's size."""
    picture = page(*LAPTOP)
    shares = []
    for _, chain, _ in _chains():
        work = _work(chain, picture)
        work()
        tracemalloc.start()
        work()
        shares.append(tracemalloc.get_traced_memory()[1] / picture.nbytes)
        tracemalloc.stop()
    note = "the worst of all presets, once warm (numpy's own; cv2 writes into buffers that are kept)"
    return Figure("vision new memory per frame", max(shares), "frames", 0.25, note=note)


def page(width: int, height: int) -> Picture:
    """A form-like page in Qt's layout: letters, a dark bar, fields and a green button."""
    ink = np.zeros((height, width), np.float32)
    top, index = 90.0, 0
    while top < height - 60:
        size = 9 + 4 * (index % 5)
        left = width * 0.1
        while left < width * 0.8:
            place(sloan(SLOAN[index % 10]), ink, left, top, size)
            left, index = left + size * 1.3, index + 1
        top, index = top + size * 2.2, index + 1
    picture = np.full((height, width, 4), 255, np.uint8)
    picture[..., :3] = (255 - 244 * ink).astype(np.uint8)[..., None]
    picture[:60] = (12, 12, 11, 255)
    picture[-140:-90, width // 10 : width // 10 + 160] = (60, 112, 0, 255)
    return picture
