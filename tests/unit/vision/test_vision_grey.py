"""Grey rows go through the pyramid in one channel: a third of the work, and the same picture."""

from __future__ import annotations

import numpy as np
import pytest
from vision_pictures import page

from empathylab.vision import Chain, Viewing, grey, parse

SCREEN = Viewing(37.8)
GREY_KEPT = ["contrast:log_cs=1.0", "field-loss", "hemianopia", "retinopathy"]


def without_colour() -> np.ndarray:
    return page(400, 640)[..., 1:2].repeat(3, axis=2)


def picture_with(ink: tuple[int, int, int]) -> np.ndarray:
    """A form in near-black ink on two greys; one coloured button, so that other rows have no colour."""
    picture = without_colour()
    picture[:, :, :] = np.where(picture < 20, np.array(ink), picture)
    picture[30:90, 40:600] //= 2
    picture[250:300, 60:160] = (0, 112, 60)
    return picture


@pytest.mark.parametrize("worn", GREY_KEPT)
@pytest.mark.parametrize("ink", [(20, 20, 20), (11, 12, 12)])
def test_one_channel_gives_the_picture_that_three_give(
    worn: str, ink: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = picture_with(ink)
    used = Chain([parse(worn)], SCREEN)
    short = used.apply(picture, (300, 120))
    monkeypatch.setattr(grey, "SAME_CODE", -1)
    whole = Chain([parse(worn)], SCREEN).apply(picture, (300, 120))
    # Rounding, and the code value by which such an ink is no grey.
    assert np.abs(short.astype(int) - whole).max() <= 1 + max(ink) - min(ink)


def test_a_strip_that_was_coloured_is_grey_in_the_next_picture_and_back() -> None:
    used, plain = Chain([parse("retinopathy")], SCREEN), without_colour()
    coloured = picture_with((11, 12, 12))
    first = used.apply(plain).copy()
    button = used.apply(coloured)[250:300, 60:160].astype(int)
    assert (button.max(axis=2) - button.min(axis=2)).max() > 40
    assert np.array_equal(used.apply(plain), first)
