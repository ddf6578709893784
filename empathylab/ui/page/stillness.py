"""Whether this computer's desktop asks for less motion: on Linux the engine does not look by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser, Error
from pathlib import Path

from empathylab.ui.kit.system_settings import told

_GNOME_KEY = "org.gnome.desktop.interface", "enable-animations"


def is_asked() -> bool:
    """In the settings of GNOME and its relatives, of GTK, or of KDE. Elsewhere the engine asks the system itself."""
    if not sys.platform.startswith("linux"):
        return False
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return _of_gnome(folder / "dconf" / "user") or _of_gtk(folder) or _of_kde(folder / "kdeglobals")


def _of_gnome(database: Path) -> bool:
    """Nobody is asked where the key was never set: that takes longer than to read the file."""
    try:
        if _GNOME_KEY[1].encode() not in database.read_bytes():
            return False
        return told("gsettings", "get", *_GNOME_KEY) == "false"
    except (OSError, subprocess.SubprocessError):
        return False


def _of_gtk(folder: Path) -> bool:
    files = (folder / f"gtk-{version}.0" / "settings.ini" for version in (4, 3))
    return any(_value(file, "Settings", "gtk-enable-animations").lower() in ("0", "false") for file in files)


def _of_kde(file: Path) -> bool:
    factor = _value(file, "KDE", "AnimationDurationFactor")
    return factor.replace(".", "", 1).isdecimal() and float(factor) == 0


def _value(file: Path, section: str, name: str) -> str:
    """What a file of settings says, nothing where it says nothing that can be read."""
    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read(file, encoding="utf-8")
    except (OSError, Error, UnicodeDecodeError):
        return ""
    return parser.get(section, name, fallback="")
