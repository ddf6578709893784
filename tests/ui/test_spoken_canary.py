"""Words that must not be found: said into the microphone in a visit, and looked for in all that the lab writes."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import support
from empathylab import app
from empathylab.bench.spoken_commands import spoken
from empathylab.domain.events import CommandKind, CommandSaid, SaidFate
from empathylab.domain.session import Ending
from empathylab.files.settings import Choices
from empathylab.reports.exporting import export
from empathylab.session.stages import Stage
from empathylab.ui.run.voice_control import VoiceControlInUse
from support.participant_lab import Station
from support.spoken_microphone import Mouth
from support.voice_control import needs_recogniser

#: A control of the page is called so, that the words take the whole way; and a talk, of which no word is listened for.
NAME, TALK = "marmalade trombone", "could you hand me the zebra please"
BUTTON = f"document.body.prepend(Object.assign(document.createElement('button'), {{ textContent: '{NAME}' }}))"


@pytest.fixture
def mouth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mouth:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("PYTHONPATH", str(Path(support.__file__).parents[1]), prepend=os.pathsep)
    made = Mouth(tmp_path / "microphone")
    monkeypatch.setattr(app, "ListeningLink", lambda: made.link)
    return made


@needs_recogniser
@pytest.mark.usefixtures("mouth")
def test_nothing_that_is_said_is_in_records_logs_exports_or_temporary_files(
    mouth: Mouth, station: Station, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    station.lab.setup.change(choices={"christopher": Choices(extras=("voice-control",))})
    station.arrive_at(Stage.HELPED, "christopher")
    station.wait(lambda: mouth.link.can is not None, "the listener")
    page = station.lab.window.view.page
    assert page is not None
    page.runJavaScript(BUTTON)
    station.press(Qt.Key.Key_F3)
    station.wait(lambda: mouth.is_heard, "the microphone")
    control = station.lab.window.view.findChild(VoiceControlInUse)
    station.wait(lambda: NAME in (control._listened_for or ((), 0))[0], "the new button")
    named, talked = spoken(f"click {NAME}"), spoken(TALK)
    mouth.say(named)
    station.wait(lambda: CommandSaid(CommandKind.CLICK, SaidFate.DONE) in station.happened(CommandSaid), "the press")
    mouth.say(talked)
    station.wait(lambda: len(station.happened(CommandSaid)) == 2, "the talk to be over")
    station.stop()
    assert station.visit.stage is Stage.STOPPED
    assert mouth.link.can is None, "who listened is gone"
    station.lab.store.end_session(station.visit.session_id, Ending.FINISHED)
    station.lab.store.commit()
    export(station.lab.store, tmp_path / "exports")

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"command.said" in path.read_bytes() for path in files if "exports" in path.parts)
    wanted = [word.encode() for word in ("marmalade", "trombone", "zebra")]
    # Loud ones from the middle of each, as they came from the microphone.
    wanted += [sound[len(sound) // 2 :][:200].tobytes() for sound in (named, talked)]
    held = {path.name for path in files for each in wanted if each in path.read_bytes().lower() + path.read_bytes()}
    assert held == set()
    assert not any(word in caplog.text.lower() for word in ("marmalade", "trombone", "zebra"))


def test_whoever_may_be_listened_to_is_told_before_they_agree(station: Station) -> None:
    def told(*extras: str) -> str:
        station.lab.setup.change(choices={"christopher": Choices(extras=extras)})
        station.director.choose((station.lab.setup.library.persona("christopher"),))
        station.press_button("Try a form")
        words = " ".join(station.words())
        station.press_button("No, thank you")
        return words

    assert "Microphone" not in told()
    assert "What you say is not kept" in told("voice-control")
