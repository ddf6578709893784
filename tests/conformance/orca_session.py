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
#: Orca has told all about a key when so many answers in a row brought nothing new, and more where it was silent.
_CALM, _SILENT = 4, 14
_BETWEEN_S = 0.07
#: A display that does not come, a key that is not taken, an Orca that says nothing more.
_PATIENCE_S = 600
#: So many keys without a word, and it is the end of the page; no page is gone through for longer.
_AT_THE_END, _MOST_STEPS = 4, 400
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
        self._ask = folder / "ask"
        os.mkfifo(self._ask)
        self._environment = self._own_environment(folder)
        self._processes: list[subprocess.Popen[bytes]] = []

    def _own_environment(self, home: Path) -> dict[str, str]:
        run = home / "run"
        run.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
        own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(run), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        starter = {"ORCA_STARTER": str(STARTER), "ORCA_LOG": str(self._log), "ORCA_ASK": str(self._ask)}
        return {**kept, **own, **starter, "GNOME_ACCESSIBILITY": "1", "NO_AT_BRIDGE": "0"}

    def start(self) -> None:
        read, write = os.pipe()
        # -r: where the computer is late to let a key go, it would be pressed again and again.
        screen = ["-r", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
        self._run(["Xvfb", "-displayfd", str(write), *screen], pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as told:
            if not select.select([told], [], [], _PATIENCE_S)[0]:
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

    def open(self, address: str) -> None:
        """Show a page in a tab of its own, and let Orca tell all about its coming."""
        start = self._size()
        profile = f"--user-data-dir={self.folder / 'browser'}"
        self._run(["chromium", *_FLAGS, *_WINDOW, profile, f"--app={address}"])
        self._wait_for("loaded", start)
        self._heard(start, calm=_SILENT)

    def press(self, key: str) -> list[dict[str, Any]]:
        """A key as xdotool names it; what Orca says of it."""
        return self._press([key])

    def _press(self, keys: list[str]) -> list[dict[str, Any]]:
        start = self._size()
        self._send(keys)
        # The keys held with them are let go last.
        self._wait_for("released", start, sum(key.count("+") + 1 for key in keys))
        return self._heard(start)

    def _send(self, keys: list[str]) -> None:
        subprocess.run(["xdotool", "key", *keys], env=self._environment, check=True, timeout=_PATIENCE_S)

    def browse_through(self, address: str) -> list[list[dict[str, Any]]]:
        """What is said at each press of the down arrow, from the top."""
        self.open(address)
        self._hold_browse_mode()
        self.press("ctrl+End")
        heard = [self.press("ctrl+Home")]
        silent = 0
        while silent < _AT_THE_END and len(heard) < _MOST_STEPS:
            heard.append(self.press("Down"))
            # Among the links of a drawing its arrow keys go round.
            silent = 0 if heard[-1] and heard[-1] not in heard[-3:-1] else silent + 1
        self._close_page()
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
            if things and things[-1] in seen[:-1]:  # Once round; where a stop is said again it is not.
                break
            seen += things[-1:]
            heard.append(said)
            silent = 0 if said else silent + 1
        self._close_page()
        return heard

    def _close_page(self) -> None:
        """Nobody tells of keys that are let go when their window has closed."""
        start = self._size()
        self._send(["ctrl+w"])
        self._heard(start)

    def _hold_browse_mode(self) -> None:
        self._press(["Insert+a"] * 3)

    def _size(self) -> int:
        return self._log.stat().st_size

    def _heard(self, start: int, calm: int = _CALM) -> list[dict[str, Any]]:
        """All that was said since, when Orca and the browser have nothing more to tell."""
        answers = 0
        before = None
        while answers < (calm if self._said(start) else _SILENT):
            time.sleep(_BETWEEN_S)
            state = (self._events_until_now(), len(self._said(start)))
            answers = answers + 1 if state == before else 0
            before = state
        return self._said(start)

    def _events_until_now(self) -> int:
        start = self._size()
        self._ask.write_text("\n", "utf-8")
        return int(self._wait_for("at_rest", start)["at_rest"])

    def _said(self, start: int) -> list[dict[str, Any]]:
        return [line for line in self._lines(start) if "said" in line]

    def _wait_for(self, sort: str, start: int, count: int = 1) -> dict[str, Any]:
        """The last of so many lines of this sort."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            found = [line for line in self._lines(start) if sort in line]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.01)
        raise RuntimeError(f"Orca told nothing of “{sort}”: {self._processes_told()}")

    def _lines(self, start: int) -> list[dict[str, Any]]:
        with self._log.open("rb") as file:
            file.seek(start)
            whole, _, _ = file.read().rpartition(b"\n")  # The last may be only half written.
        return [json.loads(line) for line in whole.splitlines()]

    def _processes_told(self) -> str:
        return (self.folder / "processes.log").read_text("utf-8")[-2000:]

    def _wait_for_words(self, words: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while words not in self._log.read_text("utf-8"):
            if time.monotonic() > deadline:
                raise RuntimeError(f"Orca did not start: {self._processes_told()}")
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
