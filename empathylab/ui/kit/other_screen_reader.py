"""Whether another screen reader is at work on this computer, as far as the platform tells."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtDBus import QDBusConnection, QDBusInterface
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

#: Of two things that happen in less time Orca, busy with the events of a new page, takes in the second alone.
_TAKEN_IN_MS, _TAKEN_IN_AT_MOST_MS = 600, 2500
_EACH_PART_MS = 12
#: Longer than Orca was ever seen behind on a busy computer.
_LET_GO_MS = 5000
_SPI_GETSCREENREADER = 0x0046
_A11Y = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_VOICEOVER = ("defaults", "read", "com.apple.universalaccess", "voiceOverOnOffKey")


def is_running() -> bool:
    """Whether somebody has asked Qt for its widgets, and the platform says that it is a screen reader.

    The first alone is no proof: on Windows and macOS many programs ask.
    """
    return QAccessible.isActive() and is_told()


def take_in_ms(*pages: QWidget | None) -> int:
    """How long one needs to take in what has just happened, before the next thing does; 0 where there is none.

    It is told of each part of the `pages` that come and go, and goes through all of them.
    """
    if not is_running():
        return 0
    parts = sum(len(page.findChildren(QWidget)) for page in pages if page is not None)
    return max(_TAKEN_IN_MS, min(parts * _EACH_PART_MS, _TAKEN_IN_AT_MOST_MS))


def let_go_ms() -> int:
    """How long what had the focus is kept when it is over, since one that is late compares the next place with it.

    Of a place that comes after one which is gone Orca 43 says nothing, and takes it for said. 0 where there is none.
    """
    return _LET_GO_MS if is_running() else 0


def is_told() -> bool:
    """Whether the platform says that there is one, also where it has not asked for anything yet."""
    if sys.platform == "win32":
        return _windows_tells()
    return _voiceover_is_on() if sys.platform == "darwin" else _bus_tells() or orca_runs()


def _bus_tells() -> bool:
    """The flag on the bus of assistive technology that desktops set which start Orca or its like."""
    bus = QDBusConnection.sessionBus()
    return bus.isConnected() and bool(QDBusInterface(*_A11Y, bus).property("ScreenReaderEnabled"))


def _windows_tells() -> bool:
    """The flag that screen readers set for as long as they run."""
    told = ctypes.c_int(0)
    ctypes.windll.user32.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(told), 0)  # type: ignore[attr-defined,unused-ignore]
    return bool(told.value)


def _voiceover_is_on() -> bool:
    asked = subprocess.run(_VOICEOVER, capture_output=True, encoding="utf-8", timeout=5, check=False)
    return asked.stdout.strip() == "1"


def orca_runs(processes: Path = Path("/proc")) -> bool:
    """Whether Orca runs on this display; who starts it by hand sets no flag."""
    here = {f"{name}={os.environ[name]}" for name in _DISPLAYS if os.environ.get(name)}
    found = (f"{processes}/{each}" for each in os.listdir(processes) if each.isdigit())
    return any(_read(f"{each}/comm") == "orca\n" and here & _environment(each) for each in found)


def _environment(process: str) -> set[str]:
    return set(_read(f"{process}/environ").split("\0"))


def _read(path: str) -> str:
    """Nothing of a process that is gone, or another user's."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
