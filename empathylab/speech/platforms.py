"""What differs between the computers' own synthesizers; everything else about speech is the same everywhere."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import locale
import math
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PITCH_AT_1 = 50
_PITCH_PER_OCTAVE = 49
#: The lab's own range, in words a minute.
SLOWEST_WPM, FASTEST_WPM = 80, 450
_SAPI_WPM_AT_0 = {"MSSam": 137.89, "MSMary": 156.63, "MSMike": 154.37}
_SAPI_STEP, _SAPI_FASTEST = 1.11, 10
_SETTLING_S = 0.0002
_SETTLED_WITHIN_S = 1.0
_CONVERTED_WITHIN_S = 10

#: Characters before the word, its characters, milliseconds from the beginning of the sound.
WordHeard = tuple[int, int, int]
#: A voice's id, and the tags of its languages as the system writes them.
VoiceTold = tuple[str, tuple[str, ...]]


def _voices_of_driver(engine: Any) -> list[VoiceTold]:
    voices = engine.getProperty("voices") or ()
    return [(str(voice.id), tuple(str(tag) for tag in voice.languages or ())) for voice in voices]


@dataclass(frozen=True, slots=True)
class Platform:
    """What one system's speech engine needs.

    pyttsx3's driver, the file it writes, the pitch it is told for ours (None: it cannot), and what to install.

    `fastest_wpm` is the end of its scale for a voice's id, in words a minute; `settle` is called between giving
    settings and speaking. `hear_words` gives a list into which the engine's own word events of each phrase go from then
    on; None where the engine has none for what it writes to a file.
    """

    driver: str
    suffix: str
    pitch: Callable[[float], float | None]
    to_wav: Callable[[Path], Path]
    what_to_do: str
    fastest_wpm: Callable[[str], int] = lambda _voice_id: FASTEST_WPM
    settle: Callable[[], None] = lambda: None
    hear_words: Callable[[object], list[WordHeard]] | None = None
    voices: Callable[[object], list[VoiceTold]] = _voices_of_driver


def platform_for(system: str = sys.platform) -> Platform:
    """The platform of a `sys.platform` name; systems nobody listed are taken to have espeak-ng."""
    return _PLATFORMS.get(system, _ESPEAK)


def _espeak_pitch(pitch: float) -> float:
    """espeak's 0 to 99, about an octave either way from 50."""
    octaves = math.log2(min(2.0, max(0.5, pitch)))
    return float(round(PITCH_AT_1 + _PITCH_PER_OCTAVE * octaves))


def _wait_for_espeak() -> None:
    """Wait until espeak has taken its settings, a few tenths of a millisecond.

    pyttsx3's runAndWait begins with stop(), and while espeak is still busy with a rate or a voice that throws the
    setting away, or the phrase: it came out at the old rate, or as an empty file.
    """
    espeak = importlib.import_module("pyttsx3.drivers._espeak")
    give_up_s = time.monotonic() + _SETTLED_WITHIN_S
    while espeak.IsPlaying() and time.monotonic() < give_up_s:
        time.sleep(_SETTLING_S)


def _hear_espeak_words(engine: Any) -> list[WordHeard]:
    """pyttsx3 passes a word on without its time, so its driver hears from espeak through here."""
    espeak = importlib.import_module("pyttsx3.drivers._espeak")
    driver = engine.proxy._driver
    heard: list[WordHeard] = []

    def synthesized(samples: Any, count: int, events: Any) -> int:
        heard.extend(_words_in(events, espeak))
        return int(driver._onSynth(samples, count, events))

    espeak.SetSynthCallback(synthesized)
    return heard


def _words_in(events: Any, espeak: Any) -> Iterator[WordHeard]:
    """espeak counts characters from 1."""
    for event in itertools.takewhile(lambda each: each.type != espeak.EVENT_LIST_TERMINATED, events):
        if event.type == espeak.EVENT_WORD:
            yield event.text_position - 1, event.length, event.audio_position


def _sapi_fastest_wpm(voice_id: str) -> int:
    """SAPI's scale ends at 10: so many words a minute as pyttsx3's driver counts them, which differs by voice."""
    name = voice_id.rpartition("\\")[2]
    return math.ceil(_SAPI_WPM_AT_0.get(name, _SAPI_WPM_AT_0["MSMary"]) * _SAPI_STEP**_SAPI_FASTEST)


def _sapi_voices(engine: Any) -> list[VoiceTold]:
    """One by one: pyttsx3 loses all of them to a single one that is half installed, or speaks `409;9`."""
    found: list[VoiceTold] = []
    for token in engine.proxy._driver._tts.GetVoices():
        with contextlib.suppress(Exception):
            found.append((str(token.Id), _sapi_languages(token.GetAttribute("Language"))))
    return found


def _sapi_languages(codes: str) -> tuple[str, ...]:
    """Windows' numbers of languages in hexadecimal, with semicolons between them; 9 is English of no country."""
    tags = (locale.windows_locale.get(int(code, 16)) for code in codes.split(";"))
    return tuple(tag for tag in tags if tag)


def _no_pitch(_pitch: float) -> None:
    return None


def _as_it_is(path: Path) -> Path:
    return path


def _afconvert(path: Path) -> Path:
    """macOS writes AIFF whatever the name says; its own converter makes the WAV."""
    wav = path.with_suffix(".wav")
    subprocess.run(
        ["/usr/bin/afconvert", "-f", "WAVE", "-d", "LEI16@22050", "-c", "1", str(path), str(wav)],
        check=True,
        capture_output=True,
        timeout=_CONVERTED_WITHIN_S,
    )
    return wav


_ESPEAK = Platform(
    "espeak",
    ".wav",
    _espeak_pitch,
    _as_it_is,
    "Install espeak-ng (on Debian and Ubuntu: sudo apt install espeak-ng) and start again.",
    settle=_wait_for_espeak,
    hear_words=_hear_espeak_words,
)
_PLATFORMS = {
    "win32": Platform(
        "sapi5",
        ".wav",
        _no_pitch,
        _as_it_is,
        "Add a voice under Settings, Time and language, Speech, and start again.",
        _sapi_fastest_wpm,
        voices=_sapi_voices,
    ),
    "darwin": Platform(
        "nsss",
        ".aiff",
        _no_pitch,
        _afconvert,
        "Add a voice under System Settings, Accessibility, Spoken Content, and start again.",
    ),
}
