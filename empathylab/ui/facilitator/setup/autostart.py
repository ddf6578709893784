"""Starting the lab when this user logs in: each desktop looks for a file of its own in a folder of its own.

Linux was tried; Windows and macOS are written from their makers' documentation and tested by what stands in the file.
"""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from empathylab.domain.errors import MachineError
from empathylab.files.durable import write_durably
from empathylab.files.held_files import take_away

_DESKTOP_ENTRY = """[Desktop Entry]
Type=Application
Name=Empathy Lab
Comment=Starts the lab when this user logs in
Exec={command}
Terminal=false
X-GNOME-Autostart-enabled=true
"""
#: `start` lets the script end at once; the first line makes names of folders in any language readable.
_WINDOWS_SCRIPT = '@chcp 65001 >nul\r\n@start "" {command}\r\n'
_MAC_LABEL = "org.empathylab.lab"


@dataclass(frozen=True, slots=True)
class LoginFile:
    """The file that a desktop looks for, and how it says which command to run."""

    path: Path
    content: Callable[[list[str]], bytes]

    @property
    def is_there(self) -> bool:
        return self.path.is_file()

    def switch(self, is_wanted: bool, command: list[str]) -> None:
        """Write or remove the file; raises MachineError when the machine refuses."""
        try:
            if is_wanted:
                write_durably(self.path, self.content(command))
            else:
                take_away(self.path)
        except OSError as error:
            raise MachineError(
                f"Starting at login cannot be changed: {error.strerror}.", f"Check the folder {self.path.parent}."
            ) from error


def own_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """What opens this very lab again: a package's own starter, which finds its packages, where that has opened it."""
    starter = environ.get("EMPATHYLAB_STARTER")
    return [starter] if starter else [sys.executable, "-m", "empathylab"]


def login_file(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> LoginFile:
    """The file for this user on this kind of machine; what is neither Windows nor macOS follows freedesktop.org."""
    home = home or Path.home()
    if platform == "win32":
        roaming = _folder(environ, "APPDATA", home / "AppData" / "Roaming")
        start_up = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Startup"
        return LoginFile(start_up / "Empathy Lab.cmd", windows_script)
    if platform == "darwin":
        return LoginFile(home / "Library" / "LaunchAgents" / f"{_MAC_LABEL}.plist", launch_agent)
    config = _folder(environ, "XDG_CONFIG_HOME", home / ".config")
    return LoginFile(config / "autostart" / "empathylab.desktop", desktop_entry)


def _folder(environ: Mapping[str, str], name: str, otherwise: Path) -> Path:
    return Path(environ[name]) if environ.get(name) else otherwise


def desktop_entry(command: list[str]) -> bytes:
    return _DESKTOP_ENTRY.format(command=" ".join(map(_quoted, command))).encode()


def _quoted(word: str) -> str:
    """An argument as the Exec key wants it: quoted, with its four special characters and % escaped."""
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, "\\" + special)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def windows_script(command: list[str]) -> bytes:
    """A script for the Startup folder; the lab runs without a console window of its own (pythonw)."""
    program, *arguments = command
    if program.lower().endswith("python.exe"):
        program = f"{program[: -len('.exe')]}w.exe"
    line = " ".join(f'"{word}"' for word in (program, *arguments))  # neither paths nor ids can hold a quotation mark
    return _WINDOWS_SCRIPT.format(command=line.replace("%", "%%")).encode()


def launch_agent(command: list[str]) -> bytes:
    """A LaunchAgent: started once, when this user's desktop is there."""
    return plistlib.dumps(
        {"Label": _MAC_LABEL, "ProgramArguments": command, "RunAtLoad": True, "LimitLoadToSessionType": "Aqua"}
    )
