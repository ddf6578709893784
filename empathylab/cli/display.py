"""Whether there is a screen to show anything on."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Is there a screen to show anything on? An explicit Qt platform counts as one."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _answers_x11(os.environ.get("DISPLAY", "")) or _answers_wayland(os.environ.get("WAYLAND_DISPLAY", ""))


def _answers_x11(display: str) -> bool:
    """A local display has a socket; one on another machine is believed."""
    host, _, number = display.partition(":")
    if not number:
        return False
    return bool(host) or Path("/tmp/.X11-unix", f"X{number.partition('.')[0]}").exists()


def _answers_wayland(display: str) -> bool:
    return bool(display) and Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), display).exists()
