"""A new database with what could be read of a damaged one, whole before it takes that one's place.

It is made in a passing folder, which the next start wipes. Once it is durable the folder gets the name that says so.
From there on a start has only to give names: what is damaged is set aside, its log first, and then the new one is
where it was. Whichever of these was the last before a kill or a power cut, the next start does the others. The folder
stays until a start has come to its end, so that it is told. Nothing in it is said: it may be a stranger's.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from empathylab.files.held_files import rename, replace, take_away
from empathylab.storage.sqlite import DATABASE_NAME
from empathylab.storage.wiping import sync_folder

_FOLDER_NAME = "records-mended"


def is_waiting(folder: Path) -> bool:
    """Was a start cut off after the new database was whole?"""
    mended = folder / _FOLDER_NAME
    return mended.is_dir() and not mended.is_symlink()


def mark_whole(draft: Path) -> None:
    """The new database in a passing folder is durable, and to be used from now on. Raises OSError."""
    draft.chmod(0o600)
    _sync_file(draft)
    sync_folder(draft.parent)
    forget(draft.parent.parent)
    rename(draft.parent, draft.parent.with_name(_FOLDER_NAME))
    sync_folder(draft.parent.parent)


def put_in_place(folder: Path) -> bool:
    """Give a new database that waits its place; False where none was waiting. Raises OSError."""
    if not is_waiting(folder):
        return False
    draft, path = folder / _FOLDER_NAME / DATABASE_NAME, folder / DATABASE_NAME
    if draft.is_file() and not draft.is_symlink():
        _set_aside(path)
        replace(draft, path)
        sync_folder(folder)
    return True


def forget(folder: Path) -> None:
    """It was told. The folder holds nothing of visitors, and no database any more."""
    if is_waiting(folder):
        shutil.rmtree(folder / _FOLDER_NAME)
    take_away(folder / _FOLDER_NAME)  # a file or a link of that name is not the lab's


def name_aside(folder: Path) -> Path:
    """What the damaged database is to be called."""
    number = 1
    while (aside := folder / f"records-damaged-{number}.sqlite").exists():
        number += 1
    return aside


def _set_aside(path: Path) -> None:
    """The database itself comes last: as long as it is there, the rest goes beside the same name."""
    aside = name_aside(path.parent)
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            os.utime(part)  # as old as its damage is known, not as its last change
            replace(part, aside.with_name(aside.name + ending))
    sync_folder(path.parent)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
