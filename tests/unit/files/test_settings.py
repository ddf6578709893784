"""The facilitator's settings survive restarts, power cuts and damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from empathylab.domain.calibration import Calibration, CalibrationSource
from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.words import has_command
from empathylab.files.pin import make_pin
from empathylab.files.settings import (
    FILE_NAME,
    PermanentLab,
    Schedule,
    ScreenCalibration,
    Settings,
    calibration_for,
    load_settings,
    save_settings,
)
from support import only_here


def test_a_new_machine_has_the_usual_settings(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "not there yet") == Settings()


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    settings = Settings(
        calibrations={"DP-1 ACME 531x299": ScreenCalibration(px_per_mm=3.6, distance_cm=55)},
        text_scale=1.5,
        stations=("sight-and-hands",),
        permanent=PermanentLab(schedule=Schedule.WEEKLY, weekday=2, base_name="Town hall lab"),
        agreements={"cy": "Croeso"},
    )
    save_settings(tmp_path / "lab", settings)
    assert load_settings(tmp_path / "lab") == settings


def test_a_measured_screen_is_calibrated_and_another_is_not(tmp_path: Path) -> None:
    settings = Settings(calibrations={"left": ScreenCalibration(px_per_mm=4.0, distance_cm=50)})
    assert calibration_for(settings, "left") == Calibration(4.0, 50, CalibrationSource.BANK_CARD)
    assert not calibration_for(settings, "right").is_calibrated


@pytest.mark.parametrize("contents", ["", "{", '{"format": 9}', '{"px": 1}', '{"text_scale": 40}', "\x00\x01"])
def test_a_damaged_file_is_set_aside_and_named(tmp_path: Path, allowed_logs: list[str], contents: str) -> None:
    allowed_logs.append("settings file was damaged")
    (tmp_path / FILE_NAME).write_text(contents)
    settings = load_settings(tmp_path)
    assert settings.model_copy(update={"notices": ()}) == Settings()
    (aside,) = tmp_path.glob("settings-damaged-*.json")
    assert aside.read_text() == contents
    assert aside.name in settings.notices[0]


def test_one_bad_value_costs_that_value_alone(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("settings file was damaged")
    good = Settings(
        text_scale=1.5,
        event="Thursday",
        stations=("severe",),
        calibrations={name: ScreenCalibration(px_per_mm=4.0) for name in ("left", "right")},
    )
    table = json.loads(good.model_dump_json())
    table |= {"text_scale": 9, "has_motion": "perhaps", "colour": "green", "stations": ["severe", 7]}
    table["calibrations"]["left"]["px_per_mm"] = -1
    (tmp_path / FILE_NAME).write_text(json.dumps(table))
    settings = load_settings(tmp_path)
    kept = good.model_copy(update={"text_scale": 1.0, "calibrations": {"right": good.calibrations["right"]}})
    assert settings.model_copy(update={"notices": ()}) == kept
    for name in ("text_scale", "has_motion", "colour", "stations.1", "calibrations.left"):
        assert name in settings.notices[0]
    assert load_settings(tmp_path) == kept


def test_the_notice_passes_on_no_command_and_no_endless_name(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("settings file was damaged")
    (tmp_path / FILE_NAME).write_text(json.dumps({"\x1b[2J\u202e": 1, "x" * 9_000: 1}))
    (notice,) = load_settings(tmp_path).notices
    assert not has_command(notice)
    assert len(notice) < 400


def test_notices_are_said_once(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("settings file was damaged")
    (tmp_path / FILE_NAME).write_text("broken")
    save_settings(tmp_path, load_settings(tmp_path))
    assert load_settings(tmp_path).notices == ()


def test_the_file_is_for_this_user_only_and_leaves_no_draft(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(event="Thursday"))
    (path,) = tmp_path.iterdir()
    assert only_here.is_private(path)


def test_a_folder_that_is_a_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(MachineError, match="settings cannot be saved"):
        save_settings(tmp_path / "data", Settings())


def test_an_unreadable_file_is_said_and_left_alone(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("cannot be read")
    (tmp_path / FILE_NAME).mkdir()
    assert "cannot be read" in load_settings(tmp_path).notices[0]
    assert (tmp_path / FILE_NAME).is_dir()


def test_changes_are_checked_like_a_file() -> None:
    assert Settings().with_changes(text_scale=2.0).text_scale == 2.0
    with pytest.raises(ValueError, match="text_scale"):
        Settings().with_changes(text_scale=9)


@pytest.mark.parametrize("digits", ["", "123", "12a4", "1234567890123", "١٢٣٤", "12 34"])
def test_a_pin_is_four_to_twelve_digits(digits: str) -> None:
    with pytest.raises(InputError, match="cannot be a PIN"):
        make_pin(digits)


def test_the_right_pin_opens_and_clears_the_failures() -> None:
    pin = make_pin("2468")
    _, pin = pin.tried("1111", now=0)
    opened, pin = pin.tried("2468", now=1)
    assert (opened, pin.failures) == (True, 0)


def test_wrong_tries_wait_longer_and_longer_up_to_five_minutes() -> None:
    pin, now, waits = make_pin("2468"), 1000.0, []
    for _ in range(10):
        opened, pin = pin.tried("0000", now)
        assert not opened
        waits.append(pin.wait_s(now))
        now += waits[-1]
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300]


def test_while_locked_even_the_right_pin_waits() -> None:
    pin = make_pin("2468").model_copy(update={"failures": 5, "locked_until": 100.0})
    assert pin.tried("2468", now=90) == (False, pin)
    assert pin.tried("2468", now=100)[0]


def test_a_clock_set_back_never_locks_for_more_than_five_minutes() -> None:
    pin = make_pin("2468").model_copy(update={"locked_until": 1e9})
    assert pin.wait_s(now=0) == 300


def test_the_saved_file_says_its_format(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings())
    assert json.loads((tmp_path / FILE_NAME).read_text())["format"] == 2
