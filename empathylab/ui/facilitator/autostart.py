"""Starting the lab when this user logs in. Linux desktops have a file for it; elsewhere we say how to do it by hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from empathylab.domain.errors import MachineError

_ENTRY = """[Desktop Entry]
Type=Application
Name=Empathy Lab
Comment=Starts the lab when this user logs in
Exec={command}
Terminal=false
X-GNOME-Autostart-enabled=true
"""


def default_path() -> Path:
    """The file that freedesktop.org's autostart specification names for this user."""
    config = os.environ.get("XDG_CONFIG_HOME")
    return (Path(config) if config else Path.home() / ".config") / "autostart" / "empathylab.desktop"


def is_supported() -> bool:
    return sys.platform.startswith("linux")


def is_on(path: Path) -> bool:
    return path.is_file()


def switch(is_wanted: bool, command: list[str], path: Path) -> None:
    """Write or remove the file; raises MachineError when the machine refuses."""
    try:
        if is_wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_ENTRY.format(command=" ".join(map(_quoted, command))), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(
            f"Starting at login cannot be changed: {error.strerror}.", f"Check the folder {path.parent}."
        ) from error


def _quoted(word: str) -> str:
    """An argument as the Exec key wants it: quoted, with its four special characters and % escaped."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
