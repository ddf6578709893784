"""What has to be in the environment before Qt WebEngine starts. Imports no Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from empathylab.ui.page import core_dumps, session_bus, way_out

#: ComputedAccessibilityInfo gives `el.computedRole` and `el.computedName`: the ones that real screen readers get.
CHROMIUM_FLAGS = (
    "--enable-blink-features=ComputedAccessibilityInfo",
    "--force-renderer-accessibility",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Chromium's remarks on missing desktop services are of no use to a facilitator.
    "--log-level=3",
    # Without it the engine drops keys that come before a new page's first picture: keys would be lost that no
    # simulation took.
    "--allow-pre-commit-input",
)
_GRAPHICS_DEVICES = Path("/dev/dri")


def prepare() -> None:
    """No dumps of memory, the engine's only way out, its flags; call it before the QApplication is made.

    Flags that are already set stay.
    """
    core_dumps.switch_off()
    session_bus.settle()
    present = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    # Of two that contradict each other the engine takes the last.
    missing = [flag for flag in (*CHROMIUM_FLAGS, *way_out.flags()) if flag not in present]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([present, *missing]).strip()
    # Chromium's sandbox refuses to run as root; for everybody else it stays on.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    # Qt says on stderr which optional libraries it did without; nobody at an event can use that.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false;qt.multimedia.ffmpeg=false")
    if not _has_graphics_device():
        # Grabbing a picture from OpenGL drawn by the processor takes 25 ms at 1280×800, from Qt's own painter 1 ms.
        os.environ.setdefault("QT_QUICK_BACKEND", "software")


def _has_graphics_device() -> bool:
    """Whether OpenGL can be more than a program on the processor. Only Linux comes without it."""
    return not sys.platform.startswith("linux") or any(_GRAPHICS_DEVICES.glob("renderD*"))
