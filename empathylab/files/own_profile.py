"""The profile that somebody made of themselves: a persona's file, written where they say and kept nowhere else."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from empathylab.domain.days import day_words
from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.persona import DataModel, Persona, Text
from empathylab.domain.spec import Spec
from empathylab.files.held_files import take_away
from empathylab.files.paths import assets_dir
from empathylab.files.toml import read_table, read_value
from empathylab.motor.own_hands import KeyErrors
from empathylab.vision.own_sight import OwnSight

#: What is signed, and stands in the file.
CONSENT = "I made this of myself. I hold the only copy. I may withdraw it by deleting the file."
#: What the files of profiles begin with, so that they are known in a lab folder.
PREFIX = "own-"
_TOKEN = re.compile(r"\b(?:NAME|ID|IN-SHORT|ONE-LINE|SOURCE|TECHNOLOGY|GETS-IN-THE-WAY|TUTOR|BARRIERS|WORN|HELPS)\b")


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What was measured, None where it was not, under a name that its owner chose."""

    name: str
    signed_on: date
    sight: OwnSight | None = None
    hands: KeyErrors | None = None

    @property
    def id(self) -> str:
        """Of the name's plain letters; never an id that the lab ships."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return f"{PREFIX}{re.sub(r'[^a-z0-9]+', '-', plain).strip('-') or 'profile'}"[:48].rstrip("-")

    @property
    def worn(self) -> tuple[Spec, ...]:
        """What was measured, as simulations to wear."""
        return tuple(spec for part in (self.sight, self.hands) if part is not None for spec in part.models())

    def toml(self) -> str:
        """The persona's file; raises InputError for a name that cannot stand in one."""
        folder = assets_dir() / "own-profile"
        given = self._given(read_table(folder / "parts.toml"))
        template = (folder / "persona.toml").read_text(encoding="utf-8")
        words = _TOKEN.sub(lambda token: given[token[0]], template)
        try:
            Persona.model_validate(tomllib.loads(words))
        except (ValidationError, tomllib.TOMLDecodeError) as error:
            raise InputError("The file cannot bear that name.", "Choose one of plain letters.") from error
        return words

    def _given(self, known: Mapping[str, Any]) -> dict[str, str]:
        measured = {"sight": self.sight, "hands": self.hands}
        parts = [known[name] for name, part in measured.items() if part is not None]
        joined = {field: [each for part in parts for each in part[field]] for field in _LISTS}
        in_short = " and ".join(part["in_short"] for part in parts)
        return {
            "ID": _quoted(self.id),
            "NAME": _quoted(self.name),
            "IN-SHORT": _quoted(in_short),
            "ONE-LINE": _quoted(f"A colleague's own {in_short}, as they measured it."),
            "SOURCE": _quoted(f"Measured by {self.name}. Signed on {day_words(self.signed_on)}: “{CONSENT}”"),
            "TECHNOLOGY": _quoted([part["technology"] for part in parts]),
            "GETS-IN-THE-WAY": _quoted(joined["gets_in_the_way"]),
            "TUTOR": parts[0]["tutor"].strip() if parts else "",
            "BARRIERS": _quoted(joined["barriers"]),
            "WORN": _tables(self.worn),
            "HELPS": _tables([Spec(kind) for kind in joined["helps"]]),
        }


_LISTS = ("gets_in_the_way", "barriers", "helps")


class _Lines(DataModel):
    lines: tuple[Text, ...]


def lines_to_copy() -> tuple[str, ...]:
    """What is typed to measure hands."""
    return read_value(assets_dir() / "own-profile" / "lines.toml", _Lines).lines


def write_profile(profile: OwnProfile, folder: Path) -> Path:
    """Write the one copy; raises InputError where a file of the name is there already, MachineError for a bad disk."""
    words, path = profile.toml(), folder / f"{profile.id}.toml"
    try:
        if path.exists():
            raise InputError(f"{path} is there already, and is left as it is.", "Choose another name.")
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(path, words)
    except OSError as error:
        raise MachineError(f"{folder} cannot be written to ({error.strerror}).", "Choose another folder.") from error
    return path


def _write_whole(path: Path, words: str) -> None:
    """All of it, or nothing, for this user alone: a stick may be full, or go."""
    path.touch(mode=0o600, exist_ok=False)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        try:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                take_away(path)
            raise


def profiles_in(lab: Path | None) -> tuple[Path, ...]:
    """The profiles that somebody put into a lab folder."""
    return tuple(sorted((lab / "personas").glob(f"{PREFIX}*.toml"))) if lab is not None else ()


def withdraw(path: Path) -> None:
    """Delete a profile; raises MachineError where the disk refuses."""
    try:
        take_away(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be deleted ({error.strerror}).", "Delete it by hand.") from error


def _quoted(value: str | Sequence[str]) -> str:
    """As TOML writes it: JSON does it alike, but for what it would write as two halves of a character."""
    return json.dumps(value, ensure_ascii=False)


def _tables(specs: Sequence[Spec]) -> str:
    return f"[{', '.join(_table(spec) for spec in specs)}]"


def _table(spec: Spec) -> str:
    figures = "".join(f", {name} = {json.dumps(value)}" for name, value in spec.params.items())
    return f"{{ kind = {_quoted(spec.kind)}{figures} }}"
