"""What has to be in the environment before Qt WebEngine starts. Imports no Qt."""

from __future__ import annotations

import os

#: ComputedAccessibilityInfo gives `el.computedRole` and `el.computedName`: the ones that real screen readers get.
CHROMIUM_FLAGS = (
    "--enable-blink-features=ComputedAccessibilityInfo",
    "--force-renderer-accessibility",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def prepare() -> None:
    """Set the engine's flags; call it before the QApplication is made. Flags that are already set stay."""
    present = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    missing = [flag for flag in CHROMIUM_FLAGS if flag not in present]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(present + missing)
    # Chromium's sandbox refuses to run as root; for everybody else it stays on.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
