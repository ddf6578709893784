"""The facilitator measures a screen with a bank card, or tells its width."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from empathylab.check.lines import calibration_line
from empathylab.domain.calibration import DEFAULT_PX_PER_MM
from empathylab.domain.live import CheckLevel
from empathylab.files.settings import Settings, calibration_for, load_settings, save_settings
from empathylab.files.setup import LiveSetUp
from empathylab.ui.facilitator.setup.calibration import (
    CalibrationPage,
    CardBox,
    calibration_of,
    resolution_of,
    screen_key,
)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> CalibrationPage:
    made = CalibrationPage(LiveSetUp(tmp_path))
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
    page.save()
    kept = calibration_for(load_settings(tmp_path), screen_key(QGuiApplication.primaryScreen()))
    assert kept.is_calibrated
    assert kept.distance_cm == 70
    assert kept.px_per_mm == pytest.approx((before + 12) / 85.6)
    assert page.said.text() == "Saved: this screen is measured."
    qtbot.keyClick(page.box, Qt.Key.Key_Right)
    assert page.said.text() == "", "the size on the screen is not the one that was saved"


def test_who_does_not_see_the_box_tells_the_width_of_the_screen(
    page: CalibrationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    wide_px, _high = resolution_of(page.screen())
    found = QAccessible.queryAccessibleInterface(page.width_mm)
    assert found.text(QAccessible.Text.Name) == "Or, without a card: how wide is the screen?"
    page.width_mm.setFocus()
    page.width_mm.selectAll()
    qtbot.keyClicks(page.width_mm, "345")
    qtbot.keyClick(page.width_mm, Qt.Key.Key_Tab)
    assert page.box.width_px == round(wide_px / 345 * 85.6), "the box is as large as a card on such a screen"
    page.save()
    kept = calibration_for(load_settings(tmp_path), screen_key(QGuiApplication.primaryScreen()))
    assert kept.px_per_mm == pytest.approx(wide_px / 345)
    page.take_screen(page.screen())
    assert page.width_mm.value() == 345
    page.box.grow(40)
    assert page.width_mm.value() == pytest.approx(wide_px / page.box.px_per_mm, abs=0.5)


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


def _with(settings: Settings, **changes: object) -> Settings:
    """The same settings after the screen was given other properties."""
    (key, measured), *_ = settings.calibrations.items()
    key = str(changes.pop("key", key))
    return settings.with_changes(calibrations={key: measured.model_copy(update=changes)})


def test_a_screen_whose_resolution_was_changed_is_no_longer_measured_and_is_told_why(
    page: CalibrationPage, tmp_path: Path
) -> None:
    page.save()
    settings, screen = load_settings(tmp_path), page.screen()
    wide, high = resolution_of(screen)
    assert calibration_line(tmp_path).level is CheckLevel.OK
    changed = _with(settings, resolution_px=(2 * wide, 2 * high))
    assert not calibration_of(changed, screen).is_calibrated
    save_settings(tmp_path, changed)
    told = calibration_line(tmp_path)
    assert told.level is CheckLevel.WARNING
    assert f"It was measured at {2 * wide} by {2 * high} pixels and shows {wide} by {high} now." in told.sentence
    within_rounding = _with(settings, resolution_px=(wide + 2, high - 1))
    assert calibration_of(within_rounding, screen).is_calibrated


def test_a_screen_whose_density_was_changed_is_told_from_one_that_nobody_measured(
    page: CalibrationPage, tmp_path: Path
) -> None:
    assert "Nobody has measured it." in calibration_line(tmp_path).sentence
    page.save()
    other = _with(load_settings(tmp_path), key=f"{page.screen().name()} 300x200mm")
    save_settings(tmp_path, other)
    assert "Its size or density has changed since it was measured." in calibration_line(tmp_path).sentence


def test_a_measure_kept_by_an_earlier_version_still_holds(page: CalibrationPage, tmp_path: Path) -> None:
    page.save()
    old = _with(load_settings(tmp_path), resolution_px=None)
    assert calibration_of(old, page.screen()).is_calibrated
