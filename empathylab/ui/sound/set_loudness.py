"""How loud sound is here: whether somebody has set the volume by a voice, on the device that there is now."""

from __future__ import annotations

from typing import Protocol

from empathylab.domain.calibration import SoundDevice
from empathylab.files.settings import Settings


class TalkingVoice(Protocol):
    """Talks over and over, as loud as somebody a metre away when the volume is right."""

    @property
    def device(self) -> SoundDevice | None:
        """Where it is heard now."""

    def start(self) -> None:
        """Raises LabError where nothing would be heard."""

    def stop(self) -> None:
        """Silence at once."""


def why_not_set(settings: Settings, device: SoundDevice | None) -> str:
    """A sentence where it is not known how loud sound is; empty where it is."""
    if device is None:
        return "There is no sound device."
    if device.id in settings.loudness_set:
        return ""
    return (
        f"The sound goes to another device now: {device.name}."
        if settings.loudness_set
        else "Nobody has set the volume by a voice."
    )
