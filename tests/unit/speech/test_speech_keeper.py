"""The pool of workers: whatever the workers do, the newest phrase is answered and nothing is left behind."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psutil
import pytest
from psutil import Process

from empathylab.check import speech
from empathylab.check.speech import speech_line
from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel
from empathylab.speech.jobs import Request
from empathylab.speech.private_files import PrivateFile
from empathylab.speech.synthesizer_pool import TRIES, WARM_UP, WORKERS
from support.listening import PATIENCE_S, Results, script


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    assert not list(tmp_path.glob("empathylab-speech-*"))
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


@pytest.fixture
def no_memory_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system whose synthesizers can only write to a disk."""
    monkeypatch.delattr(os, "memfd_create", raising=False)


def test_what_is_spoken_never_reaches_the_disk(tmp_path: Path) -> None:
    """A typed word is spoken back: not even a power cut may leave it behind as sound."""
    file = PrivateFile()
    file.path.write_bytes(b"s3cret")
    assert file.take() == b"s3cret"
    assert file.take() == b""
    file.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_memory_files")
def test_where_it_has_to_it_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    file = PrivateFile()
    for path in (file.path, file.path.with_suffix(".aiff")):
        path.write_bytes(b"s3cret")
        (tmp_path / f"kept{path.suffix}").hardlink_to(path)
    assert file.take() == b"s3cret"
    assert [kept.read_bytes() for kept in tmp_path.glob("kept*")] == [bytes(6), bytes(6)]
    assert list(file.path.parent.iterdir()) == []
    file.close()
    assert not file.path.parent.exists()


@pytest.mark.usefixtures("no_memory_files")
def test_a_worker_killed_in_the_middle_leaves_no_sound(tmp_path: Path) -> None:
    command = script(
        tmp_path,
        f"""
say(ready)
for request in requests():
    place.write_bytes(b"s3cret")
    os.link(place, {str(tmp_path)!r} + f"/kept-{{os.getpid()}}")
    time.sleep(60)
""",
    )
    results = Results(*command)
    while not (kept := list(tmp_path.glob("kept-*"))):
        time.sleep(0.01)
    results.synthesizer.close()
    assert {each.read_bytes() for each in kept} == {bytes(6)}


@pytest.mark.usefixtures("no_memory_files")
def test_without_files_in_memory_phrases_are_spoken_all_the_same() -> None:
    results = begin()
    assert results.ask(Request(1, "Street, edit")) is not None
    assert results.ask(Request(2, "Town, edit")) is not None
    results.synthesizer.close()


def begin(*command: str) -> Results:
    results = Results(*command)
    results.synthesizer.wait_until_ready(PATIENCE_S)
    return results


@pytest.mark.parametrize("blow", [Process.kill, Process.suspend, Process.terminate])
def test_a_worker_that_is_struck_down_is_replaced_and_the_phrase_is_spoken(blow: Callable[[Process], None]) -> None:
    results = begin()
    victim = results.synthesizer.worker_pids[0]
    blow(Process(victim))
    assert results.ask(Request(1, "Street, edit")) is not None
    assert results.ask(Request(2, "Town, edit")) is not None
    results.synthesizer.close()
    assert not psutil.pid_exists(victim)


def test_both_workers_struck_down_at_once() -> None:
    results = begin()
    assert results.ask(Request(1, "Street, edit")) is not None
    for pid in results.synthesizer.worker_pids:
        Process(pid).suspend()
    assert results.ask(Request(2, "Town, edit")) is not None
    results.synthesizer.close()


def test_garbage_on_the_pipe_is_passed_over(tmp_path: Path) -> None:
    command = script(
        tmp_path,
        """
say("Audio saved to nowhere")
say([1, 2, 3])
say(ready)
for request in requests():
    say("\\x00\\xff}{")
    say({"id": 999_999, "spoken": True})
    say({"id": "three"})
    say({"id": request["id"], "spoken": sound()})
""",
    )
    results = begin(*command)
    wav = results.ask(Request(1, "Street, edit"))
    assert wav is not None
    assert wav.duration_ms == pytest.approx(200, abs=1)
    results.synthesizer.close()


@pytest.mark.parametrize(
    "reply",
    [
        '{"id": request["id"], "spoken": "../../secret.wav"}',
        '{"id": request["id"], "spoken": True}',
        '{"id": request["id"], "spoken": sound(channels=2)}',
        '{"id": request["id"], "error": "no"}',
        '{"id": request["id"]}',
    ],
)
def test_an_answer_that_cannot_be_used_fails_the_phrase_and_not_the_voice(tmp_path: Path, reply: str) -> None:
    results = begin(*script(tmp_path, f"say(ready)\nfor request in requests():\n    say({reply})\n"))
    assert results.ask(Request(1, "Street, edit")) is None
    assert results.ask(Request(2, "Town, edit")) is None
    assert results.synthesizer.problem is None
    results.synthesizer.close()


def test_no_synthesizer_on_the_computer_is_said_with_what_to_do(tmp_path: Path) -> None:
    results = Results(*script(tmp_path, 'say({"fatal": "no espeak", "what_to_do": "Install espeak-ng."})'))
    with pytest.raises(MachineError, match="no espeak") as raised:
        results.synthesizer.wait_until_ready()
    assert raised.value.what_to_do == "Install espeak-ng."
    assert results.ask(Request(1, "Street, edit")) is None
    assert results.synthesizer.worker_pids == ()
    results.synthesizer.close()


