"""Reads a pack's one file, which anybody may have made, within limits, before a byte of it is on the disk.

It is a ZIP with `pack.toml` and the folders of a lab folder. Nothing that its directory says is believed: names are
checked against what every computer can keep, and sizes against what really comes out.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from empathylab.domain.errors import InputError, LabError
from empathylab.files.file_names import name_fault
from empathylab.files.layers import CLIP, KINDS
from empathylab.files.pack_label import LABEL

ENDING: Final = ".labpack"
LARGEST_PACK_BYTES: Final = 25_000_000
LARGEST_WHOLE_BYTES: Final = 50_000_000
LARGEST_FILE_BYTES: Final = 5_000_000
#: How much smaller a file may have become; what people write or draw stays well below.
LARGEST_RATIO: Final = 100
MOST_FILES: Final = 1_000
MOST_FOLDERS_DEEP: Final = 6
#: The directory of so many files; a larger one is not even read.
_LARGEST_DIRECTORY_BYTES = 250_000
_NOTES = (".md", ".txt")
_PAGES = (".html", ".htm", ".xhtml", ".css", ".js", ".json", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico")
_ON_PAGES = (*_PAGES, ".woff2", ".ttf", ".otf", ".webm", ".ogg", ".wav", ".vtt", ".pdf", ".toml", *_NOTES)
#: What may lie in each folder: nothing that runs anywhere but in a page.
_ENDINGS = {"portraits": (".svg",), "tasks": _ON_PAGES, "barriers": _ON_PAGES, "words": (".toml", CLIP)}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)
_CHUNK_BYTES = 65_536


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """The pack, open; raises InputError, in one sentence, for a file that is none or breaks a limit."""
    try:
        _check_size(path)
        with path.open("rb") as file:
            _check_directory(file.read(LARGEST_PACK_BYTES), path)
            with zipfile.ZipFile(file) as opened:
                yield Archive(path, opened)
    except LabError:
        raise
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the name and the folder.") from None
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror or error}).", "Copy it here again.") from None
    except (*_BROKEN, OverflowError, MemoryError):
        raise broken(path) from None


def broken(path: Path) -> InputError:
    """The error for a file that is no pack, or one that a copy damaged."""
    return InputError(f"{path.name} is no pack, or damaged.", "Ask whoever made it to send it again.")


class Archive:
    """`files` are the names in it, each checked; their content comes through `content`."""

    def __init__(self, path: Path, opened: zipfile.ZipFile) -> None:
        self.path, self._opened = path, opened
        self._left = LARGEST_WHOLE_BYTES
        self._infos = {info.filename: info for info in _checked(opened, path)}
        self.files = tuple(self._infos)

    def content(self, name: str) -> bytes:
        """One file; raises InputError where more comes out than a pack may hold."""
        info = self._infos[name]
        limit = min(LARGEST_FILE_BYTES, self._left, LARGEST_RATIO * max(info.compress_size, 1_000))
        parts, size = [], 0
        with self._opened.open(info) as file:
            while part := file.read(min(_CHUNK_BYTES, limit + 1 - size)):
                size += len(part)
                if size > limit:
                    raise InputError(f"{self.path.name} cannot be used: {name} is too large.", _LIMITS)
                parts.append(part)
        self._left -= size
        return b"".join(parts)


_LIMITS = (
    f"A pack holds {MOST_FILES:,} files of up to {LARGEST_FILE_BYTES // 1_000_000} MB, "
    f"{LARGEST_WHOLE_BYTES // 1_000_000} MB in all."
)


def _check_size(path: Path) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"{path.name} is no ordinary file.", f"Choose a file that ends in {ENDING}.")
    if found.st_size > LARGEST_PACK_BYTES:
        raise InputError(f"{path.name} is larger than {LARGEST_PACK_BYTES // 1_000_000} MB.", _LIMITS)


def _check_directory(content: bytes, path: Path) -> None:
    """The end of a ZIP says how large its directory is; Python would read any number of names into memory."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or len(content) < end + 22:
        raise broken(path)
    if content[max(0, end - 20) : end].startswith(b"PK\x06\x07"):  # for larger files than a pack may be
        raise broken(path)
    count, size = struct.unpack_from("<HI", content, end + 10)
    if count > MOST_FILES or size > _LARGEST_DIRECTORY_BYTES:
        raise InputError(f"{path.name} holds too many files.", _LIMITS)


def _checked(opened: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    """The files, where all names are fit and no two of them are one on some computer."""
    spelled: dict[str, str] = {}
    infos = opened.infolist()
    if len(infos) > MOST_FILES:
        raise InputError(f"{path.name} holds too many files.", _LIMITS)
    for info in infos:
        if problem := _problem_of(info) or _clash(info.filename, spelled):
            raise InputError(f"{path.name} cannot be used: {_shown(info)} {problem}.", "Ask whoever made it.")
        if not info.is_dir():
            yield info


def _shown(info: zipfile.ZipInfo) -> str:
    return ascii(info.orig_filename)[:80]


def _problem_of(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if name != info.filename:
        return "has a name that is cut short"
    if len(parts) > MOST_FOLDERS_DEEP:
        return f"lies more than {MOST_FOLDERS_DEEP} folders deep"
    if fault := next(filter(None, map(name_fault, parts)), ""):
        return fault
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if info.flag_bits & 1:
        return "is locked with a password"
    if info.file_size > LARGEST_FILE_BYTES:
        return f"is larger than {LARGEST_FILE_BYTES // 1_000_000} MB"
    return "" if info.is_dir() else _misplaced(parts)


def _misplaced(parts: list[str]) -> str:
    if len(parts) == 1:
        is_fit = parts[0] == LABEL or PurePosixPath(parts[0]).suffix in _NOTES
    else:
        is_fit = parts[0] in KINDS and PurePosixPath(parts[-1]).suffix.lower() in _ENDINGS.get(parts[0], (".toml",))
    return "" if is_fit else "is nothing that a pack may hold there"


def _clash(name: str, spelled: dict[str, str]) -> str:
    """Two names that differ in capitals alone are one file on Windows and on a Mac; a file cannot also be a folder."""
    parts = name.removesuffix("/").split("/")
    for depth in range(1, len(parts) + 1):
        path = "/".join(parts[:depth])
        is_file = depth == len(parts) and not name.endswith("/")
        spelling = path if is_file else f"{path}/"
        before = spelled.get(path.lower())
        if before is not None and (is_file or before != spelling):
            return f"is there twice, also as {before[:80]}"
        spelled[path.lower()] = spelling
    return ""
