"""How each part of the set-up stands, in a few words."""

from __future__ import annotations

from PySide6.QtGui import QScreen

from empathylab.domain.calibration import SoundDevice
from empathylab.domain.days import day_words
from empathylab.domain.words import how_many, percent
from empathylab.files.layers import Layers
from empathylab.files.offered import offered_station
from empathylab.files.settings import Schedule, Settings
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.kit.measured_screen import calibration_of, why_not_calibrated
from empathylab.ui.sound.set_loudness import why_not_set

_SCHEDULES = {
    Schedule.NEVER: "New events by hand",
    Schedule.DAILY: "A new event each day",
    Schedule.WEEKLY: "A new event each week",
}


def event_words(desk: Desk) -> str:
    """How the event stands."""
    event = desk.lab_event()
    return f"{event.name}, {day_words(event.held_on)}" if event.ethics else f"{event.name}: four questions to answer"


def screen_words(desk: Desk, screen: QScreen) -> str:
    """Whether the screen is measured."""
    why_not = why_not_calibrated(desk.settings, screen)
    if why_not:
        return f"Not calibrated. {why_not}"
    return f"Measured. Eyes at {calibration_of(desk.settings, screen).distance_cm:.0f} cm"


def loudness_words(desk: Desk, device: SoundDevice | None) -> str:
    """Whether the volume is set."""
    why_not = why_not_set(desk.settings, device)
    return f"Not calibrated. {why_not}" if why_not else "The volume is set by a voice"


def stations_words(desk: Desk, fixed: str = "") -> str:
    """Which station, how many people, and what they meet; raises LabError where nobody is left."""
    station = offered_station(desk.library, desk.settings, fixed)
    forms = {station.task_of(persona) for persona in station.personas}
    met = how_many(len(forms), "form") if len(forms) > 1 else f"“{desk.library.task(*forms).title}”"
    return f"{station.name}: {how_many(len(station.personas), 'persona')}, {met}, {station.questions} questions"


def worn_words(desk: Desk) -> str:
    """For whom something else than usual was chosen."""
    changed = len(desk.settings.choices)
    return f"Changed for {how_many(changed, 'persona')}" if changed else "How it works, as the personas have it"


def content_words(layers: Layers) -> str:
    """How content of one's own stands."""
    own = [layer for layer in layers if layer.is_own]
    packs = how_many(sum(1 for layer in own if layer.pack), "pack")
    return f"A lab folder, {packs}" if own else "Nothing yet: a folder of yours, or packs"


def words_words(settings: Settings) -> str:
    """Which words of its own the place has given."""
    if not settings.agreements and not settings.lived_words:
        return "The lab's own words"
    return f"{how_many(len(settings.agreements), 'agreement')}, {how_many(len(settings.lived_words), 'quotation')}"


def look_words(settings: Settings) -> str:
    """How the lab looks on this machine."""
    contrast = "high contrast" if settings.has_high_contrast else "standard contrast"
    return f"{percent(settings.text_scale)}, {contrast}"


def permanent_words(settings: Settings) -> str:
    """What a permanent lab does by itself."""
    also = {
        "starts at login": settings.permanent.starts_at_login,
        "onlookers on a second screen": settings.has_onlookers,
        "a watched folder": bool(settings.watched_folder),
    }
    return ", ".join((_SCHEDULES[settings.permanent.schedule], *(words for words, is_on in also.items() if is_on)))
