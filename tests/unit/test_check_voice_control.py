"""What the check says of voice control: nothing to do where nobody has it, else what is missing and how to get it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from empathylab.check.voice_control import how_to_install, voice_control_line
from empathylab.domain.live import CheckLevel
from empathylab.files.settings import Choices, Settings, save_settings

GUIDE = Path(__file__).parents[2] / "docs" / "voice-control.md"
TELLS = 'print(\'{{"can": "{can}"}}\')'


def listener(program: str) -> tuple[str, str, str]:
    return (sys.executable, "-c", program)


def test_where_nobody_has_it_nothing_is_asked_for(tmp_path: Path) -> None:
    line = voice_control_line(tmp_path, ("/no/such/listener",))
    assert (line.level, line.what_to_do) == (CheckLevel.OK, "")


@pytest.mark.parametrize(
    ("program", "level", "words", "action"),
    [
        (TELLS.format(can="listen"), CheckLevel.OK, "There is a microphone", ""),
        (TELLS.format(can="no-microphone"), CheckLevel.WARNING, "no microphone", "Plug one in."),
        (TELLS.format(can="not-installed"), CheckLevel.WARNING, "not installed", "pip install"),
        ("raise SystemExit(3)", CheckLevel.WARNING, "no microphone", "Plug one in."),
    ],
)
def test_where_somebody_has_it_what_is_missing_is_told(
    tmp_path: Path, program: str, level: CheckLevel, words: str, action: str
) -> None:
    save_settings(tmp_path, Settings(choices={"christopher": Choices(extras=("voice-control",))}))
    line = voice_control_line(tmp_path, listener(program))
    assert line.level is level
    assert words in line.sentence
    assert action in line.what_to_do


def test_the_guide_has_the_command_that_the_check_tells() -> None:
    assert ">=" in how_to_install()
    assert f".venv/bin/python {how_to_install()}\n" in GUIDE.read_text(encoding="utf-8")
