"""The small parts of speech: pieces, languages, the cache, loudness, the counting device."""

from __future__ import annotations

import threading
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathylab.domain.voice import Cue
from empathylab.speech.cache import WavCache
from empathylab.speech.chunks import LONGEST_CHUNK, chunks
from empathylab.speech.cue import with_cue
from empathylab.speech.languages import InstalledVoice, choose_voice
from empathylab.speech.loudness import CAP, Loudness
from empathylab.speech.sink import CountingSink
from empathylab.speech.wav import Wav, read_wav, without_long_silence
from support.listening import samples

VOICES = (
    InstalledVoice("af", ("af",)),
    InstalledVoice("scot", ("en-gb-scotland",)),
    InstalledVoice("gb", ("en-gb",)),
    InstalledVoice("us", ("en-us",)),
    InstalledVoice("welsh", ("cy",)),
)


@pytest.mark.parametrize(
    ("language", "voice"),
    [("cy", "welsh"), ("cy-GB", "welsh"), ("en_US", "us"), ("en", "gb"), ("", "gb"), ("xx-YY", "gb"), ("EN-gb", "gb")],
)
def test_a_voice_for_each_language(language: str, voice: str) -> None:
    assert choose_voice(language, VOICES) == voice


def test_a_computer_that_speaks_no_english_or_names_no_voices() -> None:
    assert choose_voice("en-GB", VOICES[:1]) == "af"
    assert choose_voice("en-GB", ()) == ""


def test_long_text_is_cut_where_a_speaker_breathes() -> None:
    text = "Tell us which bin it was. " * 4 + "Then we come back for it, within two working days, if the road is clear."
    pieces = chunks(text)
    assert len(pieces) == 2
    assert pieces[0].text.endswith(".")
    assert [text[each.start :][: len(each.text)] for each in pieces] == [each.text for each in pieces]


def test_a_pause_that_comes_just_too_late_is_none() -> None:
    parts = ["a" * (LONGEST_CHUNK - 20), "b" * 25, "c" * 50]
    assert [each.text for each in chunks(" ".join(parts))] == [parts[0], " ".join(parts[1:])]
    whole = f"{'a' * (LONGEST_CHUNK - 6)} {'b' * 5}"
    assert [each.text for each in chunks(f"{whole} {parts[2]}")] == [whole, parts[2]]


@given(st.text(alphabet=st.sampled_from("ab ,.;\nü😀"), max_size=600))
def test_no_word_is_lost_and_no_piece_is_long(text: str) -> None:
    pieces = chunks(text)
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    assert all(0 < len(piece.text) <= LONGEST_CHUNK for piece in pieces)
    assert all(text.startswith(piece.text, piece.start) for piece in pieces)


def phrase(kilobytes: int) -> Wav:
    return Wav(bytes(kilobytes * 1000), 22050)


def test_the_cache_keeps_what_is_used_and_never_grows() -> None:
    cache = WavCache(largest_bytes=300_000)
    for name in ("edit", "link", "button"):
        cache.put(name, phrase(100))
    assert cache.get("edit") is not None
    cache.put("heading", phrase(100))
    assert cache.get("link") is None, "the one that was used least recently"
    assert cache.get("edit") is not None
    cache.put("edit", phrase(100))
    cache.put("a whole page", phrase(250))
    assert cache.get("a whole page") is None
    assert (len(cache), cache.size_bytes) == (3, 300_000)


def tone(seconds: float, level: int = 32767) -> Wav:
    return Wav((np.ones(int(22050 * seconds), dtype="<i2") * level).tobytes(), 22050)


def test_loudness_begins_softly_and_is_capped() -> None:
    loudness = Loudness()
    first, last = samples(loudness.apply(tone(1))), samples(loudness.apply(tone(9)))
    assert first[0] == 0, "no click"
    assert first.max() < 0.5 * CAP * 32767
    assert last.max() == pytest.approx(CAP * 32767, rel=0.01)
    loudness.reset()
    assert samples(loudness.apply(tone(1))).max() == first.max()


