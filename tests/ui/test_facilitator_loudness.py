"""How loud the lab is: set by a voice, remembered for each device, and told wherever it matters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from empathylab.check import speech
from empathylab.domain.calibration import Calibration, SoundDevice
from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel
from empathylab.domain.session import Condition, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.files.library import load_library
from empathylab.files.settings import load_settings
from empathylab.files.setup import LiveSetUp
from empathylab.hearing.heard_sound import FULL_SCALE, TALKING_RMS
from empathylab.session.plan import plan_visit
from empathylab.ui.facilitator.setup.loudness import LoudnessPage
from empathylab.ui.sound.talking import talking
from empathylab.ui.visit.screens.run_facts import run_facts
from empathylab.ui.visit.screens.run_screen import MUTE_WORDS, OUTSIDE_SOUND_WORDS, run_bar

HEADPHONES, SPEAKER = SoundDevice("usb-1", "USB headphones"), SoundDevice("pci-0", "Built-in speaker")
LOSS = Spec("hearing-loss", {"audiogram": "elderly"})


@dataclass
class Voice:
    """Says whether it talks."""

    device: SoundDevice | None = None
    heard: list[str] = field(default_factory=list)

    def start(self) -> None:
        if self.device is None:
            raise MachineError("No sound device was found.", "Plug in headphones.")
        self.heard.append("talking")

    def stop(self) -> None:
        self.heard.append("silence")


def shown(qtbot: QtBot, tmp_path: Path, voice: Voice) -> LoudnessPage:
    page = LoudnessPage(LiveSetUp(tmp_path), voice)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_a_voice_talks_until_it_is_as_loud_as_somebody_talking(qtbot: QtBot, tmp_path: Path) -> None:
    voice = Voice(HEADPHONES)
    page = shown(qtbot, tmp_path, voice)
    assert page.now.text() == "Not calibrated. Nobody has set the volume by a voice."
    page.play_button.click()
    assert voice.heard == ["talking"]
    page.save_button.click()
    assert voice.heard == ["talking", "silence"]
    assert page.said.text() == "Saved: the volume is right on USB headphones."
    assert list(load_settings(tmp_path).loudness_set) == ["usb-1"]
    assert page.now.text() == "The volume was set for this device."


def test_another_device_is_not_calibrated_until_it_is_set_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(qtbot, tmp_path, Voice(HEADPHONES)).save()
    assert shown(qtbot, tmp_path, Voice(SPEAKER)).now.text() == (
        "Not calibrated. The sound goes to another device now: Built-in speaker."
    )
    lines = []
    for device in (HEADPHONES, SPEAKER, None):
        monkeypatch.setattr(speech, "sound_device", lambda device=device: device)
        lines.append(speech.loudness_line(load_settings(tmp_path)))
    assert [line.level for line in lines] == [CheckLevel.OK, CheckLevel.WARNING, CheckLevel.WARNING]
    assert [line.sentence for line in lines[1:]] == [
        "Not calibrated. The sound goes to another device now: Built-in speaker.",
        "Not calibrated. There is no sound device.",
    ]


def test_without_a_device_nothing_is_set(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, tmp_path, Voice())
    page.play_button.click()
    assert page.said.text() == "No sound device was found. Plug in headphones."
    page.save_button.click()
    assert not load_settings(tmp_path).loudness_set


def test_the_voice_is_at_the_level_that_everything_else_is_played_by() -> None:
    samples = np.frombuffer(talking().pcm, "<i2") / FULL_SCALE
    assert np.sqrt(np.mean(samples**2)) == pytest.approx(TALKING_RMS, rel=1e-3)


def test_a_run_says_whether_its_loudness_is_known(qtbot: QtBot) -> None:
    condition = Condition("missed-bin", Twin.BARRIER, "a", simulations=(LOSS,))
    assert run_facts(condition, has_sound=True)[-1] == (
        "Not calibrated: nobody has set the volume, so how much is lost is a guess."
    )
    set_ = replace(condition, is_loudness_set=True)
    assert run_facts(set_, has_sound=True)[-1] == "The volume was set by a voice, so sound is as loud as it says."
    assert "no sound device" in run_facts(set_, has_sound=False)[-1]
    assert run_facts(replace(set_, twin=Twin.SERVICE), has_sound=True)[-1] == OUTSIDE_SOUND_WORDS
    plain = replace(set_, simulations=())
    assert not [fact for fact in run_facts(plain, has_sound=True) if "volume" in fact]


def test_a_run_without_sound_says_so_on_its_bar(qtbot: QtBot) -> None:
    library = load_library()
    plan = plan_visit(
        event="e",
        station="all",
        personas=[library.persona("claudia")],
        task=library.form("missed-bin"),
        calibration=Calibration(is_loudness_set=True),
        seed=1,
    )
    assert plan.conditions[RunKind.BARRIER].is_loudness_set
    heard = plan.conditions[RunKind.HELPED]
    silent = replace(heard, simulations=(*heard.simulations, Spec("mute")))
    plan = replace(plan, conditions={**plan.conditions, RunKind.HELPED: silent})
    told = []
    for run in (RunKind.BARRIER, RunKind.HELPED):
        bar = run_bar(plan, run, lambda: None, lambda: None)
        qtbot.addWidget(bar)
        told.append(MUTE_WORDS in [label.text() for label in bar.findChildren(QLabel)])
    assert told == [False, True]
