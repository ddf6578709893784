"""A display, a session bus, Orca and Chromium of their own: press keys and hear what a real screen reader says."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STARTER = Path(__file__).with_name("orca_starter.py")
NEEDED = ("Xvfb", "openbox", "dbus-run-session", "xdotool", "chromium", "orca")
_BUS = "/usr/libexec/at-spi-bus-launcher"
#: Orca has told all about a key when it has been silent for so long.
_QUIET_S, _FIRST_S = 0.35, 1.2
#: A display that does not come, a key that is not taken.
_DISPLAY_S, _KEY_S = 60, 30
#: So many keys without a word, and it is the end of the page; no page is gone through for longer.
_AT_THE_END, _MOST_STEPS = 3, 400
_FLAGS = ("--no-sandbox", "--test-type", "--force-renderer-accessibility", "--no-first-run", "--disable-gpu")
_WINDOW = ("--window-size=1280,1024", "--window-position=0,0", "--password-store=basic")
_START = f"""
env -0 > "$HOME/env"
openbox & {_BUS} --launch-immediately &
gsettings set org.gnome.desktop.interface toolkit-accessibility true
gsettings set org.gnome.desktop.a11y.applications screen-reader-enabled true
sleep 2
exec /usr/bin/python3 "$ORCA_STARTER"
"""


class OrcaSession:
    """`press` gives what Orca says of a key, each phrase as `orca_starter` writes it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self._log = folder / "speech.jsonl"
        self._log.touch()
        self._environment = self._own_environment(folder)
        self._processes: list[subprocess.Popen[bytes]] = []

    def _own_environment(self, home: Path) -> dict[str, str]:
        run = home / "run"
        run.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
        own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(run), "ORCA_LOG": str(self._log), "ORCA_STARTER": str(STARTER)}
        return {**kept, **own, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "GNOME_ACCESSIBILITY": "1", "NO_AT_BRIDGE": "0"}

    def start(self) -> None:
        read, write = os.pipe()
        self._run(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], pass_fds=(write,)
        )
        os.close(write)
        with os.fdopen(read) as told:
            if not select.select([told], [], [], _DISPLAY_S)[0]:
                raise RuntimeError("Xvfb did not start.")
            self._environment["DISPLAY"] = f":{told.readline().strip()}"
        self._run(["dbus-run-session", "--", "bash", "-c", _START])
        self._wait_for_words("Screen reader on")
        self._environment |= self._of_the_bus()

    def _of_the_bus(self) -> dict[str, str]:
        pairs = (self.folder / "env").read_text("utf-8").split("\0")
        return dict(pair.split("=", 1) for pair in pairs if pair.startswith("DBUS_"))

    def _run(self, command: list[str], **more: Any) -> None:
        with (self.folder / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True, **more
            )
        self._processes.append(process)

    def open(self, address: str) -> list[dict[str, Any]]:
        """Show a page in a tab of its own, and what is said of that."""
        start = self._size()
        profile = f"--user-data-dir={self.folder / 'browser'}"
        self._run(["chromium", *_FLAGS, *_WINDOW, profile, f"--app={address}"])
        return self._heard(start, quiet_s=1.2, first_s=20.0)

    def press(self, key: str) -> list[dict[str, Any]]:
        """A key as xdotool names it."""
        start = self._size()
        subprocess.run(["xdotool", "key", key], env=self._environment, check=True, timeout=_KEY_S)
        return self._heard(start)

    def browse_through(self, address: str) -> list[list[dict[str, Any]]]:
        """What is said at each press of the down arrow, from the top."""
        self.open(address)
        self._hold_browse_mode()
        self.press("ctrl+End")
        heard = [self.press("ctrl+Home")]
        silent = 0
        while silent < _AT_THE_END and len(heard) < _MOST_STEPS:
            heard.append(self.press("Down"))
            silent = 0 if heard[-1] and heard[-1] != heard[-2] else silent + 1
        self.press("ctrl+w")
        return heard

    def tab_through(self, address: str) -> list[list[dict[str, Any]]]:
        """What is said at each press of Tab, once round."""
        self.open(address)
        heard: list[list[dict[str, Any]]] = []
        seen: list[int] = []
        silent = 0
        while silent < _AT_THE_END and len(heard) < _MOST_STEPS:
            said = self.press("Tab")
            things = [thing["id"] for phrase in said for thing in phrase["things"] if thing["way"] != "ancestor"]
            if seen and things[-1:] == seen[:1]:
                break
            seen += things[-1:]
            heard.append(said)
            silent = 0 if said else silent + 1
        self.press("ctrl+w")
        return heard

    def _hold_browse_mode(self) -> None:
        start = self._size()
        keys = ["Insert+a"] * 3
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=self._environment, check=True, timeout=_KEY_S)
        self._heard(start)

    def _size(self) -> int:
        return self._log.stat().st_size

    def _heard(self, start: int, quiet_s: float = _QUIET_S, first_s: float = _FIRST_S) -> list[dict[str, Any]]:
        began = changed = time.monotonic()
        size = start
        while True:
            time.sleep(0.03)
            now = time.monotonic()
            if self._size() != size:
                size, changed = self._size(), now
            if now - changed > (quiet_s if size > start else first_s) or now - began > 30:
                break
        with self._log.open("rb") as file:
            file.seek(start)
            return [json.loads(line) for line in file.read().decode().splitlines()]

    def _wait_for_words(self, words: str) -> None:
        deadline = time.monotonic() + 60
        while words not in self._log.read_text("utf-8"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"Orca did not start: {(self.folder / 'processes.log').read_text('utf-8')[-2000:]}")
            time.sleep(0.1)

    def close(self) -> None:
        for process in reversed(self._processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 15)
        for process in self._processes:
            process.wait(20)


@contextlib.contextmanager
def orca_session(folder: Path) -> Iterator[OrcaSession]:
    """One that is running; it ends with its processes."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        raise RuntimeError(f"Not on this machine: {', '.join(missing)}.")
    session = OrcaSession(folder)
    try:
        session.start()
        yield session
    finally:
        session.close()
