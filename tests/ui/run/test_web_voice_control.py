"""A form by voice: commands of a synthetic voice, 20 dB over noise, into the listener's own process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import support
from empathylab.bench.spoken_commands import spoken
from empathylab.domain.spec import Spec
from empathylab.ui.page.scripts import call, script
from empathylab.ui.run.voice_control import (
    NO_SUCH_CONTROL,
    NOT_UNDERSTOOD,
    WHICH_ONE,
    CommandHeard,
    ListeningState,
    VoiceControlInUse,
)
from support.recording_voice import RecordingVoice
from support.spoken_microphone import Mouth
from support.voice_control import needs_recogniser
from support.web_station import BLUR, WebStation, wait_until

HELP = Spec("voice-control")
HANDS = (Spec("pointer-block"), Spec("drop", {"probability": 0.9}))
DETAILS = "lab://forms/tasks/missed-bin/your-details.html"
CHECK = "lab://forms/tasks/missed-bin/check.html"
F3 = Qt.Key.Key_F3


@pytest.fixture
def mouth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mouth:
    monkeypatch.setenv("PYTHONPATH", str(Path(support.__file__).parents[1]), prepend=os.pathsep)
    return Mouth(tmp_path / "microphone")


@pytest.fixture
def answers() -> RecordingVoice:
    return RecordingVoice(is_instant=False)


@pytest.fixture
def station(qapp: QApplication, mouth: Mouth, answers: RecordingVoice) -> Iterator[WebStation]:
    made = WebStation(spoken_to=(mouth.link, answers))
    yield made
    made.close()


def control_of(station: WebStation) -> VoiceControlInUse:
    found = station.view.findChild(VoiceControlInUse)
    assert found is not None
    return found


def listen(station: WebStation, mouth: Mouth) -> VoiceControlInUse:
    control = control_of(station)
    wait_until(lambda: mouth.link.can is not None, "the listener")
    station.press(F3)
    wait_until(lambda: mouth.is_heard, "the microphone")
    return control


def fates(station: WebStation) -> list[tuple[str | None, str]]:
    return [(each.data["command"], each.data["fate"]) for each in station.of_kind("command.said")]


@needs_recogniser
def test_a_form_is_used_by_voice_where_hands_lose_every_key_and_the_pointer_is_off(
    station: WebStation, mouth: Mouth
) -> None:
    station.start(DETAILS, simulations=(*HANDS, BLUR), helps=(HELP,))
    control = listen(station, mouth)
    mouth.say(spoken("click full name"))
    station.wait_for("command.said", 1)
    wait_until(lambda: station.js("document.activeElement.id") == "full-name", "the field that was named")
    mouth.say(spoken("press tab"))
    station.wait_for("command.said", 2)
    wait_until(lambda: station.js("document.activeElement.id") == "address", "the next field")
    mouth.say(spoken("show numbers"))
    wait_until(lambda: control.numbers.isVisible(), "the numbers")
    assert station.js("document.querySelectorAll('[class*=number]').length") == 0, "nothing of them is in the page"
    mouth.say(spoken("three"))
    wait_until(lambda: station.js("document.activeElement.id") == "full-name", "the field with that number")
    assert not control.numbers.isVisible()
    told: list[CommandHeard] = []
    control.told.connect(told.append)
    for times in (1, 2):
        mouth.say(spoken("could you hand me the pen please"))
        not_understood = [CommandHeard(ListeningState.LISTENING, NOT_UNDERSTOOD)] * times
        wait_until(lambda: told == not_understood, "what is no command, each time")  # noqa: B023
    mouth.say(spoken("stop listening"))
    wait_until(lambda: not mouth.is_heard, "the microphone to be closed")
    assert fates(station) == [
        ("click", "done"),
        ("press", "done"),
        ("show-numbers", "done"),
        ("number", "done"),
        *[(None, "not-understood")] * 2,
        ("stop-listening", "done"),
    ]
    assert station.of_kind("pointer.blocked") == []
    assert [each.field for each in station.of_kind("help.taken")] == ["voice-control"]


@needs_recogniser
def test_what_is_seen_and_is_no_name_presses_nothing_which_is_seen_and_heard(
    station: WebStation, mouth: Mouth, answers: RecordingVoice
) -> None:
    station.start(f"{DETAILS}?barriers=label-not-in-name", helps=(HELP,))
    control = listen(station, mouth)
    mouth.say(spoken("click continue"))
    wait_until(lambda: control.heard.fate == NO_SUCH_CONTROL, "what it says of it")
    assert answers.texts == [NO_SUCH_CONTROL]
    assert fates(station) == [("click", "no-such-control")]
    assert [each.field for each in station.wait_for("barrier.met", 1)] == ["label-not-in-name"]
    wait_until(lambda: not mouth.is_heard, "the microphone to be closed while the lab speaks")
    answers.finish()
    wait_until(lambda: mouth.is_heard, "the microphone")
    mouth.say(spoken("click submit step"))
    station.wait_for("command.said", 2)
    assert fates(station)[1] == ("click", "done")


@needs_recogniser
def test_of_several_with_one_name_a_number_is_asked_for(
    station: WebStation, mouth: Mouth, answers: RecordingVoice
) -> None:
    station.start(f"{CHECK}?barriers=click-here", helps=(HELP,))
    control = listen(station, mouth)
    mouth.say(spoken("click click here"))
    wait_until(lambda: control.heard.fate == WHICH_ONE, "the question which one")
    assert len(control.numbers.places) >= 2
    assert fates(station) == [("click", "several")]


ODD = """<!doctype html><html lang=en><title>Odd</title><style>button { display: block }
.for-readers { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%) }
</style><main><h1>Odd</h1>
<button><span class=for-readers>Emergency</span> Exit <b>this</b> page</button>
<button><span>Send</span><div>the form</div></button>
<my-button>Find<template shadowrootmode=open><button><slot></slot></button></template></my-button>
<label>Town <select><option>York<option>Leeds</select></label>
<div inert><my-button>Nobody<template shadowrootmode=open><button><slot></slot></button></template></my-button></div>
<iframe srcdoc="<button>Pay</button>" width=300 height=100 style="border: 7px solid; margin-left: 40px"></iframe>
<dialog><button>Delete it</button></dialog></main>"""


def test_a_control_has_the_words_that_are_seen_on_it_wherever_it_stands(qapp: QApplication, tmp_path: Path) -> None:
    odd = WebStation({"page.html": ODD}, tmp_path)
    odd.start(odd.test_url())
    wait_until(lambda: odd.js("frames[0]?.document.querySelector('button')?.textContent") == "Pay", "the frame")
    asked = f"{script('voice-controls.js')}\n{call('labVoice.controls')}"
    told = {each["said"]: each for each in json.loads(odd.js(asked))}
    assert [*told] == ["Exit this page", "Send the form", "Find", "Town", "Pay"]
    assert told["Exit this page"]["name"] == "Emergency Exit this page"
    left, top = (odd.js(f"document.querySelector('iframe').getBoundingClientRect().{each}") for each in ("x", "y"))
    assert told["Pay"]["box"][:2] == [left + 7 + 8, top + 7 + 8], "its frame's border, and its page's margin"
    odd.js("document.querySelector('dialog').showModal()")
    assert [each["said"] for each in json.loads(odd.js(asked))] == ["Delete it"], "behind it nothing can be pressed"
    odd.close()


def test_a_microphone_that_is_unplugged_ends_the_help_and_nothing_else(station: WebStation, mouth: Mouth) -> None:
    station.start(DETAILS, helps=(HELP,))
    control = control_of(station)
    wait_until(lambda: mouth.link.can is not None, "the listener")
    mouth.unplug()
    wait_until(
        lambda: control.heard.ears in (ListeningState.NO_MICROPHONE, ListeningState.NOT_INSTALLED), "what it says of it"
    )
    told: list[CommandHeard] = []
    control.told.connect(told.append)
    station.press(F3)
    assert not mouth.is_heard
    assert told == [control.heard], "who presses the key in vain hears why"
    station.tab_to("full-name")
    station.view.end()
    assert control.heard == CommandHeard()
    assert mouth.link.can is None


def test_without_the_help_no_key_opens_a_microphone(station: WebStation, mouth: Mouth) -> None:
    station.start(DETAILS)
    station.press(F3)
    assert mouth.link.can is None
    assert control_of(station).heard == CommandHeard()
