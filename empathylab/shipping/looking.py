"""Looks a finished package over: is everything in it that was said, and nothing that has no reason to be there?"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from empathylab.shipping.archive import CONTENTS
from empathylab.shipping.target import large_files

#: Windows knows paths of 260 characters, and the folder that the package is unpacked into has its own.
LONGEST_PATH = 200
#: A larger file says in `targets.toml` what it is for.
LARGE_BYTES = 5_000_000
_LICENCES = re.compile(r".*/licences/LIST\.txt")


def faults_of(package: Path) -> list[str]:
    """A sentence for each thing wrong with a .zip; none when it is as it should be."""
    with zipfile.ZipFile(package) as archive:
        return [*_wrong_hashes(archive), *_wrong_paths(archive), *_large(archive), *_without_licence(archive)]


def _wrong_hashes(archive: zipfile.ZipFile) -> Iterator[str]:
    listed = next((name for name in archive.namelist() if name.count("/") == 1 and name.endswith(CONTENTS)), None)
    if listed is None:
        yield f"It has no {CONTENTS}."
        return
    folder = listed.rpartition("/")[0]
    said = dict(line.split("  ", 1)[::-1] for line in archive.read(listed).decode().splitlines())
    for name in archive.namelist():
        path = name.removeprefix(f"{folder}/")
        if name != listed and hashlib.sha256(archive.read(name)).hexdigest() != said.pop(path, None):
            yield f"{path} is not what {CONTENTS} says."
    yield from (f"{path} is missing." for path in said)


def _wrong_paths(archive: zipfile.ZipFile) -> Iterator[str]:
    seen: set[str] = set()
    for name in archive.namelist():
        if len(name) > LONGEST_PATH:
            yield f"{name} has {len(name)} characters; {LONGEST_PATH} fit."
        if name.lower() in seen:
            yield f"{name} is there twice."
        seen.add(name.lower())


def _large(archive: zipfile.ZipFile) -> Iterator[str]:
    for info in archive.infolist():
        needed = any(fnmatchcase(info.filename, f"*/{pattern}") for pattern in large_files())
        if info.file_size > LARGE_BYTES and not needed:
            yield f"{info.filename} has {info.file_size / 1e6:.0f} MB, and nobody says what for."


def _without_licence(archive: zipfile.ZipFile) -> Iterator[str]:
    listed = next((name for name in archive.namelist() if _LICENCES.fullmatch(name)), None)
    said = archive.read(listed).decode() if listed else ""
    for name in archive.namelist():
        place = PurePosixPath(name)
        if place.name == "METADATA" and place.parent.suffix == ".dist-info":
            package = place.parent.stem.rpartition("-")[0]
            line = next((line for line in said.splitlines() if _is_of(line, package)), "")
            if not re.search(r": \S.*\(", line) or "UNKNOWN" in line:
                yield f"{package} comes along under terms that nobody names."


def _is_of(line: str, package: str) -> bool:
    return line.partition(" ")[0].lower().replace("-", "_") == package.lower().replace("-", "_")
