"""Tries the pinned lists for real, some minutes: `.venv/bin/python docs/setup/try_lists.py (pips|wheels)`.

`pips`: a dry run of both lists by each pip on each kernel name. `wheels`: has every entry a wheel for each system?
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[2]
LISTS = (ROOT / "constraints.txt", ROOT / "constraints-test.txt")
PIPS = ("23.0.1", "23.3.2", "24.0", "24.2", "25.1.1", "25.3", "26.0", "26.3")
KERNELS = ("6.1.0-18-amd64", "6.8.0-45-generic", "6.11.4-301.fc41.x86_64", "5.15.153.1-microsoft-standard-WSL2")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MANYLINUX = ("manylinux2014", "manylinux2010", "manylinux1")
#: The oldest system promised → the platforms of wheels that it takes.
SYSTEMS = {
    ("win32", "Windows x64"): ["win_amd64"],
    ("win32", "Windows on ARM"): ["win_arm64"],
    ("darwin", "macOS 13 arm64"): [f"macosx_{v}_0_{a}" for v in range(13, 10, -1) for a in ("arm64", "universal2")],
    ("darwin", "macOS 14 x86_64"): [
        f"macosx_{v}_{a}"
        for v in ("14_0", "13_0", "12_0", "11_0", "10_15", "10_14", "10_13", "10_12", "10_9")
        for a in ("x86_64", "universal2")
    ],
    ("linux", "glibc 2.34 x86_64"): [*(f"manylinux_2_{v}_x86_64" for v in range(34, 4, -1))]
    + [f"{old}_x86_64" for old in MANYLINUX],
    ("linux", "glibc 2.39 aarch64"): [
        *(f"manylinux_2_{v}_aarch64" for v in range(39, 16, -1)),
        "manylinux2014_aarch64",
    ],
}
#: What a test patches into the Python that runs pip.
KERNEL_PATCH = "import os, platform\nplatform.release = lambda: os.environ['KERNEL_NAME']\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        {"pips": try_pips, "wheels": try_wheels}[sys.argv[1]](Path(folder))


def try_pips(folder: Path) -> None:
    (folder / "sitecustomize.py").write_text(KERNEL_PATCH, encoding="utf-8")
    for version in PIPS:
        environment = folder / version
        venv.create(environment, with_pip=True)
        python = str(environment / "bin/python")
        subprocess.run([python, "-m", "pip", "install", "-q", f"pip=={version}"], check=True)
        for kernel in KERNELS:
            said = [
                dry_run(python, listed, ["--require-hashes", "--only-binary=:all:"], folder, kernel) for listed in LISTS
            ]
            print(f"pip {version}  {kernel}  " + "  ".join(word or "ok" for word in said), flush=True)


def try_wheels(folder: Path) -> None:
    for (sys_platform, name), platforms in SYSTEMS.items():
        for python in PYTHONS:
            wanted = folder / "wanted.txt"
            wanted.write_text("".join(entries_for(sys_platform, name.split()[-1], python)), encoding="utf-8")
            options = [
                "--only-binary=:all:",
                "--ignore-requires-python",
                "--python-version",
                python,
                "--target",
                str(folder / "nowhere"),
            ]
            options += [word for platform in platforms for word in ("--platform", platform)]
            missing = dry_run(sys.executable, wanted, options, folder, "1")
            print(f"{name}  Python {python}  {missing or 'every wheel is there'}", flush=True)


def entries_for(sys_platform: str, processor: str, python: str) -> Iterator[str]:
    """The entries of the lab's list that such a system installs, without their markers."""
    system = {
        "sys_platform": sys_platform,
        "platform_machine": processor,
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    for block in re.split(r"\n(?=\S)", LISTS[0].read_text(encoding="utf-8").strip()):
        pin, _, rest = block.partition(" ")
        marker = re.match(r"; (.*?) \\", rest)
        if marker is None or Marker(marker.group(1)).evaluate(system):
            yield pin + " " + rest[marker.end() - 1 if marker else 0 :] + "\n"


def dry_run(python: str, listed: Path, options: Sequence[str], folder: Path, kernel: str) -> str:
    """Nothing, or pip's last words."""
    command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--dry-run"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "KERNEL_NAME": kernel}
    done = subprocess.run(
        [*command, *options, "-r", str(listed)], env=environment, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no message"])[-1]


if __name__ == "__main__":
    main()
