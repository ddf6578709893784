"""Where the engine's files are, in ASCII: its processes are told of no other path, and say so on stderr."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from empathylab.ui.page import engine_link

_PLACES = {
    "QTWEBENGINE_RESOURCES_PATH": "resources",
    "QTWEBENGINE_LOCALES_PATH": "translations/qtwebengine_locales",
}
_LONGEST_PATH = 32_768


def set_paths() -> None:
    """Set a path in ASCII where the lab's has other letters, as below C:\\Users\\José; call it before Qt is loaded."""
    found = _installed()
    if found is None or str(found).isascii():
        return
    with suppress(OSError):  # where no folder can be made the engine still finds them, and says what it says
        alias = _in_ascii(found)
        if str(alias).isascii():
            os.environ.update({name: str(alias / place) for name, place in _PLACES.items()})


def _installed() -> Path | None:
    """The folder of Qt. On a Mac the files are elsewhere, in a framework, and left alone."""
    spec = find_spec("PySide6")
    package = Path(spec.origin).parent if spec and spec.origin else Path()
    folders = (package / "Qt", package)
    return next((each for each in folders if all((each / place).is_dir() for place in _PLACES.values())), None)


def _in_ascii(folder: Path) -> Path:
    """Another path of the same folder; in ASCII unless folders for what is temporary have other letters, too."""
    if sys.platform == "win32":
        return Path(_short_path(str(folder)))
    return engine_link.link_to(folder)


def _short_path(path: str) -> str:
    """As MS-DOS would name it, PROGRA~1, where the disk has such names; else the same path."""
    buffer = ctypes.create_unicode_buffer(_LONGEST_PATH)
    found = ctypes.windll.kernel32.GetShortPathNameW(path, buffer, len(buffer))  # type: ignore[attr-defined,unused-ignore]
    return buffer.value if found else path
