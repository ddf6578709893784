"""What the facilitator sets on this machine: one JSON file beside the records, written whole or not at all."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from empathylab.domain.calibration import DEFAULT_DISTANCE_CM, Calibration, CalibrationSource
from empathylab.domain.errors import MachineError
from empathylab.domain.kit import House
from empathylab.domain.local_words import Language
from empathylab.domain.persona import DataModel, Id, LivedWords, Text
from empathylab.domain.station import Questions, Visits
from empathylab.domain.words import presentable
from empathylab.files import held_files
from empathylab.files.access_locks import carry_over
from empathylab.files.durable import write_durably
from empathylab.motor import known_preset

FILE_NAME = "settings.json"
#: Between a coarse projector wall and a phone's screen, in physical pixels per millimetre.
PX_PER_MM_LIMITS = (0.5, 40.0)
DISTANCE_CM_LIMITS = (20.0, 300.0)

_log = logging.getLogger(__name__)
#: Settings of earlier formats held the PIN.
_WITHOUT_PIN = 2
#: No setting has a longer one.
_LONG_NAME = 80
#: Stands for a file that is no table at all.
_EVERYTHING = "(everything)"


class Schedule(StrEnum):
    """How often a permanent lab begins a new event by itself."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class ScreenCalibration(DataModel):
    """One screen, measured by a person with a bank card; pixels are physical ones.

    It holds at the resolution at which it was measured; earlier versions did not note that.
    """

    px_per_mm: float = Field(ge=PX_PER_MM_LIMITS[0], le=PX_PER_MM_LIMITS[1])
    distance_cm: float = Field(default=DEFAULT_DISTANCE_CM, ge=DISTANCE_CM_LIMITS[0], le=DISTANCE_CM_LIMITS[1])
    resolution_px: tuple[int, int] | None = None


class AcuityProof(DataModel):
    """What the check through the live filter found on this machine, beside what the filter aims at."""

    persona: str
    target_logmar: float
    measured_logmar: float
    uncertainty_logmar: float = Field(ge=0)
    is_calibrated: bool
    measured_on: Text


class Choices(DataModel):
    """What a facilitator chose for one persona: another preset of hands, the helps of the second run, and extras.

    No preset, and None for the helps, leave it as the persona's file has it.
    """

    hands: Annotated[str, AfterValidator(lambda name: name and known_preset(name))] = ""
    helps: tuple[Id, ...] | None = None
    extras: tuple[Id, ...] = ()


class OwnAddress(DataModel):
    """The page that a team tried last, and the other addresses that it may load from, as they were typed."""

    address: str = ""
    also: str = ""


class PermanentLab(DataModel):
    """A lab that stays: when a new event begins, and when the machine checks itself."""

    schedule: Schedule = Schedule.NEVER
    weekday: int = Field(default=0, ge=0, le=6)
    base_name: str = ""
    starts_at_login: bool = False
    self_check_at: str = Field(default="08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")


class ServerSync(DataModel):
    """The server that records are sent to, without its password, and what became of it the last time, in words."""

    address: str = ""
    last_sent: str = ""
    problem: str = ""


class Settings(DataModel):
    """Everything set on this machine. `notices` are said to the facilitator once and never saved.

    `calibrations` has one entry a screen (the key names the screen), `loudness_set` the day on which the volume of each
    sound device was set by a voice; `station_name` tells this machine from others;
    `stations` are the ids ticked, the usual one when empty; `agreements` are the words of the agreement in each
    language, the built-in ones when empty;
    `lived_words` and `choices` are by persona id; by event, `own_themes` are the board's columns besides the usual ones
    and `ticked_steps` what is done of the run sheet; `house` is whose lab it is. `is_host_away`: the event has a host,
    who is not here just now.
    `lab_folder` holds content of one's own, the one beside the records when empty.
    `task`, `questions`, `warm_up`, `paper`, `walls`, `contact`, `visits`, `follow_up` and `spotting` are a station's,
    None where they are as its file says; bundles in the `watched_folder` are taken in as they come.
    """

    format: int = Field(default=_WITHOUT_PIN, ge=_WITHOUT_PIN, le=_WITHOUT_PIN)
    calibrations: dict[str, ScreenCalibration] = {}
    loudness_set: dict[str, str] = {}
    proofs: tuple[AcuityProof, ...] = ()
    text_scale: float = Field(default=1.0, ge=1.0, le=2.0)
    has_high_contrast: bool = False
    has_motion: bool = True
    has_f_keys: bool = True
    station_name: str = Field(default="", max_length=60)
    stations: tuple[Id, ...] = ()
    personas_off: tuple[Id, ...] = ()
    event: str = ""
    is_host_away: bool = False
    permanent: PermanentLab = PermanentLab()
    agreements: dict[Language, str] = {}
    lived_words: dict[Id, tuple[LivedWords, ...]] = {}
    choices: dict[Id, Choices] = {}
    own_themes: dict[str, tuple[str, ...]] = {}
    ticked_steps: dict[str, tuple[Id, ...]] = {}
    house: House | None = None
    has_onlookers: bool = False
    server: ServerSync = ServerSync()
    watched_folder: str = ""
    own_page: OwnAddress = OwnAddress()
    lab_folder: str = ""
    task: Id | None = None
    questions: Questions | None = None
    warm_up: bool | None = None
    paper: bool | None = None
    walls: bool | None = None
    contact: bool | None = None
    visits: Visits | None = None
    follow_up: bool | None = None
    spotting: bool | None = None
    notices: tuple[str, ...] = Field(default=(), exclude=True)

    def with_changes(self, **changes: object) -> Settings:
        """A copy with some fields replaced; checked like a file."""
        return Settings.model_validate({**dict(self), **changes})


