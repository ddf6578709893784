"""A page's sound on its way from a file to the device: read, heard, and in step with the picture."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QAudioDecoder
from PySide6.QtWidgets import QApplication

from empathylab.domain.spec import Spec
from empathylab.hearing import hear, parse, wav_files
from empathylab.hearing.heard_sound import FULL_SCALE, Sound, quantized
from empathylab.ui.sound import media_channel, media_decoder, media_state
from empathylab.ui.sound.media_decoder import MediaDecoder
from empathylab.ui.sound.media_player import MediaPlayer
from empathylab.ui.sound.media_state import MediaState
from support.web_station import wait_until

MEDIA = Path(__file__).parents[2] / "support" / "media"
LOSS = Spec("hearing-loss", {"audiogram": "elderly"})
RATE_HZ = 8_000
NOW_S = 1_000_000.0


class Device:
    """Takes what it is given, and has played it when the test says so."""

    def __init__(self) -> None:
        self.rate_hz = self.begun = self._unplayed = 0
        self.samples = bytearray()
        self.is_sounding = False

    def start(self, rate_hz: int, channels: int) -> None:
        self.rate_hz, self._channels, self._unplayed = rate_hz, channels, 0
        self.begun += 1
        self.samples.clear()
        self.is_sounding = True

    def room(self) -> int:
        return self.rate_hz // 10 - self._unplayed

    def waiting(self) -> int:
        return self._unplayed

    def write(self, samples: bytes) -> None:
        self.samples += samples
        self._unplayed += len(samples) // 2 // self._channels

    def stop(self) -> None:
        self.is_sounding = False

    def play(self) -> None:
        self._unplayed = 0


class Played:
    """A player with one device that the test looks into, and what it says it does without."""

    def __init__(self, qapp: QApplication) -> None:
        self.device, self.unheard = Device(), list[str]()
        self._parent = QObject()
        self.player = MediaPlayer(self._parent, self.unheard.append, lambda _parent: self.device)

    def tell(
        self, file: Path, at_s: float, *, is_playing: bool = True, volume: float = 1.0, ago_s: float = 0.0
    ) -> None:
        """From the page, so long ago."""
        told = MediaState(1, str(file), at_s, NOW_S - ago_s, 1.0, volume, is_playing, (LOSS,))
        self.player.follow(MediaState.from_bytes(told.to_bytes()))

    def play_to(self, file: Path, seconds: float) -> None:
        """The device plays so far; the page tells of itself meanwhile, and is as far as the device."""

        def has_come() -> bool:
            self.device.play()
            at_s = len(self.device.samples) / 2 / RATE_HZ
            self.tell(file, at_s)
            return at_s >= seconds

        wait_until(has_come, "all of it")


@pytest.fixture
def patience_ms() -> int:
    """So long a page may tell nothing: for as long as any of this takes on a computer that is held up."""
    return 600_000


@pytest.fixture
def played(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, patience_ms: int) -> Iterator[Played]:
    """The page goes no further than it tells: its clock stands still."""
    monkeypatch.setattr(media_state, "time", SimpleNamespace(time=lambda: NOW_S))
    monkeypatch.setattr(media_channel, "_PATIENCE_MS", patience_ms)
    made = Played(qapp)
    yield made
    made.player.end()


def write(path: Path, samples: np.ndarray, rate_hz: int = RATE_HZ, sample_bytes: int = 2) -> Path:
    """Mono, or channels × length."""
    wav_files.write(path, wav_files.Recording(np.atleast_2d(samples), rate_hz, sample_bytes))
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Half a second of noise."""
    return write(tmp_path / "words.wav", np.random.default_rng(1).normal(0, 0.1, RATE_HZ // 2))


def test_what_reaches_the_device_is_hear_sample_for_sample(played: Played, words: Path) -> None:
    played.tell(words, 0.0)
    wait_until(lambda: played.device.is_sounding, "the sound")
    played.play_to(words, 0.5)
    recording = wav_files.read(words)
    sound = Sound.of(quantized(recording.channels), RATE_HZ)
    expected = hear(recording.channels[0] * sound.gain(65.0), RATE_HZ, [parse(str(LOSS))])
    assert bytes(played.device.samples) == quantized(expected).tobytes()


def test_a_device_that_is_full_for_a_moment_is_no_end(
    played: Played, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = [800, 0, 800, 0, *[800] * 20]
    monkeypatch.setattr(played.device, "room", lambda: rooms.pop(0) if rooms else 800)
    played.tell(words, 0.0)
    wait_until(lambda: len(played.device.samples) == RATE_HZ, "all of it")


def test_it_stays_with_the_picture(played: Played, words: Path) -> None:
    played.tell(words, 0.0)
    wait_until(lambda: played.device.is_sounding, "the sound")
    begun = played.device.begun
    played.tell(words, 0.02)
    assert played.device.begun == begun, "near enough"
    played.tell(words, 0.3)
    assert played.device.begun == begun + 1, "somebody went on in it, or the sound came late"
    played.tell(words, 0.3, volume=0.5)
    assert played.device.begun == begun + 2
    played.tell(words, 0.3, is_playing=False)
    assert not played.device.is_sounding
    played.tell(words, 0.1, ago_s=0.2)
    wait_until(lambda: len(played.device.samples) > 0, "sound again")
    played.tell(words, 9.0)
    assert not played.device.samples, "a picture that is longer than its sound goes on in silence"
    played.tell(words, 0.0)
    assert played.device.samples, "and begins again with it"


@pytest.mark.parametrize("patience_ms", [100])
def test_a_page_that_is_gone_is_silent(played: Played, words: Path) -> None:
    played.tell(words, 0.0)
    wait_until(lambda: played.device.begun, "the sound")
    wait_until(lambda: not played.device.is_sounding, "the end of a page that tells nothing more")
    played.tell(words, 0.0)
    assert played.device.is_sounding
    played.player.end()
    assert not played.device.is_sounding


@pytest.mark.parametrize("rate_hz", [8_000, 96_000])
@pytest.mark.parametrize(("channels", "sample_bytes"), [(1, 1), (2, 2), (1, 3), (6, 2)])
def test_sounds_of_every_kind_are_read(
    qapp: QApplication, tmp_path: Path, rate_hz: int, channels: int, sample_bytes: int
) -> None:
    full = np.sign(np.sin(np.arange(rate_hz // 10) / 9.0)) * (1 - 2.0 ** (1 - 8 * sample_bytes))
    sound = read(write(tmp_path / "a.wav", np.stack([full] * channels), rate_hz, sample_bytes))
    assert isinstance(sound, Sound)
    assert (len(sound.samples), sound.samples.shape[1], sound.rate_hz) == (
        min(channels, 2) if channels < 3 else 1,
        rate_hz // 10,
        rate_hz,
    )
    assert np.abs(sound.samples[0] / FULL_SCALE - full).max() < 2.0 ** (1 - 8 * min(2, sample_bytes))


def test_the_sound_of_a_video_is_read(qapp: QApplication) -> None:
    sound = read(MEDIA / "tones.webm")
    assert isinstance(sound, Sound)
    assert sound.duration_s == pytest.approx(3.0, abs=0.05)
    assert sound.rms == pytest.approx(0.14, abs=0.02)


@pytest.mark.qt_log_ignore("Could not open media", extend=True)
def test_what_cannot_be_heard_is_said_once(played: Played, tmp_path: Path) -> None:
    broken, slow = tmp_path / "broken.webm", write(tmp_path / "slow.wav", np.zeros(400), 4_000)
    broken.write_bytes(b"no video")
    for file in (broken, slow, tmp_path / "gone.wav"):
        for _ in range(2):
            played.tell(file, 0.0)
    wait_until(lambda: len(played.unheard) == 3, "what is not heard")
    assert not played.device.is_sounding
    assert sorted(played.unheard) == [
        "The sound of broken.webm is not heard: it cannot be read.",
        "The sound of gone.wav is not heard: it cannot be read.",
        "The sound of slow.wav is not heard: it has 4000 samples a second, which cannot be worked with.",
    ]


def read(path: Path) -> Sound | str:
    """The sound of a file, or why there is none."""
    parent, told = QObject(), list[Sound | str]()
    decoder = MediaDecoder(str(path), parent)
    decoder.done.connect(told.append)
    decoder.failed.connect(told.append)
    decoder.start()
    wait_until(lambda: told, "the file")
    return told[0]


@pytest.mark.parametrize(("rate_hz", "why"), [(192_000, "is longer than 5 minutes"), (384_000, "384000 samples")])
def test_a_file_that_claims_hours_is_let_go_before_it_fills_the_memory(
    qapp: QApplication, tmp_path: Path, rate_hz: int, why: str
) -> None:
    """Silence is small in a pack, and nothing of it need be true."""
    path = write(tmp_path / "hours.wav", np.zeros((2, 100)), rate_hz)
    head = path.read_bytes()[:44]
    path.write_bytes(head[:40] + b"\xff\xff\xff\xff")
    os.truncate(path, 1_000_000_000)
    said: list[str] = []
    parent = QObject()
    decoder = MediaDecoder(str(path), parent)
    decoder.failed.connect(said.append)
    decoder.start()
    wait_until(lambda: said, "the end of it")
    decoder.stop()
    assert why in said[0]


def test_a_long_sound_takes_little_more_than_its_samples() -> None:
    """A film's twenty minutes took 2 GB for a moment, out of a file of 5 MB."""
    samples = np.zeros((2, 3_000_000), np.int16)
    samples[1, -1] = -32_768
    tracemalloc.start()
    try:
        sound = Sound.of(samples, 48_000)
        assert tracemalloc.get_traced_memory()[1] < samples.nbytes
    finally:
        tracemalloc.stop()
    assert sound.peak == 1.0
    assert sound.rms == pytest.approx((1 / samples.size) ** 0.5)


def test_a_page_with_any_number_of_files_has_so_much_sound_and_no_more(
    played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_decoder, "MOST_SAMPLES", 10 * RATE_HZ)
    files = [write(tmp_path / f"{number}.wav", np.zeros(RATE_HZ)) for number in range(30)]
    at_once = []
    for file in files:
        played.tell(file, 0.0)
        at_once.append(len(played.player.findChildren(QAudioDecoder)))
    wait_until(lambda: len(played.unheard) == 20, "what is not heard")
    assert max(at_once) == 8
    assert {told.rpartition(": ")[2] for told in played.unheard} == {"it comes after as much sound as a page may have."}
