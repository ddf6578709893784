"""Tests are rewritten and written down once, before the processes that they are dealt out to begin."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

from support.written_down import write_down, written


@pytest.fixture(autouse=True)
def _python_writes_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def test_what_is_written_down_is_what_pytest_takes_and_a_change_is_written_anew(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    module = tmp_path / "ui" / "test_made_up.py"
    module.parent.mkdir()
    for number in (1, 2):
        module.write_text(f"NUMBER = {number}\n", encoding="utf-8")
        os.utime(module, (number, number))
        if written(module).exists():
            os.utime(written(module), (number - 1, number - 1))
        write_down(pytestconfig, [tmp_path])
        found: dict[str, object] = {}
        code = rewrite._read_pyc(module, written(module))
        assert code is not None
        exec(code, found)
        assert found["NUMBER"] == number


def test_what_is_there_already_is_left_alone_and_a_fault_is_left_to_who_imports_it(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    (tmp_path / "test_broken.py").write_text("def", encoding="utf-8")
    (tmp_path / "conftest.py").write_text("", encoding="utf-8")
    write_down(pytestconfig, [tmp_path])
    assert not written(tmp_path / "test_broken.py").exists()
    there = written(tmp_path / "conftest.py")
    before = there.stat().st_mtime_ns
    write_down(pytestconfig, [tmp_path])
    assert there.stat().st_mtime_ns == before
