"""Whatever rate, channels and kind of samples a microphone has, the recogniser gets 16 bits mono at 16 kHz."""

from __future__ import annotations

import numpy as np
import pytest

from empathylab.voice_control.converter import Converter, SampleType
from empathylab.voice_control.utterances import RATE_HZ

TONE_HZ, SECONDS = 440, 0.5


def tone(rate_hz: int, channels: int, kind: SampleType) -> bytes:
    wave = 0.5 * np.sin(2 * np.pi * TONE_HZ * np.arange(round(rate_hz * SECONDS)) / rate_hz)
    scale = {"int16": 32767, "int32": 2147483647, "float32": 1}[kind]
    return np.repeat((wave * scale)[:, None], channels, axis=1).astype(kind).tobytes()


@pytest.mark.parametrize(
    ("rate_hz", "channels", "kind"),
    [(8_000, 1, "int16"), (16_000, 1, "int16"), (44_100, 2, "float32"), (48_000, 2, "int32"), (96_000, 1, "float32")],
)
def test_a_tone_keeps_its_length_pitch_and_loudness_in_whatever_pieces_it_comes(
    rate_hz: int, channels: int, kind: SampleType
) -> None:
    sound = tone(rate_hz, channels, kind)
    converter = Converter(rate_hz, channels, kind)
    heard = np.concatenate([converter.feed(sound[at : at + 997]) for at in range(0, len(sound), 997)])
    assert len(heard) == pytest.approx(RATE_HZ * SECONDS, abs=2)
    assert np.array_equal(heard, Converter(rate_hz, channels, kind).feed(sound))
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert np.argmax(spectrum) * RATE_HZ / len(heard) == pytest.approx(TONE_HZ, abs=4)
    assert np.abs(heard.astype(int)).max() / 32767 == pytest.approx(0.5, abs=0.05)


def test_full_scale_is_no_overflow_and_silence_is_silence() -> None:
    loud = np.full(4_800, -1.0, np.float32).tobytes()
    assert Converter(48_000, 1, "float32").feed(loud).min() == -32767
    assert not Converter(48_000, 2, "int16").feed(bytes(9_600)).any()
    assert len(Converter(48_000, 2, "int16").feed(b"\0")) == 0
