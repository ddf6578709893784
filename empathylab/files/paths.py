"""The paths of assets, personas and records, the same from a checkout, an editable install and a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import platformdirs

from empathylab.domain.errors import MachineError

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _data_root() -> Path:
    """A wheel carries the data inside the package; a checkout has it beside the package."""
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        if (root / "assets").is_dir() and (root / "personas").is_dir():
            return root
    raise MachineError(
        "The folders 'assets' and 'personas' are missing from this installation.",
        "Install Empathy Lab again, or start it from a complete copy of the project.",
    )


def assets_dir() -> Path:
    """The folder of forms, barriers, scripts, fonts, portraits and sounds."""
    return _data_root() / "assets"


def personas_dir() -> Path:
    """The folder of the personas' files."""
    return _data_root() / "personas"


def default_records_dir() -> Path:
    """The folder of the records when nobody names another."""
    return Path(platformdirs.user_data_dir("empathylab", appauthor=False))