def test_many_short_phrases_grow_as_loud_as_a_long_one() -> None:
    loudness = Loudness()
    for _ in range(12):
        last = samples(loudness.apply(tone(0.5)))
    assert last.max() == pytest.approx(CAP * 32767, rel=0.06)


def test_loudness_keeps_length_and_silence() -> None:
    assert Loudness().apply(Wav(b"", 22050)).pcm == b""
    assert len(Loudness().apply(tone(0.5)).pcm) == len(tone(0.5).pcm)
    assert samples(Loudness(cap=0).apply(tone(0.1))).max() == 0
    assert samples(Loudness().apply(tone(0.1, level=100))).max() < 100


def test_the_silence_after_a_phrase_is_cut_to_a_breath() -> None:
    spoken = tone(0.5, level=256).pcm
    assert without_long_silence(Wav(spoken + bytes(22050), 22050)).duration_ms == pytest.approx(580, abs=1)
    assert without_long_silence(Wav(spoken, 22050)).pcm == spoken
    assert without_long_silence(Wav(bytes(44100), 22050)).duration_ms == pytest.approx(80, abs=1)
    assert without_long_silence(Wav(b"", 22050)).pcm == b""


def test_a_file_that_is_no_speech(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"not a wav file")
    with pytest.raises(ValueError, match="no WAV"):
        read_wav(path.read_bytes())
    path.write_bytes(b"")
    with pytest.raises(ValueError, match="no WAV"):
        read_wav(path.read_bytes())
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
    with pytest.raises(ValueError, match="not mono"):
        read_wav(path.read_bytes())


@pytest.mark.parametrize(("is_kept", "heard"), [(True, ["start", "end"]), (False, [])])
def test_the_counting_device_counts_what_would_have_sounded(*, is_kept: bool, heard: list[str]) -> None:
    sink = CountingSink(speed=100, is_kept=is_kept)
    finished: list[int] = []
    is_finished = threading.Event()

    def note(token: int) -> None:
        finished.append(token)
        is_finished.set()

    sink.on_finished = note
    sink.play(tone(0.5, level=-1234), 1)
    assert is_finished.wait(60)
    assert [each.what for each in sink.heard] == heard
    assert (sink.samples, sink.peak, finished) == (11025, 1234, [1])
    sink.close()


def test_a_device_that_is_stopped_is_silent_and_does_not_say_finished() -> None:
    sink = CountingSink()
    finished: list[int] = []
    sink.on_finished = finished.append
    sink.play(tone(60), 7)
    sink.wait_for("start", 7)
    sink.play(tone(60), 8)
    sink.wait_for("start", 8)
    sink.stop()
    sink.wait_for("silence", 8)
    with pytest.raises(TimeoutError):
        sink.wait_for("start", 9, timeout_s=0.01)
    sink.close()
    assert finished == []


@pytest.mark.parametrize(("cue", "is_rising"), [(Cue.TYPING, True), (Cue.READING, False)])
def test_a_cue_rises_or_falls_and_is_softer_than_speech(cue: Cue, is_rising: bool) -> None:
    phrase = Wav(b"\x01\x00" * 100, 22050)
    heard = np.frombuffer(with_cue(cue, phrase).pcm, "<i2")
    assert heard[-100:].tolist() == [1] * 100
    note = round(22050 * 0.035)
    crossings = [int(np.sum(np.diff(np.sign(heard[at : at + note])) != 0)) for at in (0, note)]
    assert (crossings[1] > crossings[0]) is is_rising
    assert abs(heard).max() < 0.21 * 32767


def test_without_a_cue_a_phrase_is_left_alone() -> None:
    phrase = Wav(b"\x01\x00" * 100, 22050)
    assert with_cue(Cue.NONE, phrase) is phrase
