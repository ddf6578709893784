"""The package as one file, the same bytes from the same content."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from empathylab.files.held_files import replace, take_away

#: The oldest that a zip can say, so that two packages of the same content are the same.
_DATE = (1980, 1, 1, 0, 0, 0)
CONTENTS = "CONTENTS.sha256"


@dataclass(frozen=True, slots=True)
class Item:
    """One file: where it lies in the package, and what is in it."""

    path: str
    content: bytes
    is_executable: bool = False


class ArchiveWriter(Protocol):
    """Takes one file after the other."""

    def add(self, item: Item) -> None:
        """Write this file after those before it."""

    def close(self) -> None:
        """Write the end; nothing is added afterwards."""


class _Zip:
    def __init__(self, file: io.BufferedIOBase) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add(self, item: Item) -> None:
        info = zipfile.ZipInfo(item.path, _DATE)
        info.external_attr = (0o100755 if item.is_executable else 0o100644) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(info, item.content)

    def close(self) -> None:
        self._zip.close()


class _Tar:
    def __init__(self, file: io.BufferedIOBase) -> None:
        self._gzip = gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0)
        self._tar = tarfile.open(fileobj=self._gzip, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed in close()

    def add(self, item: Item) -> None:
        info = tarfile.TarInfo(item.path)
        info.size, info.mode = len(item.content), 0o755 if item.is_executable else 0o644
        self._tar.addfile(info, io.BytesIO(item.content))

    def close(self) -> None:
        self._tar.close()
        self._gzip.close()


def write_archive(out: Path, folder: str, items: Iterator[Item]) -> None:
    """All of them below one folder, with a list of their hashes; `.zip`, else `.tar.gz`.

    It gets its name when it is whole. OSError: there is no room, or the folder may not be written to.
    """
    half_made = out.with_name(f"{out.name}.part")
    try:
        with half_made.open("wb") as file:
            made: ArchiveWriter = _Zip(file) if out.suffix == ".zip" else _Tar(file)
            with closing(made) as writer:
                _write(writer, folder, items)
        replace(half_made, out)
    finally:
        take_away(half_made)


def _write(writer: ArchiveWriter, folder: str, items: Iterator[Item]) -> None:
    lines: list[str] = []
    written: set[str] = set()
    for item in items:
        if item.path in written:  # Qt's two halves carry the same few files.
            continue
        written.add(item.path)
        lines.append(f"{hashlib.sha256(item.content).hexdigest()}  {item.path}\n")
        writer.add(Item(f"{folder}/{item.path}", item.content, item.is_executable))
    writer.add(Item(f"{folder}/{CONTENTS}", "".join(lines).encode()))
