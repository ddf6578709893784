"""Does the lab speak, and does anybody hear it?"""

from __future__ import annotations

import threading
import time

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.voice import VoiceEvent, VoiceEventKind
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.sound.audio import has_sound

_PATIENCE_S = 10.0
_FASTER_THAN_LIFE = 50.0
_SENTENCE = "Empathy Lab is ready."


def speech_line() -> CheckLine:
    """Speak a sentence through the real worker into a device that only counts, and listen for silence."""
    sink = CountingSink(speed=_FASTER_THAN_LIFE)
    voice = SpokenVoice(sink)
    done = threading.Event()
    kinds: list[VoiceEventKind] = []

    def listen(event: VoiceEvent) -> None:
        kinds.append(event.kind)
        if event.kind is not VoiceEventKind.STARTED:
            done.set()

    try:
        voice.wait_until_ready()
        voice.listener = listen
        started = time.monotonic()
        voice.speak(1, _SENTENCE, "en")
        done.wait(_PATIENCE_S)
        took_ms = round((time.monotonic() - started) * 1000)
    finally:
        voice.close()
    if VoiceEventKind.FINISHED not in kinds or sink.peak == 0:
        return CheckLine("Speech", CheckLevel.PROBLEM, "The speech program made no sound. Install espeak-ng again.")
    return CheckLine("Speech", CheckLevel.OK, f"A sentence was spoken within {took_ms} ms.")


def sound_line() -> CheckLine:
    """Is there a device to hear it with?"""
    if not has_sound():
        return CheckLine(
            "Sound", CheckLevel.WARNING, "No sound device: the screen reader shows captions instead. Plug one in."
        )
    return CheckLine(
        "Sound", CheckLevel.OK, "There is a sound device. Headphones are best; begin softly.", page="sound"
    )
