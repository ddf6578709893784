"""Selects which files of a wheel go into a package."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from empathylab.shipping.target import Selection

#: Qt6Core.dll, QtCore.pyd, QtCore.abi3.so, libQt6Core.so.6; a framework's folder on a Mac.
_QT_MODULE = re.compile(r"(?:lib)?Qt6?(?P<module>[A-Z0-9]\w*?)(?:\.dll|\.pyd|(?:\.abi3)?\.so(?:\.\d+)*|\.framework)")
_ENGINE_LANGUAGES = "qtwebengine_locales"


def comes_along(path: str, chosen: Selection) -> bool:
    """Whether a file of a wheel is needed by the lab. `path` is the one in the wheel."""
    if any(fnmatchcase(path, pattern) for pattern in chosen.left_out):
        return False
    return _is_of_needed_qt(path, chosen) and _is_needed_language(path, chosen)


def _is_of_needed_qt(path: str, chosen: Selection) -> bool:
    parts = PurePosixPath(path).parts
    if parts[0] != "PySide6" or "plugins" in parts:
        return True
    found = [match["module"] for part in parts if (match := _QT_MODULE.fullmatch(part))]
    return all(module in chosen.qt_modules for module in found)


def _is_needed_language(path: str, chosen: Selection) -> bool:
    place = PurePosixPath(path)
    return place.parent.name != _ENGINE_LANGUAGES or place.stem in chosen.languages
