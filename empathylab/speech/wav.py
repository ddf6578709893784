"""A spoken phrase as samples."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Wav:
    """Mono samples, 16 bits signed little endian, `rate_hz` of them a second."""

    pcm: bytes
    rate_hz: int

    @property
    def duration_ms(self) -> float:
        return len(self.pcm) / SAMPLE_BYTES / self.rate_hz * 1000


def read_wav(path: Path) -> Wav:
    """Read a mono 16-bit WAV file; raise ValueError when it is anything else."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getnchannels() != 1 or file.getsampwidth() != SAMPLE_BYTES:
                raise ValueError(f"{path.name} is not mono with 16 bits")
            return Wav(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path.name} is no WAV file: {error}") from error
