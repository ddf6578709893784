"""Writes a lab folder as a pack: the same bytes from the same content, and only what others can install."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from empathylab.domain.errors import InputError, MachineError
from empathylab.files.file_names import name_fault
from empathylab.files.held_files import replace, take_away
from empathylab.files.layers import KINDS, entries
from empathylab.files.pack_archive import ENDING
from empathylab.files.pack_label import LABEL, label_text
from empathylab.files.packs import PackContents, inspect_pack

_NOTES = (".md", ".txt")
#: The oldest that a ZIP can say.
_DATE = (1980, 1, 1, 0, 0, 0)


def write_pack(folder: Path, out: Path) -> PackContents:
    """Write it, looked at as whoever installs it will; raises InputError with all that is wrong, MachineError."""
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", "Name the folder with your personas, tasks and so on.")
    if out.suffix != ENDING:
        raise InputError(f"{out.name} is not the name of a pack.", f"Give a name that ends in {ENDING}.")
    half = out.with_name(f".{out.name}.part")
    try:
        _write(_labelled(dict(_packed(folder))), half)
        look = inspect_pack(half)
        if look.faults:
            told = "\n".join(look.faults)
            raise InputError(f"{folder} is not packed:\n{told}\n", "Correct them, then try again.")
        replace(half, out)
    except OSError as error:
        raise MachineError(f"{out} cannot be written ({error.strerror}).", "Name another place.") from error
    finally:
        take_away(half)
    return look


def _write(files: dict[str, bytes], out: Path) -> None:
    """Stored as they are: how well bytes are packed differs from computer to computer."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            made.writestr(info, content)


def _labelled(files: dict[str, bytes]) -> dict[str, bytes]:
    """A folder that does not say what it is called is known by what is in it."""
    if LABEL in files:
        return files
    content = b"".join(name.encode() + hashlib.sha256(words).digest() for name, words in files.items())
    number = hashlib.sha256(content).hexdigest()[:8]
    return {LABEL: label_text(f"pack-{number}", f"Pack {number}").encode(), **files}


def _packed(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The label and the notes, then each kind's files, by name."""
    for path in entries(folder):
        if path.is_file() and (path.name == LABEL or path.suffix in _NOTES):
            yield path.name, path.read_bytes()
    for kind in KINDS:
        yield from ((name, path.read_bytes()) for name, path in _files_below(folder / kind, kind))


def _files_below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in entries(folder):
        inside = f"{name}/{path.name}"
        if fault := "is a link" if path.is_symlink() else name_fault(path.name):
            raise InputError(f"{path}: {fault}.", "A pack has files with plain names alone.")
        if path.is_dir():
            yield from _files_below(path, inside)
        else:
            yield inside, path
