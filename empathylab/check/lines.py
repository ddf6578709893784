"""The lines of the ready list, in the order in which a facilitator can do something about them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from empathylab.check import clock, engine, network, voice_control
from empathylab.check.speech import loudness_line, sound_line, speech_line
from empathylab.check.vision import vision_line
from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.words import how_many
from empathylab.files.lab_folder import layers_for
from empathylab.files.library import load_library
from empathylab.files.questions import load_questions
from empathylab.files.settings import load_settings
from empathylab.storage import damaged_files, open_for_now, open_records
from empathylab.storage.sqlite import DATABASE_NAME
from empathylab.ui.kit.measured_screen import calibration_of, why_not_calibrated
from empathylab.ui.kit.system_keys import system_keys

_IN_SET_UP = "in the facilitator's set-up (Ctrl+Alt+F)"
_SMALLEST_PX = (1280, 720)
_ENOUGH_BYTES = 1_000_000_000
_TOO_FEW_BYTES = 100_000_000
_SEND = "Write a report to send back, and send it to whoever made the lab."


def check_lines(data_dir: Path) -> Iterator[CheckLine]:
    """Each line as soon as it is known; needs a QApplication. A check that breaks becomes a problem of its own."""
    checks: tuple[tuple[str, Callable[[], CheckLine]], ...] = (
        ("Screen", screen_line),
        ("Calibration", lambda: calibration_line(data_dir)),
        (engine.NAME, engine.engine_line),
        (network.NAME, network.network_line),
        ("Vision", vision_line),
        ("Speech", speech_line),
        ("Sound", sound_line),
        ("Loudness", lambda: loudness_line(load_settings(data_dir))),
        (voice_control.NAME, lambda: voice_control.voice_control_line(data_dir)),
        ("Keyboard", keyboard_line),
        (clock.NAME, lambda: clock.clock_line(data_dir)),
        ("Disk", lambda: disk_line(data_dir)),
        ("Records", lambda: records_line(data_dir)),
        ("Personas and forms", lambda: library_line(data_dir)),
    )
    for name, check in checks:
        try:
            yield check()
        except (LabError, OSError) as error:
            yield CheckLine(name, CheckLevel.PROBLEM, str(error))
        except Exception as error:  # noqa: BLE001 - a strange computer fails in its own ways; the other lines are told
            yield CheckLine(name, CheckLevel.PROBLEM, f"Not foreseen: {type(error).__name__}: {error}.", _SEND)


def screen_line() -> CheckLine:
    """Large enough for form and card side by side."""
    screens = QGuiApplication.screens()
    size, ratio = screens[0].size(), screens[0].devicePixelRatio()
    dense = "1 pixel" if ratio == 1 else f"{ratio:g} pixels"
    shown = f"{size.width()} by {size.height()} points, {dense} to a point, screens connected: {len(screens)}."
    if QGuiApplication.platformName() == "offscreen":
        return CheckLine("Screen", CheckLevel.WARNING, f"There is no display here; drawn without one: {shown}")
    if size.width() < _SMALLEST_PX[0] or size.height() < _SMALLEST_PX[1]:
        return CheckLine("Screen", CheckLevel.WARNING, f"Small: {shown} 1280 by 800 or more is better.")
    return CheckLine("Screen", CheckLevel.OK, shown)


def calibration_line(data_dir: Path) -> CheckLine:
    """Has somebody measured this screen with a bank card, as it is now?"""
    settings, screen = load_settings(data_dir), QGuiApplication.primaryScreen()
    why_not = why_not_calibrated(settings, screen)
    if why_not:
        what_to_do = f"Measure the screen with a bank card {_IN_SET_UP}."
        return CheckLine("Calibration", CheckLevel.WARNING, f"Not calibrated. {why_not}", what_to_do, "screen")
    calibration = calibration_of(settings, screen)
    return CheckLine(
        "Calibration", CheckLevel.OK, f"{calibration.ppd:.1f} pixels a degree at {calibration.distance_cm:.0f} cm."
    )


def keyboard_line() -> CheckLine:
    """Qt tells the layout's language; whether each key works only a person can find out."""
    locale = QGuiApplication.inputMethod().locale()
    language = locale.language()
    said = f"Its layout is for {QLocale.languageToString(language)} ({QLocale.territoryToString(locale.territory())})."
    if language is QLocale.Language.C:
        said = "The system does not say for which language its layout is."
    in_the_way = system_keys().words
    is_fine = language is QLocale.Language.English and not in_the_way
    level, said = CheckLevel.OK if is_fine else CheckLevel.WARNING, f"{said} {in_the_way}".strip()
    return CheckLine("Keyboard", level, said, f"Try every key {_IN_SET_UP}.", "keyboard")


def disk_line(data_dir: Path) -> CheckLine:
    """Is there room where the records are kept?"""
    folder = data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    level = CheckLevel.OK if free > _ENOUGH_BYTES else CheckLevel.WARNING
    if free < _TOO_FEW_BYTES:
        level = CheckLevel.PROBLEM
    return CheckLine("Disk", level, f"{free / 1e9:.1f} GB free in {folder}.")


def records_line(data_dir: Path) -> CheckLine:
    """Can the records be opened, and are they whole?"""
    try:
        with open_for_now(data_dir, is_thorough=True) as store:
            lying = damaged_files.names(data_dir)
            visits = store.counts().visits
    except LabError:
        return _records_in_use(data_dir)
    beside = f"Damaged files lie beside them, and go with the next event that is deleted: {', '.join(lying)}."
    told = " ".join((*store.notices, *([beside] if lying else ()))) or "Whole."
    level = CheckLevel.OK if told == "Whole." else CheckLevel.WARNING
    where = data_dir / DATABASE_NAME
    return CheckLine(
        "Records", level, f"{told} {how_many(visits, 'visit')} in {where}, SQLite {sqlite3.sqlite_version}."
    )


def _records_in_use(data_dir: Path) -> CheckLine:
    """A lab that is open holds the folder; then reading must work."""
    reader = open_records(data_dir)
    try:
        told = f"In use by the lab; {how_many(reader.counts().visits, 'visit')} so far."
        return CheckLine("Records", CheckLevel.OK, told)
    finally:
        reader.close()


def library_line(data_dir: Path) -> CheckLine:
    """Are all data files right?"""
    library = load_library(layers_for(data_dir, load_settings(data_dir)))
    load_questions()
    if library.faults:
        return CheckLine("Personas and forms", CheckLevel.PROBLEM, " ".join(str(fault) for fault in library.faults))
    held = ((library.personas, "persona"), (library.forms, "form"), (library.barriers, "barrier"))
    told = ", ".join(how_many(len(each), word) for each, word in held)
    return CheckLine("Personas and forms", CheckLevel.OK, f"{told}.")