def load_settings(data_dir: Path) -> Settings:
    """Read the settings. A bad value costs that value: it has its usual one again, which `notices` tell.

    The damaged file is kept under another name.
    """
    path = data_dir / FILE_NAME
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise OSError(errno.EINVAL, "it is no ordinary file")
        table = _table_of(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        carry_over(data_dir, None)
        notice = f"The settings in {path} cannot be read ({error.strerror}). The lab uses its usual settings."
        _log.warning("%s", notice)
        return Settings(notices=(notice,))
    settings, lost = _sound_part(table)
    if table.get("format") != _WITHOUT_PIN:
        carry_over(data_dir, table if not lost or table.get("pin") else None)
    return _set_aside(path, settings, lost) if lost else settings


def _table_of(content: bytes) -> dict[str, object]:
    """The file as a table; what is none is one with a fault."""
    try:
        table = json.loads(content)
    except (ValueError, RecursionError):
        table = None
    return table if isinstance(table, dict) else {_EVERYTHING: None}


def _sound_part(table: Mapping[str, object]) -> tuple[Settings, list[str]]:
    """The settings without what is wrong in the table, and what that was."""
    left = dict(table)
    left.pop("pin", None)  # has a file of its own now (files/access_locks)
    if left.get("format") == 1:
        left["format"] = _WITHOUT_PIN
    lost: list[str] = []
    while True:
        try:
            return Settings.model_validate_json(json.dumps(left)), lost
        except ValidationError as error:
            lost.append(_without(left, error.errors()[0]["loc"]))


def _without(table: dict[str, object], place: Sequence[str | int]) -> str:
    """Take out the value at this place, or the innermost one around it that is there; return its dotted name."""
    if not place:  # the reader of JSON gave up
        table.clear()
        return _EVERYTHING
    holder: Any = table
    for depth, step in enumerate(place[:-1], 1):
        if not _has(holder[step], place[depth]):
            del holder[step]
            return ".".join(map(str, place[:depth]))
        holder = holder[step]
    del holder[place[-1]]
    return ".".join(map(str, place))


def _has(holder: object, step: str | int) -> bool:
    if isinstance(holder, dict):
        return step in holder
    return isinstance(holder, list) and isinstance(step, int) and step < len(holder)


def _set_aside(path: Path, settings: Settings, lost: Sequence[str]) -> Settings:
    """Keep the damaged file under another name and what is left of the settings under the usual one."""
    aside = path.with_name(f"settings-damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}.json")
    try:
        held_files.replace(path, aside)
        save_settings(path.parent, settings)
        kept = f"The damaged file is kept as {aside.name}."
    except (OSError, MachineError):
        kept = "The damaged file could not be moved out of the way."
    what = "all of them" if _EVERYTHING in lost else presentable(", ".join(name[:_LONG_NAME] for name in lost))
    notice = f"The settings file was damaged. Usual again, and to be set anew: {what}. {kept}"
    _log.warning("%s", notice)
    return settings.model_copy(update={"notices": (notice,)})


def save_settings(data_dir: Path, settings: Settings) -> None:
    """Write the settings so that a power cut leaves either the old file or the new; raises MachineError."""
    try:
        write_durably(data_dir / FILE_NAME, settings.model_dump_json(indent=1))
    except OSError as error:
        raise MachineError(
            f"The settings cannot be saved in {data_dir}: {error.strerror}.", "Check that the disk has room."
        ) from error


def calibration_for(settings: Settings, screen_key: str) -> Calibration:
    """The calibration of one screen, or what is assumed of a screen that nobody measured."""
    found: Mapping[str, ScreenCalibration] = settings.calibrations
    if screen_key not in found:
        return Calibration()
    measured = found[screen_key]
    return Calibration(measured.px_per_mm, measured.distance_cm, CalibrationSource.BANK_CARD)
