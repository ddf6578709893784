"""Checks a finished package: that everything is in it, and nothing that has no reason to be there."""

from __future__ import annotations

import hashlib
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from empathylab.shipping.archive import CONTENTS
from empathylab.shipping.target import large_files
from empathylab.shipping.windows_imports import imports

#: Windows knows paths of 260 characters, and the folder that the package is unpacked into has its own.
LONGEST_PATH = 200
#: A larger file says in `targets.toml` what it is for.
LARGE_BYTES = 5_000_000
#: Parts of Microsoft's C++ runtime: what needs one finds it beside itself or beside Python, since Windows has none.
_RUNTIME = re.compile(r"(?:msvcp|vcruntime|vcomp|concrt)\d+\w*\.dll")
_BESIDE_PYTHON = "python"
_LICENCES = re.compile(r"(?:.*/)?licences/LIST\.txt")


@dataclass(slots=True)
class _Found:
    """What is in a package: hashes, sizes and needed runtimes by path, and the few texts that say what should be."""

    folder: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    runtimes: dict[str, frozenset[str]] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)


def faults_of(package: Path) -> list[str]:
    """A sentence for each thing wrong with a .zip or .tar.gz; none when it is as it should be."""
    found = _look_at(_files(package))
    return [
        *_wrong_hashes(found),
        *_wrong_paths(found),
        *_large(found),
        *_without_runtime(found),
        *_without_licence(found),
    ]


def _files(package: Path) -> Iterator[tuple[str, bytes]]:
    """In one pass, since a tar has no other way."""
    if package.suffix == ".zip":
        with zipfile.ZipFile(package) as archive:
            yield from ((info.filename, archive.read(info)) for info in archive.infolist())
        return
    with tarfile.open(package, "r|gz") as stream:
        for member in stream:
            file = stream.extractfile(member)
            yield member.name, file.read() if file is not None else b""


def _look_at(files: Iterator[tuple[str, bytes]]) -> _Found:
    found = _Found()
    seen: set[str] = set()
    for name, content in files:
        found.folder, _, path = name.partition("/")
        if path.lower() in seen:
            found.doubled.append(path)
        seen.add(path.lower())
        found.hashes[path], found.sizes[path] = hashlib.sha256(content).hexdigest(), len(content)
        found.runtimes[path] = frozenset(filter(_RUNTIME.fullmatch, imports(content)))
        if path == CONTENTS or _LICENCES.fullmatch(path):
            found.texts[PurePosixPath(path).name] = content.decode()
    return found


def _wrong_hashes(found: _Found) -> Iterator[str]:
    if CONTENTS not in found.texts:
        yield f"It has no {CONTENTS}."
        return
    said = dict(line.split("  ", 1)[::-1] for line in found.texts[CONTENTS].splitlines())
    for path, digest in found.hashes.items():
        if path != CONTENTS and digest != said.pop(path, None):
            yield f"{path} is not what {CONTENTS} says."
    yield from (f"{path} is missing." for path in said)


def _wrong_paths(found: _Found) -> Iterator[str]:
    for path in found.hashes:
        length = len(f"{found.folder}/{path}")
        if length > LONGEST_PATH:
            yield f"{path} has {length} characters; {LONGEST_PATH} fit."
    yield from (f"{path} is there twice." for path in found.doubled)


def _large(found: _Found) -> Iterator[str]:
    for path, size in found.sizes.items():
        needed = any(fnmatchcase(f"/{path}", f"*/{pattern}") for pattern in large_files())
        if size > LARGE_BYTES and not needed:
            yield f"{path} has {size / 1e6:.0f} MB, and nobody says what for."


def _without_runtime(found: _Found) -> Iterator[str]:
    there = {path.lower() for path in found.hashes}
    for path, needed in found.runtimes.items():
        folders = PurePosixPath(path.lower()).parent, PurePosixPath(_BESIDE_PYTHON)
        missing = (name for name in sorted(needed) if not any(f"{folder}/{name}" in there for folder in folders))
        yield from (f"{path} needs {name} beside it or beside Python." for name in missing)


def _without_licence(found: _Found) -> Iterator[str]:
    said = found.texts.get("LIST.txt", "")
    for path in found.hashes:
        place = PurePosixPath(path)
        if place.name == "METADATA" and place.parent.suffix == ".dist-info":
            package = place.parent.stem.rpartition("-")[0]
            line = next((line for line in said.splitlines() if _is_of(line, package)), "")
            if not re.search(r": \S.*\(", line) or "UNKNOWN" in line:
                yield f"{package} comes along under terms that nobody names."


def _is_of(line: str, package: str) -> bool:
    return line.partition(" ")[0].lower().replace("-", "_") == package.lower().replace("-", "_")
