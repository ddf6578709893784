"""`python3 lab.py`: what it finds out before anything of the project can be imported."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from empathylab.first_start import SetupProblem, libraries, packages, system

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script with an environment folder of its own, and nothing installed by accident."""
    spec = importlib.util.spec_from_file_location("lab_script", ROOT / "lab.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


@pytest.fixture
def done(lab: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been installed."""
    done: list[str] = []
    monkeypatch.setattr(lab, "install_libraries", lambda is_test: done.append("system"))
    monkeypatch.setattr(lab, "make_environment", link_python)
    monkeypatch.setattr(lab, "install_pinned", lambda folder, pinned: done.append(pinned.name))
    monkeypatch.setattr(lab, "compile_project", lambda python, project: None)
    return done


def link_python(folder: Path, to: str = sys.executable) -> None:
    """An environment without packages."""
    python = packages.environment_python(folder)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.unlink(missing_ok=True)
    python.symlink_to(to)


def told(lab: ModuleType, capsys: pytest.CaptureFixture[str]) -> str:
    assert lab.main([]) == 1
    return capsys.readouterr().err


def test_the_first_start_installs_and_the_second_does_nothing(
    lab: ModuleType, done: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lab.set_up(is_test=False)
    assert done == ["system", "constraints.txt"]
    assert "Setting up Empathy Lab" in capsys.readouterr().out
    lab.set_up(is_test=False)
    assert done == ["system", "constraints.txt"]
    assert capsys.readouterr().out == ""


def test_an_environment_whose_python_was_removed_since_is_made_anew(lab: ModuleType, done: list[str]) -> None:
    lab.set_up(is_test=False)
    link_python(lab.VENV, "/removed/python3")
    lab.set_up(is_test=False)
    assert done == ["system", "constraints.txt"] * 2


def test_a_project_that_cannot_be_written_to_is_told_in_a_sentence(
    lab: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a disk or a share that is for reading alone, set up where it had another place."""

    def refuse(_folder: Path, _pinned: Path) -> None:
        raise OSError(30, "Read-only file system", "/mnt/lab/.venv/empathylab.pth")

    monkeypatch.setattr(lab, "install_pinned", refuse)
    assert "Read-only file system" in (said := told(lab, capsys))
    assert "may you write in" in said
    assert done == ["system"]


def test_tests_need_more_and_serve_the_lab_as_well(lab: ModuleType, done: list[str]) -> None:
    lab.set_up(is_test=True)
    lab.set_up(is_test=False)
    assert done == ["system", "constraints-test.txt"]


def test_what_was_installed_is_compiled_once_and_for_tests_while_the_code_is_checked(
    lab: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def note(what: str) -> Callable[..., int]:
        return lambda *_: done.append(what) or 0

    parts = {"compile_project": "compiled", "start_check": "check", "run_all": "tests", "open_lab": "opened"}
    for name, what in parts.items():
        monkeypatch.setattr(lab, name, note(what))
    monkeypatch.setattr(lab, "checks_of", lambda _python: [["ruff"]])
    monkeypatch.setattr(lab, "tell_checks", lambda _checks: 0)
    assert lab.main([]) == lab.main([]) == 0
    assert done == ["system", "constraints.txt", "compiled", "opened", "opened"]
    done.clear()
    assert lab.main(["test"]) == lab.main(["test"]) == 0
    assert done == ["system", "constraints-test.txt", "check", "compiled", "tests", "check", "tests"]


def test_who_stops_while_the_code_is_compiled_is_told_and_goes_on_there(
    lab: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_python: Path, _project: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lab, "compile_project", stop)
    assert "Start again to go on where it was." in told(lab, capsys)
    assert not lab.is_ready(for_tests=False)


@pytest.mark.parametrize(
    ("where", "name", "value", "words"),
    [
        (system, "OLDEST_PYTHON", (99, 0), "it needs Python 3.11"),
        (system, "NEWEST_PYTHON", (3, 10), "it needs Python 3.11"),
        (system.sys, "maxsize", 2**31 - 1, "the ordinary 64-bit Python"),
        (system.sysconfig, "get_platform", lambda: "win-arm64", "Install Python's 64-bit Intel edition"),
        (system, "glibc_version", lambda: "2.31", "it needs glibc 2.34 (Debian 12"),
        (system, "glibc_version", lambda: "2.9", "it needs glibc 2.34"),
        (system, "glibc_version", lambda: "", "another C library"),
        (system.platform, "machine", lambda: "armv7l", "this one is armv7l"),
    ],
)
def test_what_no_package_was_built_for_is_told_before_anything_is_fetched(
    lab: ModuleType,
    done: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    where: object,
    name: str,
    value: object,
    words: str,
) -> None:
    if name == "glibc_version":
        monkeypatch.setattr(system.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(where, name, value)
    assert words in told(lab, capsys)
    assert done == []


@pytest.mark.parametrize(
    ("processor", "version", "told"),
    [
        ("x86_64", "13.7.1", "it needs macOS 14 or newer on this processor, and this is 13.7.1."),
        ("x86_64", "14.0", ""),
        ("arm64", "12.6", "it needs macOS 13 or newer on this processor, and this is 12.6."),
        ("arm64", "15.2", ""),
    ],
)
def test_an_old_mac_is_told_which_system_is_needed(
    monkeypatch: pytest.MonkeyPatch, processor: str, version: str, told: str
) -> None:
    monkeypatch.setattr(system.sys, "platform", "darwin")
    monkeypatch.setattr(system.platform, "machine", lambda: processor)
    monkeypatch.setattr(system.platform, "mac_ver", lambda: (version, ("", "", ""), processor))
    monkeypatch.setattr(system.sys, "version_info", (3, 13, 2))
    assert system._wrong_system() == told


def test_a_mac_with_intels_processor_is_told_that_nothing_exists_for_the_newest_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system.sys, "version_info", (3, 14, 1))
    assert system._wrong_mac("x86_64", "15.2").startswith("on this processor it needs Python 3.11, 3.12 or 3.13")
    assert system._wrong_mac("arm64", "15.2") == ""


def found_programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


@pytest.mark.parametrize(
    ("known", "installed", "name"),
    [
        ({"libasound2"}, set(), "libasound2"),  # Debian 12
        ({"libasound2t64"}, set(), "libasound2t64"),  # Ubuntu 24.04, where the old name is only a promise
        (set(), {"libssl3t64"}, "libasound2t64"),  # the same before the first `apt-get update`
        (set(), {"libssl3"}, "libasound2"),
    ],
)
def test_missing_libraries_without_the_right_to_install_are_named_as_this_release_names_them(
    monkeypatch: pytest.MonkeyPatch, known: set[str], installed: set[str], name: str
) -> None:
    found_programs(monkeypatch, "apt-get", "dpkg-query")
    monkeypatch.setattr(libraries.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(libraries, "_installed_packages", lambda: frozenset({"espeak-ng", *installed}))
    monkeypatch.setattr(libraries, "_apt_knows", lambda name: name in known)
    with pytest.raises(SetupProblem) as problem:
        libraries.install_libraries(is_test=False)
    hint = str(problem.value).split("sudo apt-get install ")[1].split()
    assert name in hint
    assert len([word for word in hint if word.startswith("libasound2")]) == 1
    assert "espeak-ng" not in hint


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("dnf", ("sudo dnf install", " nspr ", " alsa-lib ", " xcb-util-cursor ", " espeak-ng")),
        ("pacman", ("sudo pacman -S --needed", " nspr ", " alsa-lib ", " xcb-util-cursor ", " espeak-ng")),
        ("zypper", ("sudo zypper install", " mozilla-nspr ", " libasound2 ", " libxcb-cursor0 ", " espeak-ng")),
        ("emerge", ("what your system calls the packages of: libnspr4.so",)),
    ],
)
def test_a_linux_without_apt_is_told_its_packages(
    monkeypatch: pytest.MonkeyPatch, program: str, words: tuple[str, ...]
) -> None:
    found_programs(monkeypatch, program)
    monkeypatch.setattr(libraries, "_loads", lambda name: name != "libnspr4.so")
    with pytest.raises(SetupProblem) as problem:
        libraries.install_libraries(is_test=False)
    assert str(problem.value).startswith("1 system libraries are missing (libnspr4.so)")
    for word in words:
        assert word in str(problem.value)


def test_where_every_library_loads_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On this very machine, as if it had no apt: what is looked for is what Qt and the voice really load."""
    found_programs(monkeypatch, "dnf")
    libraries.install_libraries(is_test=False)
    assert capsys.readouterr() == ("", "")


def test_a_package_counts_as_there_under_either_name() -> None:
    wanted = ["libasound2|libasound2t64", "libegl1"]
    assert libraries.missing_packages(wanted, frozenset({"libasound2t64"})) == ["libegl1"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for click==8.5.1",
            "the packages' server is not reached",
        ),
        ("ERROR: No matching distribution found for numpy==2.5.5", "has no version for this Python"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not what was pinned"),
        ("ERROR: [Errno 13] Permission denied: '/srv/lab/.venv'", "you may not write"),
        ("ERROR: something new", "something new"),
    ],
)
def test_what_stopped_pip_is_told_as_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, words: str
) -> None:
    pip = tmp_path / "pip.py"
    pip.write_text(f"print({said!r})\nraise SystemExit(1)\n", encoding="utf-8")
    start = subprocess.Popen
    monkeypatch.setattr(packages.subprocess, "Popen", lambda _, **given: start([sys.executable, str(pip)], **given))
    with pytest.raises(SetupProblem, match=words):
        packages.install_pinned(tmp_path / ".venv", ROOT / "constraints.txt")


def test_too_little_room_is_told_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "disk_usage", lambda folder: SimpleNamespace(free=200 * 2**20))
    with pytest.raises(SetupProblem, match="the disk is full: 200 MB are free"):
        packages.make_environment(tmp_path / ".venv")
    assert not (tmp_path / ".venv").exists()


def test_the_project_is_found_from_a_folder_whose_name_the_locale_cannot_write(tmp_path: Path) -> None:
    folder = tmp_path / "Łukasz 実験"
    environment = folder / ".venv"
    venv.create(environment)
    (folder / "empathylab").mkdir()
    (folder / "empathylab/__init__.py").write_text("", encoding="utf-8")
    python = packages.environment_python(environment)
    packages._name_project(python, folder)
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([python, "-c", "import empathylab"], check=True, cwd=tmp_path, env=plain)


def test_the_project_is_compiled_once_for_all_even_where_python_writes_nothing_down_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "empathylab" / "ui" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("", encoding="utf-8")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    packages.compile_project(Path(sys.executable), tmp_path)
    assert Path(cache_from_source(str(module))).is_file()


def test_a_check_may_say_much_and_one_that_hangs_is_ended_and_told(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    loud = lab.start_check([sys.executable, "-c", "print('x' * 1_000_000)"])
    assert loud.process.wait(60) == 0  # nobody has read any of it
    hung = lab.start_check([sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(lab, "CHECK_LIMIT_S", 0.1)
    assert lab.tell_checks([loud, hung]) == 1
    told = capfdbinary.readouterr().out
    assert told.count(b"x") > 1_000_000
    assert told.endswith(b"It hung, and was ended.\n")


FAILS_ONCE = """
from pathlib import Path
import pytest
@pytest.mark.parametrize("each", range({count}))
def test_what_depends_on_others(each):
    came_before = Path(f"came_{{each}}")
    is_second = came_before.exists()
    came_before.touch()
    assert is_second and {holds}
"""


@pytest.mark.parametrize(
    ("count", "holds", "is_passed", "told"),
    [
        (1, True, True, "Alone they passed."),
        (1, False, False, "tried once more, alone:\n  test_made_up.py"),
        (4, True, False, "4 failed"),
    ],
)
def test_few_tests_that_fail_beside_others_are_tried_once_more_and_named(
    lab: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    count: int,
    holds: bool,
    is_passed: bool,
    told: str,
) -> None:
    (tmp_path / "test_made_up.py").write_text(FAILS_ONCE.format(count=count, holds=holds), encoding="utf-8")
    for name, value in (("ROOT", tmp_path), ("SIDE_BY_SIDE", ("-p", "no:xdist"))):
        monkeypatch.setattr(lab, name, value)
    monkeypatch.setattr(lab, "environment_python", lambda _folder: Path(sys.executable))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they need no Qt and no Hypothesis
    assert (lab.run_tests([], []) == 0) is is_passed
    assert told in capfd.readouterr().out


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="folders in memory are the usual thing on Linux alone")
@pytest.mark.parametrize(
    ("free_bytes", "flags", "is_taken"), [(8 * 2**30, 0, True), (2**30, 0, False), (8 * 2**30, 8, False)]
)
def test_tests_write_to_memory_only_where_there_is_room_and_programs_may_run(
    lab: ModuleType, monkeypatch: pytest.MonkeyPatch, free_bytes: int, flags: int, is_taken: bool
) -> None:
    there = SimpleNamespace(f_bavail=free_bytes // 4096, f_frsize=4096, f_flag=flags)
    monkeypatch.setattr(lab.os, "statvfs", lambda _folder: there)
    assert (lab.quick_place() is not None) is is_taken
