"""Stop while something sounds, and the player hangs: the calm screen is there, and it goes on in silence."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from empathylab.domain.voice import Voice
from empathylab.session.stages import Stage
from empathylab.ui.sound import audio
from empathylab.ui.sound.sound_link import END_MEDIA, FOLLOW_MEDIA, PLAY, STOP, PlayerLink
from empathylab.ui.visit.screens.closing import StoppedScreen
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.web_station import wait_until

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
    """The lab's sound player, which a test freezes and lets go on."""

    def __init__(self, told: Path) -> None:
        told.touch()
        self._told = told
        self.link = PlayerLink(command=(sys.executable, "-c", PLAYER, str(told)))

    @property
    def told(self) -> list[int]:
        return [int(line) for line in self._told.read_text().split()]

    def freeze(self) -> None:
        os.kill(self.link.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.link.pid, signal.SIGCONT)


@pytest.fixture
def player(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    made = Player(tmp_path / "told")
    monkeypatch.setattr(audio, "_player", lambda: made.link)
    yield made
    made.go_on()
    made.link.close()


@pytest.fixture
def make_voice(player: Player) -> Callable[[], Voice]:
    return audio.make_voice


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
def test_stop_waits_for_no_player_and_what_was_told_to_it_ends_in_silence(
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
        wait_until(lambda: player.told[-1] == last, "silence")
        station.press_button("Finish")
