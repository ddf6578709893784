"""Where the engine's files are, in ASCII: its processes are told of no other path, and say so on stderr."""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

_PLACES = {
    "QTWEBENGINE_RESOURCES_PATH": "resources",
    "QTWEBENGINE_LOCALES_PATH": "translations/qtwebengine_locales",
}
_LONGEST_PATH = 32_768


def set_paths() -> None:
    """Set a path in ASCII where the lab's has other letters, as below C:\\Users\\José; call it before Qt is loaded."""
    found = _installed()
    if found and not str(found).isascii() and (alias := _in_ascii(found)):
        os.environ.update({name: str(alias / place) for name, place in _PLACES.items()})


def _installed() -> Path | None:
    """The folder of Qt. On a Mac the files are elsewhere, in a framework, and left alone."""
    spec = find_spec("PySide6")
    package = Path(spec.origin).parent if spec and spec.origin else Path()
    folders = (package / "Qt", package)
    return next((each for each in folders if all((each / place).is_dir() for place in _PLACES.values())), None)


def _in_ascii(folder: Path) -> Path | None:
    """Another path of the same folder; none where even folders for what is temporary have other letters."""
    if sys.platform == "win32":
        alias = Path(_short_path(str(folder)))
    else:
        place = os.environ.get("XDG_RUNTIME_DIR", "")
        alias = Path(tempfile.mkdtemp(prefix="empathylab-engine-", dir=place if os.path.isdir(place) else None), "Qt")
        alias.symlink_to(folder)
        atexit.register(shutil.rmtree, alias.parent, ignore_errors=True)
    return alias if str(alias).isascii() else None


def _short_path(path: str) -> str:
    """As MS-DOS would name it, PROGRA~1, where the disk has such names; else the same path."""
    buffer = ctypes.create_unicode_buffer(_LONGEST_PATH)
    found = ctypes.windll.kernel32.GetShortPathNameW(path, buffer, len(buffer))  # type: ignore[attr-defined,unused-ignore]
    return buffer.value if found else path
