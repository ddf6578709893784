"""The facilitator measures a screen with a bank card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from empathylab.domain.calibration import DEFAULT_PX_PER_MM
from empathylab.files.settings import calibration_for, load_settings
from empathylab.ui.facilitator.calibration import CalibrationPage, CardBox, screen_key


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> CalibrationPage:
    made = CalibrationPage(tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_an_unmeasured_screen_starts_from_the_assumed_size(page: CalibrationPage) -> None:
    assert page.box.px_per_mm == pytest.approx(DEFAULT_PX_PER_MM, abs=0.01)


def test_arrow_keys_fit_the_box_and_save_remembers_this_screen(
    page: CalibrationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    before = page.box.width_px
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(page.box, key)
    qtbot.keyClick(page.box, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.box.width_px == before + 12
    page.distance.setValue(70)
    with qtbot.waitSignal(page.saved):
        page.save()
    kept = calibration_for(load_settings(tmp_path), screen_key(QGuiApplication.primaryScreen()))
    assert kept.is_calibrated
    assert kept.distance_cm == 70
    assert kept.px_per_mm == pytest.approx((before + 12) / 85.6)


def test_the_card_keeps_its_shape(page: CalibrationPage) -> None:
    page.box.show_px_per_mm(10)
    assert page.box.sizeHint().width() - 16 == 856
    assert page.box.sizeHint().height() - 16 == 540


def test_on_a_scaled_screen_pixels_are_physical_ones(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    box = CardBox()
    qtbot.addWidget(box)
    monkeypatch.setattr(box, "devicePixelRatioF", lambda: 2.0)
    box.show_px_per_mm(8)
    assert box.width_px == round(8 * 85.6)
    assert box.sizeHint().width() - 16 == pytest.approx(4 * 85.6, abs=1)


def test_the_box_never_leaves_sensible_sizes(page: CalibrationPage) -> None:
    page.box.grow(-100_000)
    assert page.box.px_per_mm > 0.5
    page.box.grow(100_000)
    assert page.box.px_per_mm < 40


def test_coming_back_shows_what_was_saved(page: CalibrationPage, qtbot: QtBot) -> None:
    page.box.grow(25)
    width = page.box.width_px
    page.save()
    page.box.grow(9)
    page.take_screen(page.screen())
    assert page.box.width_px == width
