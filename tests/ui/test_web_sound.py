"""Sound: what happens on a computer without a device, and calls that come from other threads."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtMultimedia import QAudioDevice
from PySide6.QtWidgets import QApplication
from web_station import wait_until

from empathylab.speech.voices import SilentVoice
from empathylab.speech.wav import Wav
from empathylab.ui import audio
from empathylab.ui.audio import MainThreadCaller
from empathylab.ui.qt_sink import QtSink

HALF_A_SECOND = Wav(bytes(22_050), 22_050)


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
