"""Stop while something sounds, and player and speech hang: the calm screen is there, and they go on in silence."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from empathylab.domain.voice import Voice
from empathylab.session.stages import Stage
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.sound import audio, sound_link
from empathylab.ui.sound.sound_link import END_MEDIA, FOLLOW_MEDIA, PLAY, STOP, PlayerLink
from empathylab.ui.visit.screens.closing_screens import StoppedScreen
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.web_station import LIMIT_MS, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is frozen by a signal")

#: A player that writes down what it is told to do, a number a line, and never comes to the end of anything.
PLAYER = """
import json, sys
from empathylab.ui.sound.sound_link import HEADER
print(json.dumps({"has_device": True}), flush=True)
while len(header := sys.stdin.buffer.read(HEADER.size)) == HEADER.size:
    what, *_, size = HEADER.unpack(header)
    sys.stdin.buffer.read(size)
    with open(sys.argv[1], "a") as told:
        print(what, file=told)
"""
FILM = "document.getElementById('film')"


class Player:
    """The lab's sound player, and the speech that it sounds: a test freezes them and lets them go on."""

    def __init__(self, told: Path) -> None:
        told.touch()
        self._told = told
        self._frozen: tuple[int, ...] = ()
        self.link = PlayerLink(command=(sys.executable, "-c", PLAYER, str(told)))
        self.voices: list[Voice] = []

    @property
    def told(self) -> list[int]:
        return [int(line) for line in self._told.read_text().split()]

    def make_voice(self) -> Voice:
        self.voices.append(audio.make_voice())
        return self.voices[-1]

    def freeze(self) -> None:
        workers = (pid for voice in self.voices if isinstance(voice, SpokenVoice) for pid in voice.worker_pids)
        self._frozen = (self.link.pid, *workers)
        assert all(self._frozen), "0 would be this very process"
        for pid in self._frozen:
            os.kill(pid, signal.SIGSTOP)

    def is_silent(self, last: int) -> bool:
        """Has it been told to end, and nothing to sound since; or was it given up while it hung?"""
        told = self.told
        since = told[len(told) - told[::-1].index(last) :] if last in told else [PLAY]
        return self.link.pid not in self._frozen or not {PLAY, FOLLOW_MEDIA} & set(since)

    def go_on(self) -> None:
        """All of them, but for who was given up meanwhile and another took its place."""
        for pid in self._frozen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@pytest.fixture
def player(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    # A busy computer may start one as slowly as it likes.
    monkeypatch.setattr(sound_link, "_START_PATIENCE_MS", LIMIT_MS)
    made = Player(tmp_path / "told")
    monkeypatch.setattr(audio, "_player", lambda: made.link)
    yield made
    made.go_on()
    made.link.close()


@pytest.fixture
def make_voice(player: Player) -> Callable[[], Voice]:
    return player.make_voice


def play_film(station: Station, player: Player) -> None:
    """Ron's film, under his loss of hearing."""
    station.arrive_at(Stage.HELPED, "ron")
    station.wait(lambda: page_js(station, f"{FILM}.readyState") >= 3, "the film")
    page_js(station, "document.querySelector('button[data-plays]').click(), 0")
    station.wait(lambda: page_js(station, f"{FILM}.currentTime") > 0, "the picture")
    station.wait(lambda: FOLLOW_MEDIA in player.told, "the sound")


def read_page(station: Station, player: Player) -> None:
    station.arrive_at(Stage.HELPED, "simone")
    station.wait(station.lab.window.view.hasFocus, "the keyboard at the form")
    station.hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    station.wait(lambda: PLAY in player.told, "the first sentence")


def stop(station: Station, how: str) -> None:
    if how == "Shift":
        station.stop()
    else:
        station.press_button("Stop")


@pytest.mark.parametrize(("begin", "last"), [(play_film, END_MEDIA), (read_page, STOP)])
def test_stop_waits_for_neither_and_what_was_told_to_it_ends_in_silence(
    station: Station, player: Player, begin: Callable[[Station, Player], None], last: int
) -> None:
    for how in ("Shift", "button"):
        begin(station, player)
        player.freeze()
        stop(station, how)
        assert isinstance(station.screen, StoppedScreen)
        assert not station.director.form.is_open
        assert not station.lab.window.view.is_read_aloud
        player.go_on()
        wait_until(partial(player.is_silent, last), "silence")
        station.press_button("Finish")
