#!/usr/bin/env python3
"""Sets up what is missing and opens the lab. Needs nothing but Python's standard library.

python3 lab.py                 open the lab
python3 lab.py COMMAND ...     any empathylab command: demo, check, export, ...
python3 lab.py test [...]      set up, then run every check and test (arguments go to pytest)
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

#: What Qt and its web engine, speech and plain text need on Debian and Ubuntu; "a|b" is the older|newer name.
SYSTEM_PACKAGES = """
libegl1 libgl1 libopengl0 libglib2.0-0|libglib2.0-0t64 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
libxkbcommon-x11-0 libxkbfile1 libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxcomposite1
libxdamage1 libxext6 libxfixes3 libxi6 libxrandr2 libxrender1 libxtst6 libnss3 libnspr4 libasound2|libasound2t64
libpulse0 libdrm2 libgbm1 libexpat1 libgssapi-krb5-2 fonts-dejavu-core espeak-ng
""".split()
TEST_PACKAGES = ["xvfb", "xdotool"]


class SetupProblem(Exception):
    """What went wrong and what to do, as one plain sentence or two."""


def main(arguments: Sequence[str]) -> int:
    is_test = bool(arguments) and arguments[0] == "test"
    try:
        set_up(is_test)
    except SetupProblem as problem:
        print(f"Empathy Lab cannot start: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again to go on where it was.", file=sys.stderr)
        return 1
    return run_tests(arguments[1:]) if is_test else open_lab(arguments)


def set_up(is_test: bool) -> None:
    """Bring the environment to what the pinned list says; costs one small file read when nothing is missing."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupProblem(f"it needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")
    pinned = ROOT / ("constraints-test.txt" if is_test else "constraints.txt")
    wanted = fingerprint(pinned, is_test)
    stamps = [VENV / "ready-test", VENV / "ready"]
    if any(stamp.is_file() and stamp.read_text() == wanted for stamp in stamps[: 1 if is_test else 2]):
        return
    if (
        not is_test
        and stamps[0].is_file()
        and stamps[0].read_text() == fingerprint(ROOT / "constraints-test.txt", True)
    ):
        return
    print("Setting up Empathy Lab. This happens once and takes a few minutes.", flush=True)
    install_system_packages(is_test)
    make_environment()
    install_pinned(pinned)
    stamps[0 if is_test else 1].write_text(wanted)


def fingerprint(pinned: Path, is_test: bool) -> str:
    """Changes whenever the environment has to be made anew."""
    parts = (pinned.read_bytes(), repr((sys.version_info[:2], str(ROOT), SYSTEM_PACKAGES, is_test)).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install_system_packages(is_test: bool) -> None:
    """On Debian and Ubuntu, install the libraries that are missing; elsewhere leave them to the person."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    missing = missing_packages([*SYSTEM_PACKAGES, *(TEST_PACKAGES if is_test else [])])
    if not has_venv_module():
        missing.append("python3-venv")
    if not missing:
        return
    print(f"  system libraries: {len(missing)} to install ({', '.join(missing[:4])}, ...)", flush=True)
    apt(["update"], missing)
    apt(["install", "-y", "--no-install-recommends", *available(missing)], missing)


def missing_packages(wanted: Iterable[str]) -> list[str]:
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"], capture_output=True, text=True, check=False
    ).stdout
    present = {line.split()[0] for line in shown.splitlines() if line.endswith(" installed")}
    return [names for names in wanted if not present.intersection(names.split("|"))]


def available(missing: Iterable[str]) -> list[str]:
    """Of each package's names, the one that this release knows."""
    chosen = []
    for names in missing:
        known = [name for name in names.split("|") if apt_knows(name)]
        chosen.append(known[-1] if known else names.split("|")[0])
    return chosen


def apt_knows(name: str) -> bool:
    shown = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True, check=False).stdout
    return "Candidate:" in shown and "Candidate: (none)" not in shown


def has_venv_module() -> bool:
    return (
        subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode
        == 0
    )


def apt(arguments: list[str], missing: list[str]) -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root and not shutil.which("sudo"):
        raise SetupProblem(by_hand("system libraries are missing and only the administrator can install them", missing))
    command = ([] if is_root else ["sudo"]) + ["apt-get", "-q", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stdout.strip().splitlines() or ["no message"])[-1]
        raise SetupProblem(by_hand(f"system libraries could not be installed ({last})", missing))


def by_hand(what: str, missing: list[str]) -> str:
    names = " ".join(names.split("|")[0] for names in missing)
    return f"{what}. Install them with: sudo apt-get install {names}"


def environment_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment() -> None:
    """An environment that does not run (half made, or of another Python) is made anew."""
    python = environment_python()
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if python.exists() and subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0:
        return
    print("  a Python environment of its own in .venv", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        last = ((made.stderr or made.stdout).strip().splitlines() or ["no message"])[-1]
        raise SetupProblem(f"the folder {VENV} could not be made ({last}). Is there room, and may you write there?")


def install_pinned(pinned: Path) -> None:
    """Exactly the listed versions with the listed hashes, and the project itself by a path file."""
    print("  Python packages, about 300 MB", flush=True)
    command = [environment_python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--progress-bar", "off", "-r", str(pinned)]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            last = line.strip() or last
            if line.startswith("Collecting "):
                print(f"    {line.split()[1].split('==')[0]}", flush=True)
    if pip.returncode != 0:
        raise SetupProblem(f"the packages could not be installed ({last}). Is the network there? Then start again.")
    site = subprocess.run(
        [environment_python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    Path(site, "empathylab.pth").write_text(f"{ROOT}\n")
    print("Ready.", flush=True)


def open_lab(arguments: Sequence[str]) -> int:
    command = [str(environment_python()), "-m", "empathylab", *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def run_tests(pytest_arguments: Sequence[str]) -> int:
    """Style, types, layers and tests; with arguments only pytest, for the work in hand."""
    python = str(environment_python())
    runs = [[python, "-m", "pytest", *(pytest_arguments or ["-n", "2", "-q"])]]
    if not pytest_arguments:
        ruff = [python, "-m", "ruff"]
        lint_imports = str(environment_python().with_name("lint-imports"))
        runs = [[*ruff, "check", "."], [*ruff, "format", "--check", "."], [python, "-m", "mypy"], [lint_imports], *runs]
    failed = []
    for command in runs:
        print(f"> {' '.join(Path(part).name if part == python else part for part in command)}", flush=True)
        if subprocess.call(command, cwd=ROOT) != 0:
            failed.append(command)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
