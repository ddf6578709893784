"""The vision models, frame by frame, each by turns with a plain blur of the same picture."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from functools import partial
from itertools import count, cycle

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from empathylab.bench.figure import Figure, by_turns, of_wall, wall_ms
from empathylab.vision import PRESETS, SIMULATIONS, Chain, Viewing, parse
from empathylab.vision.letters import SLOAN, place, sloan

Picture = NDArray[np.uint8]
FULL_HD, LAPTOP, FOUR_K = (1920, 1080), (1280, 800), (3840, 2160)
VIEWING = Viewing(37.8)
ACUITIES = (0.3, 0.5, 0.7, 0.9, 1.2)
#: The same acuity as the work given to the others: this is the blur, in pixels, that comes nearest to logMAR 0.7.
BLUR_PX = 3.7
#: How many times that blur a whole new frame may take; from this acuity on less than the blur.
GOAL_TIMES, GOAL_TIMES_COARSE = 1.5, 0.6
COARSE_LOGMAR = 0.7


def figures(quick: bool) -> list[Figure]:
    """A whole frame, Qt's layout in and out, by turns with a plain blur of code values; goals are ratios."""
    turns = 7 if quick else 21
    sizes = (LAPTOP,) if quick else (FULL_HD, LAPTOP)
    found = [figure for size in sizes for figure in _of_size(size, turns)]
    if not quick:
        found.append(_four_k(turns))
    return [*found, *(_key(worn, size, turns) for worn in _TYPED_UNDER for size in sizes), _allocations()]


def _of_size(size: tuple[int, int], turns: int) -> list[Figure]:
    picture = page(*size)
    found = [_beside_blur(name, work, picture, turns) for name, work in _others(picture)]
    for name, chain in _chains():
        found.append(_beside_blur(name, _work(chain, picture), picture, turns, _goal_times(chain)))
    return found


def _beside_blur(
    name: str, work: Callable[[], object], picture: Picture, turns: int, goal_times: float | None = None
) -> Figure:
    rgb = np.ascontiguousarray(picture[..., 2::-1])
    found = by_turns(of_wall(work), partial(_blur_ms, rgb), turns, warm_up=3)
    peer = (("OpenCV GaussianBlur", found.peer),)
    return Figure(f"vision {name} {_by(picture)}", found.ours, "ms", None, peer, "", found.times, goal_times)


def _blur_ms(rgb: Picture) -> float:
    """The plain blur with all of OpenCV's threads, which rest while the lab's own lanes are at work."""
    cv2.setNumThreads(os.cpu_count() or 1)
    cv2.GaussianBlur(rgb[:64], (0, 0), BLUR_PX)  # wakes them
    took_ms = wall_ms(lambda: cv2.GaussianBlur(rgb, (0, 0), BLUR_PX))
    cv2.setNumThreads(1)
    return took_ms


def _by(picture: Picture) -> str:
    return f"{picture.shape[1]}×{picture.shape[0]}"


def _chains() -> list[tuple[str, Chain]]:
    """What is measured."""
    acuities = [(f"acuity {logmar}", Chain([parse(f"acuity:logmar={logmar}")], VIEWING)) for logmar in ACUITIES]
    presets = [(name, Chain(SIMULATIONS.worn(preset.simulations), VIEWING)) for name, preset in PRESETS.items()]
    return [*acuities, *presets]


def _goal_times(chain: Chain) -> float:
    """A frame that may shrink, since little can be seen in it, has to cost less than the blur."""
    is_coarse = chain.effect.logmar >= COARSE_LOGMAR and not chain.effect.straylight_s
    return GOAL_TIMES_COARSE if is_coarse else GOAL_TIMES


def _others(picture: Picture) -> list[tuple[str, Callable[[], object]]]:
    """The same picture copied, which is the floor, and blurred by others (code values, no model)."""
    rgb = np.ascontiguousarray(picture[..., 2::-1])
    image, out = Image.fromarray(rgb), np.empty_like(picture)
    found: list[tuple[str, Callable[[], object]]] = [
        ("plain copy", lambda: np.copyto(out, picture)),
        ("Pillow GaussianBlur", lambda: image.filter(ImageFilter.GaussianBlur(BLUR_PX))),
    ]
    try:
        from scipy import ndimage
    except ImportError:  # a tool of the developers
        return found
    return [*found, ("scipy gaussian_filter", lambda: ndimage.gaussian_filter(rgb, (BLUR_PX, BLUR_PX, 0)))]


def _work(chain: Chain, picture: Picture) -> Callable[[], object]:
    """A whole new frame each time: every second one differs in each of its pixels, so that nothing can be kept."""
    out = np.empty_like(picture)
    middle = picture.shape[1] / 2, picture.shape[0] / 2
    frames = cycle((picture, picture ^ np.array([1, 1, 1, 0], np.uint8)))
    return lambda: chain.apply_bgrx(next(frames), middle, out)


#: Where a pixel depends on that pixel alone, and where the page is seen through a smaller picture.
_TYPED_UNDER = ("colour:kind=deutan", "acuity:logmar=0.7,log_cs=1.12", "acuity:logmar=0.5")


def _key(worn: str, size: tuple[int, int], turns: int) -> Figure:
    """A letter appears: only its band is filtered again, or decoded and enlarged."""
    picture, chain, places = page(*size), Chain([parse(worn)], VIEWING), count(200, 10)
    out = np.empty_like(picture)

    def type_one() -> None:
        left = next(places)
        picture[400:420, left : left + 9] ^= np.array([90, 90, 90, 0], np.uint8)
        chain.apply_bgrx(picture, None, out)

    return _beside_blur(f"{worn}, one letter more", type_one, picture, turns)


def _four_k(turns: int) -> Figure:
    """Twice the density of a laptop's screen: twice the pixels per degree."""
    picture = page(*FOUR_K)
    chain = Chain([parse("acuity:logmar=0.7")], Viewing(2 * VIEWING.ppd))
    return _beside_blur("acuity 0.7", _work(chain, picture), picture, turns, _goal_times(chain))


def _allocations() -> Figure:
    """The most memory that a warm frame asks for, as a share of the frame; goal: no new buffer of a frame's size."""
    picture = page(*LAPTOP)
    shares = []
    for _, chain in _chains():
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
