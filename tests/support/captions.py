"""WebVTT as the tests read it, and how far one wording is from another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

_TIME = r"(\d{2}):(\d{2}\.\d{3})"
_CUE = re.compile(rf"{_TIME} --> {_TIME}\n(.+)")


@dataclass(frozen=True)
class Cue:
    """One caption, with its seconds; `words` without voice tag and speaker's name, empty for a sound."""

    begin_s: float
    end_s: float
    text: str

    @property
    def is_sound(self) -> bool:
        return self.text.startswith("[")

    @property
    def words(self) -> list[str]:
        return [] if self.is_sound else words_of(re.sub(r"^(<v [^>]+>)?([A-Z]\w+: )?", "", self.text))

    @property
    def words_a_minute(self) -> float:
        return len(self.words) / (self.end_s - self.begin_s) * 60


def cues_of(path: Path) -> list[Cue]:
    """Every caption of the file, in order."""
    found = _CUE.findall(path.read_text(encoding="utf-8"))
    return [Cue(int(a) * 60 + float(b), int(c) * 60 + float(d), text) for a, b, c, d, text in found]


def words_of(text: str) -> list[str]:
    """In small letters and without marks: what is compared."""
    return re.findall(r"[a-z0-9']+", text.lower())


def word_error_rate(said: list[str], written: list[str]) -> float:
    """Words left out, put in and taken for others, of all that were said (as jiwer counts them)."""
    return Levenshtein.distance(said, written) / len(said)
