"""The worker process and what it must put up with: pyttsx3, its drivers, and a lab that goes away."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from empathylab.speech import platforms, worker
from empathylab.speech.jobs import Request
from empathylab.speech.languages import InstalledVoice, choose_voice
from empathylab.speech.platforms import platform_for
from empathylab.speech.wav import read_wav
from support.listening import Results, samples


@dataclass
class FakeEngine:
    """A synthesizer that writes what it is told; `trouble` is raised instead.

    `kept_back` is what a driver raised and pyttsx3 told to its listeners alone, with or without a file.
    """

    trouble: Exception | None = None
    kept_back: Exception | None = None
    on_error: Callable[..., None] = lambda **_: None
    given: list[tuple[str, Any]] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)

    def getProperty(self, name: str) -> Any:
        @dataclass
        class Voice:
            id: str
            languages: list[str]

        return [Voice("en", ["en-GB"]), Voice("odd", [])]

    @property
    def proxy(self) -> Any:
        """Windows' voices are asked for behind pyttsx3."""
        return SimpleNamespace(_driver=SimpleNamespace(_tts=SimpleNamespace(GetVoices=list)))

    def setProperty(self, name: str, value: Any) -> None:
        self.given.append((name, value))

    def save_to_file(self, text: str, path: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.spoken.append((text, path))

    def runAndWait(self) -> None:
        Path(self.spoken[-1][1]).write_bytes(b"RIFF")
        if self.kept_back is not None:
            self.on_error(name=None, exception=self.kept_back)


REQUEST = {"id": 3, "text": "Name, edit", "rate_wpm": 180, "pitch": 1.0, "voice": "en"}


def answer(engine: FakeEngine, folder: Path, system: str = "linux", **changed: Any) -> dict[str, Any]:
    platform = replace(platform_for(system), settle=lambda: engine.given.append(("settle", True)))
    return worker.Worker(engine, platform, folder / "phrase.wav").answer({**REQUEST, **changed})


def test_a_request_becomes_a_file(tmp_path: Path) -> None:
    engine = FakeEngine()
    assert answer(engine, tmp_path) == {"id": 3, "spoken": True}
    assert [text for text, _ in engine.spoken] == ["Name, edit"]
    assert engine.given == [("voice", "en"), ("rate", 180), ("pitch", 50.0), ("settle", True)]


def test_the_words_that_an_engine_tells_stand_beside_the_phrase(tmp_path: Path) -> None:
    without_words = replace(platform_for("linux"), hear_words=None)
    speaker = worker.Worker(FakeEngine(), without_words, tmp_path / "phrase.wav")
    assert speaker.hello()["has_words"] is False
    assert "words" not in speaker.answer(REQUEST)
    answers = io.StringIO()
    worker.run(tmp_path / "phrase.wav", platform_for("linux"), io.StringIO(2 * (json.dumps(REQUEST) + "\n")), answers)
    hello, *done = map(json.loads, answers.getvalue().splitlines())
    assert hello["has_words"] is True
    assert [[word[:2] for word in each["words"]] for each in done] == [[[0, 4], [6, 4]]] * 2


@dataclass
class SapiToken:
    """A voice as Windows tells of it; one that is half installed fails at whatever it is asked."""

    Id: str
    language: str | None

    def GetAttribute(self, name: str) -> str:
        assert name == "Language"
        if self.language is None:
            raise COMError("ERROR_FILE_NOT_FOUND")
        return self.language


def test_one_odd_voice_on_windows_takes_none_of_the_others_with_it() -> None:
    tokens = [SapiToken("Zira", "409;9"), SapiToken("Hazel", "809"), SapiToken("Gone", None), SapiToken("Odd", "")]
    sapi = SimpleNamespace(GetVoices=lambda: tokens)
    engine = SimpleNamespace(proxy=SimpleNamespace(_driver=SimpleNamespace(_tts=sapi)))
    told = platform_for("win32").voices(engine)
    # From Python 3.14 on the second number has a name as well: English of no country.
    assert [(name, languages[0]) for name, languages in told] == [("Zira", "en_US"), ("Hazel", "en_GB")]
    assert choose_voice("en-GB", [InstalledVoice(*voice) for voice in told]) == "Hazel"


def test_a_setting_is_given_only_when_it_changes(tmp_path: Path) -> None:
    engine = FakeEngine()
    speaker = worker.Worker(engine, platform_for("win32"), tmp_path / "phrase.wav")
    for rate_wpm in (180, 180, 300):
        speaker.answer({**REQUEST, "rate_wpm": rate_wpm})
    assert [value for name, value in engine.given if name == "rate"] == [180, 300]


class COMError(Exception):
    """What Windows raises: no kind of OSError or RuntimeError."""


@pytest.mark.parametrize("trouble", [RuntimeError("espeak"), OSError("disk full"), COMError("E_INVALIDARG")])
def test_a_synthesizer_that_fails_is_an_answer(tmp_path: Path, trouble: Exception) -> None:
    assert str(trouble) in answer(FakeEngine(trouble), tmp_path)["error"]


def test_an_error_that_pyttsx3_keeps_to_itself_is_told_beside_the_sound(tmp_path: Path) -> None:
    engine = FakeEngine(kept_back=COMError("E_INVALIDARG"))
    speaker = worker.Worker(engine, platform_for("win32"), tmp_path / "phrase.wav")
    engine.on_error = speaker.note_error
    assert speaker.answer(REQUEST) == {"id": 3, "spoken": True, "error": "COMError: E_INVALIDARG"}
    engine.kept_back = None
    assert speaker.answer(REQUEST) == {"id": 3, "spoken": True}
    assert [name for name, _ in engine.given].count("rate") == 2, "whatever was not taken is given again"


def test_an_error_never_tells_what_was_typed(tmp_path: Path) -> None:
    told = answer(FakeEngine(COMError("cannot speak s3cret now")), tmp_path, text="s3cret")["error"]
    assert told == "COMError: cannot speak … now"


def test_the_real_pyttsx3_tells_of_a_setting_that_was_refused(tmp_path: Path) -> None:
    answers = io.StringIO()
    requests = io.StringIO(json.dumps(REQUEST | {"voice": "nobody"}) + "\n")
    worker.run(tmp_path / "phrase.wav", platform_for(), requests, answers)
    hello, done = map(json.loads, answers.getvalue().splitlines())
    assert (hello["has_pitch"], hello["fastest_wpm"]) == (True, 450)
    assert done["spoken"] is True
    assert "nobody" in done["error"]


@pytest.mark.parametrize(("voice", "fastest_wpm"), [("TTS_MS_EN-GB_HAZEL_11.0", 445), ("MSSam", 392)])
def test_a_rate_beyond_the_engines_scale_is_its_fastest_and_that_is_known(
    tmp_path: Path, voice: str, fastest_wpm: int
) -> None:
    engine = FakeEngine()
    answer(engine, tmp_path, "win32", rate_wpm=450, voice=f"HKEY_LOCAL_MACHINE\\Voices\\Tokens\\{voice}")
    assert ("rate", fastest_wpm) in engine.given
    assert worker.Worker(engine, platform_for("win32"), tmp_path / "phrase.wav").hello()["fastest_wpm"] == 445


def test_nothing_to_speak_is_an_answer(tmp_path: Path) -> None:
    assert "nothing to speak" in answer(FakeEngine(), tmp_path, text="  ")["error"]
    assert (
        "KeyError"
        in worker.Worker(FakeEngine(), platform_for("win32"), tmp_path / "phrase.wav").answer({"id": 1})["error"]
    )


def test_windows_and_macos_have_no_pitch_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows, macos = FakeEngine(), FakeEngine()
    assert answer(windows, tmp_path, "win32", pitch=2.0)["spoken"] is True
    assert [name for name, _ in windows.given] == ["voice", "rate", "settle"]
    for system in ("win32", "darwin"):
        assert worker.Worker(windows, platform_for(system), tmp_path / "phrase.wav").hello()["has_pitch"] is False

    def convert(command: list[str], **options: Any) -> None:
        Path(command[-1]).write_bytes(b"RIFF")

    monkeypatch.setattr(platforms.subprocess, "run", convert)
    assert answer(macos, tmp_path, "darwin", id=7) == {"id": 7, "spoken": True}
    assert [name for name, _ in macos.given] == ["voice", "rate", "settle"]
    assert (tmp_path / "phrase.wav").read_bytes() == b"RIFF"


def test_each_platform_names_its_driver_and_what_to_install() -> None:
    assert [platform_for(name).driver for name in ("linux", "win32", "darwin", "freebsd14")] == [
        "espeak",
        "sapi5",
        "nsss",
        "espeak",
    ]
    assert "espeak-ng" in platform_for("linux").what_to_do


def test_no_synthesizer_is_said_once_and_plainly(tmp_path: Path) -> None:
    answers = io.StringIO()
    missing = platforms.Platform("nosuchdriver", ".wav", lambda pitch: pitch, lambda path: path, "Install one.")
    worker.run(tmp_path / "phrase.wav", missing, io.StringIO(), answers)
    (line,) = answers.getvalue().splitlines()
    assert json.loads(line)["what_to_do"] == "Install one."


def test_the_process_ends_and_cleans_up_when_the_lab_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "speech"
    folder.mkdir()
    process = subprocess.run(
        # Unbuffered: the process ends without flushing what others printed.
        [sys.executable, "-u", "-m", "empathylab.speech.worker", str(folder / "phrase.wav")],
        input=json.dumps(REQUEST | {"voice": "gmw/en"}) + "\n",
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    hello, done = map(json.loads, process.stdout.splitlines())
    assert hello["ready"]
    assert done["spoken"] is True
    assert "Audio saved" in process.stderr, "what pyttsx3 prints stays out of the pipe"
    assert not folder.exists()


def test_a_fresh_worker_speaks_its_first_phrases_whole(tmp_path: Path) -> None:
    """Settings given before pyttsx3's first loop used to cut off the first or the second phrase."""
    requests = [REQUEST | {"id": number, "rate_wpm": 360, "voice": "gmw/en"} for number in (1, 2, 3)]
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "empathylab.speech.worker", str(folder / "phrase.wav")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdout.readline()
            lengths = []
            for request in requests:
                print(json.dumps(request), file=process.stdin, flush=True)
                process.stdout.readline()
                lengths.append(read_wav((folder / "phrase.wav").read_bytes()).duration_ms)
        assert max(lengths) - min(lengths) < 50, lengths
        assert min(lengths) > 300


@pytest.fixture(scope="module")
def spoken() -> Any:
    results = Results()
    yield results
    results.synthesizer.close()


def test_a_phrase_sounds_and_is_as_long_as_speech_is(spoken: Results) -> None:
    wav = spoken.ask(Request(1, "Full name, edit, required", rate_wpm=180))
    assert wav is not None
    assert wav.rate_hz == 22050
    assert 1000 < wav.duration_ms < 3500
    assert samples(wav).std() > 500


def test_a_faster_rate_is_shorter_and_another_pitch_another_sound(spoken: Results) -> None:
    text = "What collection was missed?"
    normal = spoken.ask(Request(2, text, rate_wpm=180))
    fast = spoken.ask(Request(3, text, rate_wpm=360))
    high = spoken.ask(Request(4, text, rate_wpm=180, pitch=1.6))
    assert normal is not None
    assert fast is not None
    assert high is not None
    assert fast.duration_ms < 0.7 * normal.duration_ms
    assert high.pcm != normal.pcm


def test_a_language_has_its_own_voice(spoken: Results) -> None:
    english, welsh = (spoken.ask(Request(n, "Enw llawn", language=tag)) for n, tag in ((5, "en-GB"), (6, "cy")))
    assert english is not None
    assert welsh is not None
    assert english.pcm != welsh.pcm


def test_settings_hold_for_the_very_next_phrase_every_time(spoken: Results) -> None:
    """pyttsx3 and espeak race for them; a phrase at the wrong rate or an empty one would show here."""
    lengths: dict[tuple[int, str], set[int]] = {}
    for number in range(48):
        rate_wpm, language = (180, 360, 100)[number % 3], ("en-GB", "cy")[number // 6 % 2]
        wav = spoken.ask(Request(100 + number, f"item {number % 4 + 6}", rate_wpm, language=language))
        assert wav is not None
        lengths.setdefault((rate_wpm, language), set()).add(round(wav.duration_ms))
    for language in ("en-GB", "cy"):
        assert max(lengths[360, language]) < min(lengths[180, language])
        assert max(lengths[180, language]) < min(lengths[100, language])


@pytest.mark.parametrize("text", ["😀", "مرحبا بالعالم", "a" * 119, "<voice/>&amp;", "zero\u0000width\u200b", "…"])
def test_odd_text_is_spoken_or_at_least_answered(spoken: Results, text: str) -> None:
    assert spoken.ask(Request(1000 + hash(text) % 1000, text)) is not None
