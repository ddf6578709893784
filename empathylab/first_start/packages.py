"""The environment of the lab's own in .venv, and in it exactly the pinned packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from empathylab.first_start import SetupProblem, ask, last_line

#: Room that a new environment takes, with pip's copies on the way (docs/setup/README.md has the figures).
NEEDED_MB = 1900

#: A word of pip's → what happened and what to do. The first that is found tells; pip's own last line often does not.
TROUBLES = (
    (("No space left", "not enough space", "Errno 28"), "the disk is full. Make {needed_mb} MB of room in {folder}"),
    (("DO NOT MATCH THE HASHES",), "what was fetched is not what was pinned. Ask who runs the network's proxy"),
    (("Permission denied", "Access is denied"), "you may not write in {folder}. Choose a folder of your own"),
    (
        ("NewConnectionError", "ConnectionError", "Retrying (", "Max retries", "timed out", "ProxyError", "SSLError"),
        "the packages' server is not reached. Connect to the network",
    ),
    (("No matching distribution",), "a package has no version for this Python on this system"),
)


def environment_python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def can_run(environment: Path) -> bool:
    """Whether its Python is there for this user, behind whatever link."""
    return os.access(environment_python(environment), os.X_OK)


def make_environment(environment: Path) -> None:
    """An environment that does not run (half made, or of another Python) is made anew."""
    python = environment_python(environment)
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if can_run(environment) and ask([python, "-c", probe])[0]:
        return
    _refuse_full_disk(environment.parent)
    print("  a Python environment of its own in .venv", flush=True)
    is_made, said = ask([sys.executable, "-m", "venv", "--clear", environment])
    if not is_made:
        raise SetupProblem(_trouble("the environment could not be made", said, environment.parent))


def _refuse_full_disk(folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free // 2**20
    if free_mb < NEEDED_MB:
        raise SetupProblem(f"the disk is full: {free_mb} MB are free in {folder}, and it needs {NEEDED_MB} MB.")


def install_pinned(environment: Path, pinned: Path) -> None:
    """Exactly the listed versions with the listed hashes, and the project itself by a path file."""
    print("  Python packages, about 360 MB", flush=True)
    python = environment_python(environment)
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--progress-bar", "off", "-r", pinned]
    said = []
    with subprocess.Popen(
        [*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if line.startswith("Collecting "):
                print(f"    {line.split()[1].split('==')[0]}", flush=True)
    if pip.returncode != 0:
        raise SetupProblem(_trouble("the packages could not be installed", "".join(said), environment.parent))
    _name_project(python, environment.parent)


def _name_project(python: Path, project: Path) -> None:
    """A path file that leads back from the packages: Python reads it in some local encoding, so no folder is named."""
    _, site = ask([python, "-X", "utf8", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    way = os.path.relpath(project, site.strip())
    Path(site.strip(), "empathylab.pth").write_text(f"{way}\n", encoding="ascii")


def compile_project(python: Path, project: Path) -> None:
    """As pip does with the packages: a fifth of every start, where Python may not write down what it compiled.

    And what filters pictures, for this processor: else the first picture waits for it, fourteen seconds.
    """
    print("  the lab's own code, for this computer", flush=True)
    ask([python, "-m", "compileall", "-q", "-j", "0", project / "empathylab"])
    ask([python, "-m", "empathylab.vision.prepare"])
    print("Ready.", flush=True)


def _trouble(what: str, said: str, folder: Path) -> str:
    for words, told in TROUBLES:
        if any(word in said for word in words):
            return f"{what}: {told.format(folder=folder, needed_mb=NEEDED_MB)}. Then start again."
    return f"{what} ({last_line(said)}). Is there room, and may you write in {folder}?"
