"""A web engine that ends is one line of the check, and the others are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from empathylab.check import engine, lines
from empathylab.check.engine import engine_line
from empathylab.domain.live import CheckLevel, CheckLine

TELLS = 'print(\'{"name": "Web engine", "level": "ok", "sentence": "Chromium 140; a form was ready in 300 ms."}\')'


@pytest.mark.parametrize(
    ("program", "level", "words"),
    [
        (TELLS, CheckLevel.OK, "a form was ready"),
        (f"print('[1:2:ERROR:gpu]'); {TELLS}", CheckLevel.OK, "a form was ready"),
        ("import os; os._exit(133)", CheckLevel.PROBLEM, "ended before it showed a form (code 133)"),
        ("import sys; sys.stderr.buffer.write(b'Zugriff verweigert \\xfc')", CheckLevel.PROBLEM, "(code 0)"),
    ],
)
def test_what_becomes_of_the_engine_is_told(program: str, level: CheckLevel, words: str) -> None:
    line = engine_line((sys.executable, "-c", program))
    assert (line.level, words in line.sentence) == (level, True), line.sentence


def test_an_engine_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PROCESS_PATIENCE_S", 0.5)
    line = engine_line((sys.executable, "-c", "import time; time.sleep(60)"))
    assert line.level is CheckLevel.PROBLEM
    assert "shows no form" in line.sentence


def test_whatever_breaks_in_a_check_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver raises what its system does: cv2.error, COMError."""

    def broken() -> CheckLine:
        raise RuntimeError("Unknown exception")

    monkeypatch.setattr(lines.engine, "engine_line", lambda: CheckLine("Web engine", CheckLevel.OK, "Ready."))
    monkeypatch.setattr(lines, "vision_line", broken)
    told = {}
    for line in lines.check_lines(tmp_path):
        told[line.name] = line
        if line.name == "Vision":
            break
    assert told["Web engine"].level is CheckLevel.OK
    assert told["Vision"].sentence == "Not foreseen: RuntimeError: Unknown exception."
    assert "send it" in told["Vision"].what_to_do
