"""Which of the computer's voices speaks a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice of this computer and the BCP 47 tags it speaks."""

    id: str
    languages: tuple[str, ...]


def installed_from(told: object) -> tuple[InstalledVoice, ...]:
    """The voices that a worker told of; raises KeyError or TypeError when it told of none that can be."""
    if not isinstance(told, list):
        return ()
    return tuple(InstalledVoice(str(voice["id"]), tuple(voice["languages"])) for voice in told)


def choose_voice(language: str, voices: Sequence[InstalledVoice]) -> str:
    """The id of the voice for a language tag: the exact tag, else the same language anywhere, else English.

    Empty when the computer names no voices; then the synthesizer's own default speaks.
    """
    for wanted in (_normal(language), _primary(language), _normal(DEFAULT_LANGUAGE), _primary(DEFAULT_LANGUAGE)):
        found = _speaking(wanted, voices) if wanted else None
        if found is not None:
            return found.id
    return voices[0].id if voices else ""


def _speaking(wanted: str, voices: Sequence[InstalledVoice]) -> InstalledVoice | None:
    """The voice whose tag is the wanted one or begins with it, the shortest such tag first."""
    matches = [
        (len(tag), voice)
        for voice in voices
        for tag in map(_normal, voice.languages)
        if tag == wanted or tag.startswith(f"{wanted}-")
    ]
    return min(matches, key=lambda match: match[0])[1] if matches else None


def _normal(language: str) -> str:
    return language.strip().replace("_", "-").lower()


def _primary(language: str) -> str:
    return _normal(language).partition("-")[0]
