"""Opens records for a moment: a folder that had none, and gets nothing meanwhile, has none again afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import select, true

from empathylab.domain.errors import LabError
from empathylab.files.held_files import take_away
from empathylab.storage.folder import FolderLock
from empathylab.storage.opening import open_records, open_store
from empathylab.storage.schema import metadata
from empathylab.storage.sqlite import DATABASE_NAME
from empathylab.storage.store import Store


@contextmanager
def open_for_now(data_dir: Path, *, is_thorough: bool = False) -> Iterator[Store]:
    """Records that are new stay only if something is in them at the end; raises what opening them raises."""
    new_folders = [each for each in (data_dir, *data_dir.parents) if not each.exists()]
    is_new = not any(data_dir.glob("records*"))
    try:
        store = open_store(data_dir, is_thorough=is_thorough)
        try:
            yield store
        finally:
            store.close()
    finally:
        if is_new:
            with suppress(LabError, OSError):  # what has to be told is why it was opened in vain
                _take_away_if_empty(data_dir, new_folders)


def _take_away_if_empty(data_dir: Path, new_folders: Sequence[Path]) -> None:
    """Under the lock, since another lab may have been started there meanwhile."""
    lock = FolderLock(data_dir)
    try:
        if _holds_something(data_dir):
            return
        for path in data_dir.glob(f"{DATABASE_NAME}*"):
            take_away(path)
        lock.release_without_trace()
    finally:
        lock.release()
    for folder in new_folders:
        folder.rmdir()


def _holds_something(data_dir: Path) -> bool:
    """Is there a row in any table, also of what was deleted or set aside?"""
    if not (data_dir / DATABASE_NAME).exists():
        return False
    reader = open_records(data_dir)
    try:
        with reader.snapshot() as connection:
            asked = (select(true()).select_from(table).limit(1) for table in metadata.tables.values())
            return any(connection.execute(each).first() for each in asked)
    finally:
        reader.close()
