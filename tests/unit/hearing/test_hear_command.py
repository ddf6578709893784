"""`empathylab hear`, as somebody at a terminal uses it."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from empathylab.cli.hear import command
from empathylab.domain.errors import LabError
from empathylab.hearing import wav_files
from empathylab.hearing.wav_files import Recording

LOSS = ("--sim", "hearing-loss:audiogram=elderly,level_db=65")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return saved(tmp_path / "in.wav", 22_050, 2)


def saved(path: Path, rate_hz: int, sample_bytes: int, channels: int = 1) -> Path:
    row = 0.2 * np.sin(2 * np.pi * 1000 * np.arange(rate_hz // 2) / rate_hz)
    wav_files.write(path, Recording(np.stack([row / (n + 1) for n in range(channels)]), rate_hz, sample_bytes))
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in args])


def said(result: Result) -> str:
    """The one sentence of a refusal."""
    return str(result.exception) if isinstance(result.exception, LabError) else result.output


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 96_000])
@pytest.mark.parametrize("sample_bytes", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_wav_comes_back_as_long_and_of_its_own_kind(
    tmp_path: Path, rate_hz: int, sample_bytes: int, channels: int
) -> None:
    source, target = saved(tmp_path / "in.wav", rate_hz, sample_bytes, channels), tmp_path / "out.wav"
    assert run(source, target, *LOSS).exit_code == 0
    before, after = wav_files.read(source), wav_files.read(target)
    assert (after.rate_hz, after.sample_bytes, after.channels.shape) == (rate_hz, sample_bytes, before.channels.shape)
    assert np.abs(after.channels).max() < 0.1 * np.abs(before.channels).max()


def test_it_says_what_was_worn_and_how_much_softer_it_became(source: Path) -> None:
    result = run(source, source.with_name("out.wav"), *LOSS)
    assert "hearing-loss:audiogram=elderly,level_db=65" in result.output
    assert "-24." in result.output  # 40 dB HL at 1 kHz


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "no WAV file"), (b"RIFF\x00\x00\x00\x00WAVE", "no WAV file"), (b"ID3" + 400 * b"\x07", "no WAV file")],
)
def test_what_is_no_wav_is_one_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "in.wav").write_bytes(content)
    assert told in said(run(tmp_path / "in.wav", tmp_path / "out.wav", *LOSS))


def test_a_file_that_is_not_there_and_one_that_cannot_be_written(tmp_path: Path, source: Path) -> None:
    assert "There is no file" in said(run(tmp_path / "no.wav", tmp_path / "out.wav", *LOSS))
    assert "cannot be written" in said(run(source, tmp_path / "nowhere" / "out.wav", *LOSS))


def test_silence_an_empty_and_a_cut_off_file_come_back(tmp_path: Path, source: Path) -> None:
    for content in (np.zeros((1, 4_000)), np.zeros((1, 0))):
        wav_files.write(tmp_path / "still.wav", Recording(content, 16_000, 2))
        result = run(tmp_path / "still.wav", tmp_path / "out.wav", *LOSS)
        assert result.exit_code == 0
        assert "there was nothing to hear" in result.output
    cut = tmp_path / "cut.wav"
    cut.write_bytes(source.read_bytes()[:-1001])
    assert run(cut, tmp_path / "out.wav", *LOSS).exit_code == 0


def test_a_rate_below_what_speech_needs_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "in.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(4_000)
        file.writeframes(bytes(2_000))
    assert "samples a second" in said(run(tmp_path / "in.wav", tmp_path / "out.wav", *LOSS))


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Say what to wear"),
        (("--sim", "hearing-lost"), "hearing-loss"),
        (("--sim", "hearing-loss:level_db=200"), "20 to 105"),
        (("--sim", "telephone:snr=5"), "snr_db"),
        (("--persona", "claudia"), "does not change what the ear hears"),
    ],
)
def test_what_cannot_be_worn_is_said(source: Path, args: tuple[str, ...], told: str) -> None:
    result = run(source, source.with_name("out.wav"), *args)
    assert result.exit_code != 0
    assert told in said(result)
