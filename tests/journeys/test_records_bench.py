"""The measuring of the records measures what it says, on a handful of visits."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from empathylab.bench import many_visits, records
from empathylab.bench.many_visits import make_records
from empathylab.storage import open_records, rescore

pytestmark = pytest.mark.journey


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What processes were to measure: the first of them does, what the others would do is done in this one."""
    asked: list[str] = []
    start = subprocess.run

    def run(command: Sequence[str], **options: Any) -> CompletedProcess[str]:
        if list(command[:2]) != [sys.executable, "-c"]:
            return start(command, **options)
        asked.append(command[-1])
        return start(command, **options) if len(asked) == 1 else _done_here(command)

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def _done_here(command: Sequence[str]) -> CompletedProcess[str]:
    _python, flag, program, *arguments = command
    told = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(told):
        patch.setattr(sys, "argv", [flag, *arguments])
        exec(program, {"__name__": "__main__"})
    return CompletedProcess(command, 0, told.getvalue(), "")


def test_every_promised_figure_is_measured_beside_its_peer(
    monkeypatch: pytest.MonkeyPatch, measured: list[str]
) -> None:
    monkeypatch.setattr(records, "QUICK_SESSIONS", (21,))
    monkeypatch.setattr(records, "_EVENTS_TO_WRITE", 200)
    found = {figure.name: figure for figure in records.figures(quick=True)}
    assert all(figure.value > 0 for figure in found.values())
    assert [name for name, _value in found["durable events"].peers] == ["bare sqlite3"]
    assert [name for name, _value in found["CSV export, 21 sessions"].peers] == ["plain sqlite3 CSV dump"]
    assert len(found["sync, 21 sessions"].peers) == 2
    for words in ("XLSX export", "JSON export", "HTML export", "PDF export, 21 sessions, peak memory", "summary"):
        assert any(words in name for name in found)
    assert set(records.FORMATS) <= set(measured)


def test_copied_visits_are_whole_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_visits, "TEMPLATES", 20)
    make_records(tmp_path, 45, facts=20)
    reader = open_records(tmp_path)
    assert reader.counts().people == len(list(reader.sessions())) == 45
    assert not any(found for _id, found in rescore.differences(reader))
    reader.close()
