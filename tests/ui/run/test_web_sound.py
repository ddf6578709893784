"""Sound: what happens on a computer without a device, and calls that come from other threads."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices
from PySide6.QtWidgets import QApplication

from empathylab.domain.calibration import SoundDevice
from empathylab.speech.voices import SilentVoice
from empathylab.speech.wav import Wav
from empathylab.ui.sound import audio, sound_link
from empathylab.ui.sound.audio import MainThreadCaller
from empathylab.ui.sound.qt_sink import QtSink
from empathylab.ui.sound.sound_link import PlayerLink
from support.web_station import LIMIT_MS, wait_until

HALF_A_SECOND = Wav(bytes(22_050), 22_050)


@pytest.fixture(autouse=True)
def _player_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy computer may start one as slowly as it likes."""
    monkeypatch.setattr(sound_link, "_START_PATIENCE_MS", LIMIT_MS)


def test_without_a_device_a_phrase_ends_and_nothing_hangs(qapp: QApplication) -> None:
    sink = QtSink(QAudioDevice())
    ended: list[int] = []
    sink.on_finished = ended.append
    sink.play(HALF_A_SECOND, 7)
    assert ended == []
    wait_until(lambda: ended == [7], "the end of the phrase")
    sink.close()


def test_a_phrase_that_was_stopped_is_never_told_as_finished(qapp: QApplication) -> None:
    sink = QtSink(QAudioDevice())
    ended: list[int] = []
    sink.on_finished = ended.append
    sink.play(HALF_A_SECOND, 1)
    sink.stop()
    sink.play(HALF_A_SECOND, 2)
    wait_until(lambda: ended == [2], "the end of the second phrase")
    sink.close()


def test_a_computer_without_sound_gets_captions_in_the_time_of_speech(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio, "has_sound", lambda: False)
    voice = audio.make_voice()
    assert isinstance(voice, SilentVoice)
    voice.close()


def test_calls_from_other_threads_run_in_the_main_thread_in_order(qapp: QApplication) -> None:
    caller = MainThreadCaller()
    ran: list[tuple[int, bool]] = []
    main = threading.current_thread()

    def work() -> None:
        for number in range(5):
            caller(lambda number=number: ran.append((number, threading.current_thread() is main)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == []
    wait_until(lambda: len(ran) == 5, "the calls")
    assert ran == [(number, True) for number in range(5)]
    caller(lambda: ran.append((5, True)))
    assert ran[-1] == (5, True)


#: A sound player without a device: it says that it has one where the file is there, and plays in no time.
PLAYER = """
import json, pathlib, sys
from empathylab.ui.sound.sound_link import HEADER, PLAY
print(json.dumps({"has_device": pathlib.Path(sys.argv[1]).exists()}), flush=True)
while len(header := sys.stdin.buffer.read(HEADER.size)) == HEADER.size:
    what, _, token, _, size = HEADER.unpack(header)
    sys.stdin.buffer.read(size)
    if what == PLAY:
        print(json.dumps({"finished": token}), flush=True)
"""


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """There while the computer has sound."""
    path = tmp_path / "device"
    path.touch()
    return path


@pytest.fixture
def link(qapp: QApplication, device: Path) -> Iterator[PlayerLink]:
    made = PlayerLink(command=(sys.executable, "-c", PLAYER, str(device)))
    yield made
    made.close()


def played(link: PlayerLink) -> Callable[[int], bool]:
    """A listener's question: play a phrase, and was it told once that it ended?"""
    sink, ended = link.sink(), list[int]()
    sink.on_finished = ended.append

    def play(token: int) -> bool:
        sink.play(HALF_A_SECOND, token)
        wait_until(lambda: token in ended, "the end of the phrase")
        return ended.count(token) == 1

    return play


def test_two_voices_share_the_device(link: PlayerLink) -> None:
    assert link.has_device
    one, other = played(link), played(link)
    assert one(1)
    assert other(1)


def test_the_real_player_tells_whether_there_is_a_device_and_goes_with_the_lab(qapp: QApplication) -> None:
    link = PlayerLink()
    assert link.has_device is any(not each.isNull() for each in QMediaDevices.audioOutputs())
    pid = link.pid
    assert played(link)(1)
    link.close()
    wait_until(lambda: not psutil.pid_exists(pid), "the player's end")


def test_a_sound_server_that_goes_away_costs_a_phrase_its_sound_and_nothing_else(
    link: PlayerLink, device: Path
) -> None:
    assert link.has_device
    play = played(link)
    device.unlink()
    os.kill(link.pid, signal.SIGABRT)
    wait_until(lambda: not link.has_device, "the end of the player")
    assert play(1), "captions go on in the time of speech"
    device.touch()
    wait_until(lambda: link.has_device, "sound again, by itself")
    assert play(2)


def test_a_device_that_says_nothing_more_does_not_hold_the_reader_up(qapp: QApplication, device: Path) -> None:
    deaf = PLAYER.replace("what == PLAY", "False")
    link = PlayerLink(command=(sys.executable, "-c", deaf, str(device)))
    assert link.has_device
    assert played(link)(1)
    link.close()


def test_another_device_is_told_by_its_name(qapp: QApplication, device: Path) -> None:
    """Headphones are plugged in while the lab runs."""
    told = [
        {"has_device": True, "device": {"id": name, "name": name.title()}} for name in ("speaker", "speaker", "usb")
    ]
    says = (
        "import json, sys\nfor told in json.loads(sys.argv[1]): print(json.dumps(told), flush=True)\nsys.stdin.read()"
    )
    link = PlayerLink(command=(sys.executable, "-c", says, json.dumps(told)))
    changes: list[SoundDevice | None] = []
    link.device_changed.connect(lambda: changes.append(link.device))
    wait_until(lambda: changes, "the other device")
    assert changes == [SoundDevice("usb", "Usb")]
    link.close()
