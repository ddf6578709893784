"""A spoken phrase as samples."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass, replace

from empathylab.domain.voice import WordTime

SAMPLE_BYTES = 2
#: Synthesizers end a phrase with a third of a second of nothing; so much is left of it, as a breath.
BREATH_MS = 80.0


@dataclass(frozen=True, slots=True)
class Wav:
    """Sound samples in memory.

    Mono samples, 16 bits signed little endian, `rate_hz` of them a second; `words` where the engine tells them.
    """

    pcm: bytes
    rate_hz: int
    words: tuple[WordTime, ...] = ()

    @property
    def duration_ms(self) -> float:
        """How long it sounds, in milliseconds."""
        return len(self.pcm) / SAMPLE_BYTES / self.rate_hz * 1000


def without_long_silence(wav: Wav) -> Wav:
    """The phrase with at most a breath of silence at its end, so that the next one does not wait for nothing."""
    sounding = -(-len(wav.pcm.rstrip(b"\0")) // SAMPLE_BYTES)
    kept = sounding + round(wav.rate_hz * BREATH_MS / 1000)
    return replace(wav, pcm=wav.pcm[: kept * SAMPLE_BYTES])


def words_from(told: object) -> tuple[WordTime, ...]:
    """The words that a worker told of as [characters before it, its length, milliseconds]; none where it told none."""
    return tuple(WordTime(*word) for word in told) if isinstance(told, list) else ()


def read_wav(content: bytes) -> Wav:
    """The samples of a mono 16-bit WAV file; raise ValueError when it is anything else."""
    try:
        with wave.open(io.BytesIO(content), "rb") as file:
            if file.getnchannels() != 1 or file.getsampwidth() != SAMPLE_BYTES:
                raise ValueError("The sound is not mono with 16 bits.")
            return Wav(file.readframes(file.getnframes()), file.getframerate())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"The sound is no WAV: {error}") from error
