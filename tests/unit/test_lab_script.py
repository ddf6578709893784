"""`python3 lab.py`: what it finds out before anything of the project can be imported."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with an environment folder of its own, and nothing installed by accident."""
    spec = importlib.util.spec_from_file_location("lab_script", ROOT / "lab.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def stub_installers(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(lab, "install_system_packages", lambda is_test: done.append("system"))
    monkeypatch.setattr(lab, "make_environment", lambda: lab.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(lab, "install_pinned", lambda pinned: done.append(pinned.name))
    return done


def test_the_first_start_installs_and_the_second_does_nothing(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = stub_installers(lab, monkeypatch)
    lab.set_up(is_test=False)
    assert done == ["system", "constraints.txt"]
    assert "Setting up Empathy Lab" in capsys.readouterr().out
    lab.set_up(is_test=False)
    assert done == ["system", "constraints.txt"]
    assert capsys.readouterr().out == ""


def test_tests_need_more_and_serve_the_lab_as_well(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done = stub_installers(lab, monkeypatch)
    lab.set_up(is_test=True)
    lab.set_up(is_test=False)
    assert done == ["system", "constraints-test.txt"]


def test_an_old_python_is_told_which_one_is_needed(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "OLDEST_PYTHON", (99, 0))
    assert lab.main([]) == 1
    assert "it needs Python 3.11 or newer" in capsys.readouterr().err


def test_missing_libraries_without_the_right_to_install_are_named(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(lab.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(lab, "missing_packages", lambda wanted: ["libegl1", "libasound2|libasound2t64"])
    assert lab.main([]) == 1
    assert "sudo apt-get install libegl1 libasound2" in capsys.readouterr().err


def test_a_package_counts_as_there_under_either_name(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = "libasound2t64 installed\nlibegl1 config-files\n"
    monkeypatch.setattr(lab.subprocess, "run", lambda *a, **k: type("Done", (), {"stdout": shown})())
    assert lab.missing_packages(["libasound2|libasound2t64", "libegl1"]) == ["libegl1"]


def test_no_network_is_said_plainly(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stub_installers(lab, monkeypatch)

    def fail(pinned: Path) -> None:
        raise lab.SetupProblem("the packages could not be installed (no route). Is the network there?")

    monkeypatch.setattr(lab, "install_pinned", fail)
    assert lab.main(["check"]) == 1
    assert capsys.readouterr().err.startswith("Empathy Lab cannot start: the packages could not be installed")


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-test.txt"])
def test_the_lists_pin_every_package_with_hashes_and_name_no_registry(name: str) -> None:
    words = (ROOT / name).read_text()
    pins = re.findall(r"^[\w.-]+==\S+", words, flags=re.MULTILINE)
    assert len(pins) > 20
    assert "://" not in words
    for block in re.split(r"\n(?=\S)", words.strip()):
        assert "--hash=sha256:" in block, block


def test_qt_stays_on_the_version_that_was_tried() -> None:
    assert re.search(r"^pyside6==6\.11\.", (ROOT / "constraints.txt").read_text(), flags=re.MULTILINE)
