"""A computer without a desktop's bus gets none from the lab: nothing would end it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from empathylab.ui.page import session_bus

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the bus is Linux's")
_KEY = "DBUS_SESSION_BUS_ADDRESS"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":7.0")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv(_KEY, "")
    return tmp_path


def note(home: Path, process_id: int) -> None:
    place = home / ".dbus" / "session-bus"
    place.mkdir(parents=True)
    words = f"# written by dbus-launch\n{_KEY}='unix:path=/tmp/bus,guid=1'\nDBUS_SESSION_BUS_PID={process_id}\n"
    (place / "machine-7").write_text(words, encoding="utf-8")


def test_where_there_is_none_none_is_launched() -> None:
    session_bus.set_address()
    assert os.environ[_KEY] == "disabled:"


def test_the_desktops_own_is_left_to_be_found(home: Path) -> None:
    (home / "bus").touch()
    session_bus.set_address()
    assert os.environ[_KEY] == ""


def test_one_that_is_named_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(_KEY, "unix:path=/tmp/other")
    session_bus.set_address()
    assert os.environ[_KEY] == "unix:path=/tmp/other"


def test_one_that_was_launched_for_this_display_is_used_while_it_runs(home: Path) -> None:
    note(home, os.getpid())
    session_bus.set_address()
    assert os.environ[_KEY] == "unix:path=/tmp/bus,guid=1"


def test_a_note_of_one_that_has_ended_is_nothing(home: Path) -> None:
    note(home, 2**22 + 1)
    session_bus.set_address()
    assert os.environ[_KEY] == "disabled:"
