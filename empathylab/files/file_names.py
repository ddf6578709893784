"""File names that every computer can keep, for what is made here and for what comes in a pack."""

from __future__ import annotations

import re

from empathylab.domain.errors import InputError
from empathylab.domain.persona import ID_PATTERN

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_LONGEST = 80
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]*")


def name_fault(name: str) -> str:
    """Why no file or folder may have this name, empty where it may.

    Letters without accents: each disk spells those its own way.
    """
    if not name or len(name) > _LONGEST or not _NAME.fullmatch(name):
        return f"must be up to {_LONGEST} plain letters, digits, spaces, dots, hyphens and underscores"
    if name.endswith((".", " ")):
        return "must not end in a dot or a space"
    return "is a name that Windows keeps for itself" if _RESERVED.fullmatch(name.split(".")[0].strip()) else ""


def checked_id(item_id: str, what: str) -> str:
    """The id, fit for the name of a file or folder; raises InputError."""
    if not re.fullmatch(ID_PATTERN, item_id):
        raise InputError(
            f"'{item_id[:60]}' cannot be the id of a {what}.",
            "Take up to 48 small letters, digits and hyphens, a letter first.",
        )
    if fault := name_fault(item_id):
        raise InputError(f"'{item_id}' {fault}.", "Choose another id.")
    return item_id
