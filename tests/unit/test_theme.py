"""The look grows with the window, within bounds, and a text size that was asked for is never made smaller."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from empathylab.ui.kit import theme


@pytest.mark.parametrize(
    ("size", "fit"),
    [
        ((1280, 800), 1.0),
        ((1920, 1080), 1.35),
        ((3840, 2160), 2.7),
        ((1280, 720), 0.9),
        ((800, 600), 0.9),
        ((1366, 768), 0.95),
        ((7680, 4320), 3.0),
        ((3840, 800), 1.0),
    ],
)
def test_everything_is_as_large_as_the_window_has_room_for(size: tuple[int, int], fit: float) -> None:
    assert theme.fit_of(QSize(*size)) == fit


def test_in_a_larger_window_the_same_sheet_has_larger_numbers() -> None:
    sheet = theme.stylesheet(replace(theme.STANDARD, fit=2.0))
    assert "font-size: 44px" in sheet
    assert "border-radius: 32px" in sheet
    assert "width: 0;" in sheet
    assert "$" not in sheet


def test_large_text_stays_as_large_as_somebody_asked_for_in_a_small_window() -> None:
    large = replace(theme.STANDARD, scale=2.0, fit=0.9)
    assert large.px(22) == 44
    assert replace(large, fit=1.5).px(22) == 66


def test_no_target_is_smaller_than_a_finger() -> None:
    assert "min-height: 44px; padding: 0 14px" in theme.stylesheet(replace(theme.STANDARD, fit=0.9))
