"""The lab below a folder with an accent in its name: the engine finds its files, and says nothing of it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from empathylab.ui.page import engine_files

NAMES = ("QTWEBENGINE_RESOURCES_PATH", "QTWEBENGINE_LOCALES_PATH")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that it is as before afterwards
        monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Python takes Qt from there where it is told so."""
    made = tmp_path / "José"
    made.mkdir()
    for name in ("PySide6", "shiboken6"):
        spec = find_spec(name)
        assert spec
        assert spec.origin
        (made / name).symlink_to(Path(spec.origin).parent)
    return made


def installed_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        engine_files, "find_spec", lambda name: SimpleNamespace(origin=str(path / name / "__init__.py"))
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt is laid out otherwise")
def test_a_page_is_read_without_a_word_on_stderr(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>T</title><h1>Hello</h1>", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "empathylab", "read", str(page)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert (done.stderr, "Hello" in done.stdout) == ("", True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_the_engine_is_given_other_names_of_the_same_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed_at(folder, monkeypatch)
    engine_files.set_paths()
    resources, locales = (os.environ[name] for name in NAMES)
    assert (resources + locales).isascii()
    assert Path(resources, "qtwebengine_resources.pak").is_file()
    assert Path(locales, "en-US.pak").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is made there")
def test_what_a_killed_lab_left_is_swept_at_the_next_start_and_a_running_one_keeps_its_own(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_at(folder, monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    engine_files.set_paths()
    running = Path(os.environ[NAMES[0]]).parents[1]
    program = (
        "import os, signal; from pathlib import Path; from empathylab.ui.page.engine_link import link_to; "
        f"link_to(Path({str(folder)!r})); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program], check=False, timeout=600)
    assert len([*tmp_path.glob("empathylab-engine-*/Qt")]) == 2
    engine_files.set_paths()
    mine = Path(os.environ[NAMES[0]]).parents[1]
    assert {*tmp_path.glob("empathylab-engine-*")} == {running, mine}


def test_on_windows_they_are_the_short_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short_path(path: str, buffer: ctypes.Array[ctypes.c_wchar], _size: int) -> int:
        buffer.value = path.replace("José", "JOS_~1")
        return len(buffer.value)

    installed_at(folder, monkeypatch)
    monkeypatch.setattr(sys, "platform", "win32")
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetShortPathNameW=short_path))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    engine_files.set_paths()
    assert all("JOS_~1" in os.environ[name] for name in NAMES)


def test_where_there_is_no_such_name_the_engine_is_left_to_find_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_at(folder, monkeypatch)
    monkeypatch.setattr(sys, "platform", "win32")
    windows = SimpleNamespace(kernel32=SimpleNamespace(GetShortPathNameW=lambda *_: 0))
    monkeypatch.setattr(ctypes, "windll", windows, raising=False)
    engine_files.set_paths()
    assert not any(name in os.environ for name in NAMES)


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is made there")
def test_where_no_folder_can_be_made_the_lab_starts_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_at(folder, monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    engine_files.set_paths()
    assert not any(name in os.environ for name in NAMES)


def test_a_usual_path_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "translations" / "qtwebengine_locales").mkdir(parents=True)
    found = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(engine_files, "find_spec", lambda _: found)
    engine_files.set_paths()
    assert not any(name in os.environ for name in NAMES)
