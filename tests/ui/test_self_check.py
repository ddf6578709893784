"""The machine's own check runs in a process of its own, and whatever becomes of that is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.ui.facilitator.setup.ready_list import summary_words
from empathylab.ui.kit.self_check import self_check

DISK = '{"name": "Disk", "level": "ok", "sentence": "Room enough."}'


def checked(tmp_path: Path, program: str, patience_s: float = 60) -> list[CheckLine]:
    script = tmp_path / "check.py"
    script.write_text(program, encoding="utf-8")
    return self_check(tmp_path, (sys.executable, str(script)), patience_s)


def test_its_lines_are_handed_on(tmp_path: Path) -> None:
    lines = checked(tmp_path, f"print('{DISK}')")
    assert lines == [CheckLine("Disk", CheckLevel.OK, "Room enough.")]
    assert summary_words(lines) == "Ready for visitors."


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "import os; os.abort()", "print('{ half a l')"])
def test_a_check_that_breaks_off_is_no_ready_machine(tmp_path: Path, end: str) -> None:
    lines = checked(tmp_path, f"print('{DISK}', flush=True)\n{end}")
    assert [line.name for line in lines] == ["Disk", "Self-check"]
    assert summary_words(lines) == "Not ready: 1 problem."


def test_a_problem_that_was_found_is_no_breaking_off(tmp_path: Path) -> None:
    lines = checked(tmp_path, f"print('{DISK}')\nraise SystemExit(1)")
    assert [line.name for line in lines] == ["Disk"]


def test_a_check_that_tells_nothing_is_no_ready_machine(tmp_path: Path) -> None:
    assert summary_words(checked(tmp_path, "")) == "Not ready: 1 problem."


def test_of_a_check_that_takes_too_long_what_it_told_is_kept(tmp_path: Path) -> None:
    program = f"import threading; print('{DISK}', flush=True); threading.Event().wait()"
    lines = checked(tmp_path, program, patience_s=3)
    assert [line.name for line in lines] == ["Disk", "Self-check"]
    assert "Look again" in lines[1].sentence
