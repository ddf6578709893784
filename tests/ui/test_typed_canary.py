"""Letters that must not be found: typed into every field that is met, and looked for in all that is written."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from empathylab.domain.events import FieldLeft, HelpTaken
from empathylab.domain.session import RunKind
from empathylab.domain.voice import Cue, Voice
from empathylab.reports.exporting import export
from empathylab.session.stages import Stage
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.sound.audio import MainThreadCaller
from support.own_page_lab import page_js
from support.participant_lab import Station

CANARY = "xqzjvwk"
CONTROL = Qt.KeyboardModifier.ControlModifier
#: Where a hand loses or doubles letters it takes some words until one of them is whole.
MOST_WORDS = 12
MOST_TABS = 25
PAGES = {
    "simone": ("your-details.html", "your-session.html"),
    "pawel": ("your-details.html", "your-session.html"),
    "saleem": ("proof.html", "reply.html"),
    "ron": ("proof.html", "reply.html"),
}


class HeardVoice(SpokenVoice):
    """The real speech, a page in seconds, and what it was given."""

    def __init__(self) -> None:
        super().__init__(CountingSink(speed=50), MainThreadCaller())
        self.texts: list[str] = []

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        self.texts.append(text.lower())
        super().speak(utterance_id, text, language, cue)


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeardVoice:
    """All that its workers and the others leave behind goes where it is looked for."""
    for variable in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        (tmp_path / variable).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "TMPDIR"))
    return HeardVoice()


@pytest.fixture
def make_voice(voice: HeardVoice) -> Callable[[], Voice]:
    return lambda: voice


def type_into_all(station: Station) -> int:
    """From stop to stop with Tab, and the letters into each that takes some; how many did."""
    filled = set[str]()
    station.wait(lambda: page_js(station, "document.hasFocus()"), "the keyboard at the form")
    for _ in range(MOST_TABS):
        station.press(Qt.Key.Key_Tab)
        seen = station.eyes.look()
        if seen.isSubmit:
            break
        place = f"{seen.field}{seen.part}"
        if (seen.tag == "textarea" or seen.type == "text") and place not in filled:
            type_whole(station)
            filled.add(place)
    return len(filled)


def type_whole(station: Station) -> None:
    for _ in range(MOST_WORDS):
        station.hands.type(CANARY)
        if CANARY in station.eyes.look().value.lower():
            return
    pytest.fail("No word was typed whole.")


def show(station: Station, page: str) -> None:
    page_js(station, f"location.assign({page!r}), 0")
    there = f"document.readyState === 'complete' && location.pathname.endsWith({page!r})"
    station.wait(lambda: page_js(station, there), "the next page")


def hear_it(station: Station, voice: HeardVoice) -> None:
    """The whole page is read to them, with what they typed."""
    page_js(station, "document.querySelector('h1').scrollIntoView(), document.activeElement.blur(), 0")
    station.hands.press(Qt.Key.Key_L, CONTROL)
    station.wait(lambda: any(CANARY in text for text in voice.texts), "their own letters")
    station.wait(lambda: not station.lab.window.view.is_read_aloud, "the end of the page")
    assert station.happened(HelpTaken)


def leave_comment_aside(station: Station) -> None:
    """Written at the end, and then they walk away."""
    station.go_to(Stage.FEEDBACK)
    while not (boxes := [each for each in station.screen.findChildren(QPlainTextEdit) if each.isVisible()]):
        station.press_button("Continue")
    boxes[0].setFocus()
    station.hands.type(CANARY)
    assert boxes[0].toPlainText() == CANARY
    station.director._walked_away()


@pytest.mark.parametrize(
    "persona", ["simone", "ron", *(pytest.param(each, marks=pytest.mark.attack) for each in ("pawel", "saleem"))]
)
def test_nothing_that_is_typed_is_in_records_logs_exports_or_temporary_files(
    station: Station, voice: HeardVoice, persona: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    station.arrive_at(Stage.BARRIER, persona)
    station.hands.adapt(station.visit.plan.conditions[RunKind.BARRIER])
    filled = type_into_all(station)
    station.press(Qt.Key.Key_Return)
    show(station, PAGES[persona][1])
    filled += type_into_all(station)
    assert filled
    assert station.happened(FieldLeft)
    station.director.stuck()
    station.hands.adapt(station.visit.plan.conditions[RunKind.HELPED])
    station.go_to(Stage.HELPED)
    station.wait(lambda: station.director.form.is_open and station.eyes.look().page, "the form with what helps")
    type_into_all(station)
    if persona == "simone":
        hear_it(station, voice)
    station.director.stuck()
    log = str(station.visit.log)
    leave_comment_aside(station)
    station.lab.store.commit()
    export(station.lab.store, tmp_path / "exports")

    assert CANARY not in log.lower()
    assert CANARY not in caplog.text.lower()
    assert CANARY not in " ".join(map(str, station.lab.problems)).lower()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"field.left" in path.read_bytes() for path in files if "exports" in path.parts)
    assert [path.name for path in files if CANARY.encode() in path.read_bytes().lower()] == []
