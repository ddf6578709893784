"""Writes small files of which a power cut leaves the old or the new, for this user alone; on Windows as its folder."""

from __future__ import annotations

import os
from pathlib import Path

from empathylab.files.held_files import replace


def write_durably(path: Path, words: str) -> None:
    """Write a file so that a power cut leaves either the old one or the new; raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    replace(draft, path)