def test_workers_that_end_at_once_are_given_up(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    results = Results(*script(tmp_path, f"open({str(starts)!r}, 'a').write('x')"))
    with pytest.raises(MachineError, match="never answers"):
        results.synthesizer.wait_until_ready()
    results.synthesizer.close()
    assert len(starts.read_text()) <= TRIES + 2


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    results = Results(str(tmp_path / "no-such-program"))
    with pytest.raises(MachineError, match="cannot be started"):
        results.synthesizer.wait_until_ready()
    results.synthesizer.close()


def test_a_phrase_that_kills_its_worker_is_given_up_and_the_next_is_spoken(tmp_path: Path) -> None:
    command = script(
        tmp_path,
        """
say(ready)
for request in requests():
    if request["text"] == "deadly":
        os._exit(1)
    say({"id": request["id"], "spoken": sound()})
""",
    )
    results = begin(*command)
    assert results.ask(Request(1, "Street, edit")) is not None
    assert results.ask(Request(2, "deadly")) is None
    results.synthesizer.close()


@pytest.fixture
def slow_engine(tmp_path: Path) -> SlowEngine:
    return SlowEngine(tmp_path)


class SlowEngine:
    """Its first phrase comes after 1.2 s, each other one after 0.2 s and 6 ms for each character."""

    def __init__(self, folder: Path) -> None:
        self._starts = folder / "starts"
        self.command = script(
            folder,
            f"""
open({str(self._starts)!r}, "a").write("x")
say(ready | {{"fastest_wpm": 445, "has_pitch": False}})
wait_s = 1.2
for request in requests():
    time.sleep(wait_s)
    wait_s = 0.2 + 0.006 * len(request["text"])
    say({{"id": request["id"], "spoken": sound()}})
""",
        )

    @property
    def starts(self) -> int:
        return len(self._starts.read_text())


def test_with_a_slow_engine_every_phrase_is_spoken_and_no_worker_is_replaced(slow_engine: SlowEngine) -> None:
    results = begin(*slow_engine.command)
    for number in range(1, 6):
        assert results.ask(Request(number, f"item {number}, " + "link, visited, " * number)) is not None
    report = results.synthesizer.report
    results.synthesizer.close()
    assert slow_engine.starts == WORKERS
    assert report.replaced == 0
    assert report.first_phrase_ms is not None
    assert report.phrase_ms is not None
    assert report.first_phrase_ms >= 1200
    assert report.phrase_ms >= 200


def test_the_check_tells_what_is_slow_and_what_the_engine_cannot_do(
    slow_engine: SlowEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "_PATIENCE_S", PATIENCE_S)
    line = speech_line(slow_engine.command)
    assert line.level is CheckLevel.WARNING
    assert re.search(r"the very first took [1-9]", line.sentence)
    for told in ("Slow", "445 words a minute", "pitch", "spoken all the same"):
        assert told in line.sentence


def test_the_check_tells_what_the_engine_says_when_there_is_no_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "_PATIENCE_S", PATIENCE_S)
    body = 'say(ready)\nfor request in requests():\n    say({"id": request["id"], "error": "COMError: no voice"})\n'
    line = speech_line(script(tmp_path, body))
    assert line.level is CheckLevel.PROBLEM
    assert "COMError: no voice" in line.sentence


def test_a_worker_that_hangs_far_beyond_what_was_learnt_is_replaced(tmp_path: Path) -> None:
    """An engine that takes its time and none of the processor's, for it speaks on until then."""
    body = """
say(ready)
for request in requests():
    time.sleep(0.1)
    say({"id": request["id"], "spoken": sound()})
"""
    results = begin(*script(tmp_path, body))
    assert results.ask(Request(1, "Street, edit")) is not None
    victim = results.synthesizer.worker_pids[0]
    Process(victim).suspend()
    for number in count(2):
        assert results.ask(Request(number, f"item {number}")) is not None, "the other worker speaks meanwhile"
        if not psutil.pid_exists(victim):
            break
    assert results.synthesizer.report.replaced >= 1
    results.synthesizer.close()


def test_of_a_thousand_phrases_only_the_newest_matters() -> None:
    results = begin()
    for i in range(1, 1000):
        results.synthesizer.ask(Request(i, f"item {i}"))
    assert results.ask(Request(1000, "item 1000")) is not None
    assert len(results.done) < 20
    results.synthesizer.close()


def test_phrases_prepared_are_there_at_once(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    command = script(
        tmp_path,
        f"""
say(ready)
for request in requests():
    open({str(asked)!r}, "a").write(request["text"] + "\\n")
    say({{"id": request["id"], "spoken": sound()}})
""",
    )
    results = begin(*command)
    results.synthesizer.prepare([Request(0, "edit"), Request(0, "link")])
    assert results.ask(Request(1, "button")) is not None
    while len(results.synthesizer.cache) < 3:
        assert results.ask(Request(results.done[-1].request_id + 1, "button")) is not None
    for number, text in ((9001, "edit"), (9002, "link"), (9003, "edit")):
        assert results.ask(Request(number, text)) is not None
    spoken = [text for text in asked.read_text().splitlines() if text != WARM_UP.text]
    assert sorted(spoken) == ["button", "edit", "link"]
    results.synthesizer.close()


def test_closing_twice_and_asking_afterwards_does_no_harm() -> None:
    results = begin()
    results.synthesizer.close()
    results.synthesizer.ask(Request(1, "too late"))
    results.synthesizer.close()
    assert results.done == []
    assert PATIENCE_S > 0
