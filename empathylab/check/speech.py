"""Does the lab speak, and does anybody hear it?"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.voice import VoiceEvent, VoiceEventKind
from empathylab.files.settings import Settings
from empathylab.speech.jobs import SynthesizerReport
from empathylab.speech.platforms import FASTEST_WPM
from empathylab.speech.process import COMMAND
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.sound.audio import has_sound, sound_device
from empathylab.ui.sound.set_loudness import why_not_set

_PATIENCE_S = 10.0
_FASTER_THAN_LIFE = 50.0
_SENTENCE = "Empathy Lab is ready."
#: From a key to the first sound; people who use a screen reader notice more.
_SLOW_MS = 100.0


def speech_line(command: Sequence[str] = COMMAND) -> CheckLine:
    """Speak a sentence through the real worker into a device that only counts, and listen for silence."""
    sink = CountingSink(speed=_FASTER_THAN_LIFE)
    voice = SpokenVoice(sink, command=command)
    try:
        is_spoken, took_ms = _spoken(voice)
    finally:
        voice.close()
    if not is_spoken or sink.peak == 0:
        why = f" It says: {voice.report.error}" if voice.report.error else ""
        return CheckLine(
            "Speech", CheckLevel.PROBLEM, f"The speech program made no sound.{why}", "Install it, or its voices, again."
        )
    told = " ".join([f"A sentence was spoken within {took_ms} ms.", *_limits(voice.report)])
    slow = _slowness(voice.report)
    if slow:
        what_to_do = "Close other programs, or choose a simpler voice in the system's settings."
        return CheckLine("Speech", CheckLevel.WARNING, f"{slow} {told}", what_to_do)
    return CheckLine("Speech", CheckLevel.OK, told)


def _spoken(voice: SpokenVoice) -> tuple[bool, int]:
    """Whether the voice came to the end of a sentence, and after how many milliseconds it told how it went."""
    done = threading.Event()
    kinds: list[VoiceEventKind] = []

    def listen(event: VoiceEvent) -> None:
        kinds.append(event.kind)
        if event.kind is not VoiceEventKind.STARTED:
            done.set()

    voice.wait_until_ready()
    voice.listener = listen
    started = time.monotonic()
    voice.speak(1, _SENTENCE, "en")
    done.wait(_PATIENCE_S)
    return VoiceEventKind.FINISHED in kinds, round((time.monotonic() - started) * 1000)


def _slowness(report: SynthesizerReport) -> str:
    """How long a visitor waits for each phrase, where that is longer than it should be."""
    if report.phrase_ms is None or report.phrase_ms <= _SLOW_MS:
        return ""
    return (
        f"Slow: a short phrase takes {report.phrase_ms / 1000:.1f} s before it sounds"
        f" (the very first took {(report.first_phrase_ms or 0) / 1000:.1f} s). Every phrase is spoken all the same."
    )


def _limits(report: SynthesizerReport) -> list[str]:
    """What this computer's synthesizer does not do as it is told."""
    limits = []
    if report.fastest_wpm is not None and report.fastest_wpm < FASTEST_WPM:
        limits.append(f"Its fastest is {report.fastest_wpm} words a minute; faster speech is spoken at that.")
    if not report.has_words:
        limits.append("It does not tell its words, so a page that is read aloud has its sentences marked.")
    if not report.has_pitch:
        limits.append("It cannot change its pitch, so a persona's is not heard.")
    if report.error:
        limits.append(f"It gave an error: {report.error}")
    return limits


def sound_line() -> CheckLine:
    """Is there a device to hear it with?"""
    if not has_sound():
        return CheckLine(
            "Sound", CheckLevel.WARNING, "No sound device: the screen reader shows captions instead. Plug one in."
        )
    return CheckLine(
        "Sound", CheckLevel.OK, "There is a sound device. Headphones are best; begin softly.", page="sound"
    )


def loudness_line(settings: Settings) -> CheckLine:
    """Has somebody set the volume by a voice, on the device that is there now?"""
    why_not = why_not_set(settings, sound_device())
    if why_not:
        what_to_do = "Set it by a voice in the facilitator's set-up, where visitors lose hearing."
        return CheckLine("Loudness", CheckLevel.WARNING, f"Not calibrated. {why_not}", what_to_do, "loudness")
    return CheckLine("Loudness", CheckLevel.OK, "A voice is as loud as somebody talking to you, 65 dB SPL.")
