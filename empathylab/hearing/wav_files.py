"""WAV files in and out: uncompressed sound with 8 to 32 bits, or a sentence why not."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from empathylab.domain.errors import InputError

Floats = NDArray[np.float64]

#: An hour in stereo at 48 kHz; more would not fit into the memory of a small computer.
MOST_SAMPLES = 350_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Samples from −1 to 1, channels × length, `rate_hz` of them a second, kept with so many bytes each."""

    channels: Floats
    rate_hz: int
    sample_bytes: int


def read(path: Path) -> Recording:
    """A WAV file; InputError when it is none, compressed, damaged or too long."""
    try:
        with path.open("rb") as source, wave.open(source, "rb") as file:
            if file.getnframes() * file.getnchannels() > MOST_SAMPLES:
                raise InputError(f"{path.name} is too long.", "Cut it to less than an hour.")
            samples = _decoded(file.readframes(file.getnframes()), file.getsampwidth())
            whole = samples[: len(samples) // file.getnchannels() * file.getnchannels()]
            return Recording(whole.reshape(-1, file.getnchannels()).T, file.getframerate(), file.getsampwidth())
    except (wave.Error, EOFError) as error:
        raise InputError(
            f"{path.name} is no WAV file that can be read.", "Save it as WAV, PCM, with 16 bits."
        ) from error
    except OSError as error:
        if not path.exists():
            raise InputError(f"There is no file {path}.", "Check the name.") from error
        raise InputError(f"{path} cannot be read.", "Check that it is a file that you may read.") from error


def write(path: Path, recording: Recording) -> None:
    """Save as WAV with as many bits as it had; raises OSError."""
    with path.open("wb") as target, wave.open(target, "wb") as file:
        file.setnchannels(len(recording.channels))
        file.setsampwidth(recording.sample_bytes)
        file.setframerate(recording.rate_hz)
        file.writeframes(_encoded(recording.channels.T.reshape(-1), recording.sample_bytes))


def _decoded(content: bytes, sample_bytes: int) -> Floats:
    content = content[: len(content) // sample_bytes * sample_bytes]
    if sample_bytes == 1:
        return np.asarray((np.frombuffer(content, np.uint8) - 128.0) / 128.0)
    if sample_bytes == 3:
        padded = np.zeros((len(content) // 3, 4), np.uint8)
        padded[:, 1:] = np.frombuffer(content, np.uint8).reshape(-1, 3)
        return padded.view("<i4").reshape(-1) / 2.0**31
    return np.asarray(np.frombuffer(content, f"<i{sample_bytes}") / 2.0 ** (8 * sample_bytes - 1))


def _encoded(samples: Floats, sample_bytes: int) -> bytes:
    full_scale = 2.0 ** (8 * sample_bytes - 1)
    whole = np.clip(np.round(samples * full_scale), -full_scale, full_scale - 1).astype(np.int64)
    if sample_bytes == 1:
        return (whole + 128).astype(np.uint8).tobytes()
    if sample_bytes == 3:
        return np.ascontiguousarray(whole.astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3]).tobytes()
    return whole.astype(f"<i{sample_bytes}").tobytes()
