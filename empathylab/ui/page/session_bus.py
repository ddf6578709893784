"""Sets the address of the desktop's message bus; where there is none, none is begun: it would outlive the lab."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_ADDRESS, _PROCESS = "DBUS_SESSION_BUS_ADDRESS", "DBUS_SESSION_BUS_PID"
#: An address of no kind that there is: whoever asks for the bus is told that there is none, and launches none.
_NONE = "disabled:"


def set_address() -> None:
    """Set where the bus is, for this process and all that it begins; call it before Qt is loaded."""
    if not sys.platform.startswith("linux") or os.environ.get(_ADDRESS):
        return
    if not Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus").exists():
        os.environ[_ADDRESS] = _launched() or _NONE


def _launched() -> str:
    """One that was launched for this display earlier and still runs, as dbus-launch(1) notes it; else nothing."""
    display = os.environ.get("DISPLAY", "").rpartition(":")[2].partition(".")[0]
    for note in Path.home().glob(f".dbus/session-bus/*-{display}"):
        lines = note.read_text(encoding="utf-8", errors="replace").splitlines()
        facts = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        if Path("/proc", facts.get(_PROCESS, "gone")).exists():
            return facts.get(_ADDRESS, "").strip("'\"")
    return ""
