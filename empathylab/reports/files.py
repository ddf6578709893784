"""Writing files that are either whole or not there, and that nobody else on the machine can read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from empathylab.domain.errors import MachineError
from empathylab.files.held_files import replace, take_away


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield where to write; it takes the name `path` only when all went well. Raises MachineError.

    Its ending is the same, by which some know what to write; a device is written to as it is. Who may read it is for
    its writer to widen (on Windows it is as private as its folder).
    """
    part = path.with_name(f".part-{path.name}")
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        take_away(part)
        part.touch(mode=0o600, exist_ok=False)  # nobody else has laid one there to read along
        yield part
        replace(part, path)
    except PermissionError as error:
        raise MachineError(
            f"{path} cannot be written.", "Close it where it is open, such as in Excel, or choose another folder."
        ) from error
    except OSError as error:
        raise MachineError(
            f"{path} cannot be written ({error.strerror or error}).", "Check the folder and the room on the disk."
        ) from error
    finally:
        take_away(part)


def make_folder(folder: Path) -> None:
    """Create a folder for an export, and those that it lies in, for this user alone; raises MachineError."""
    try:
        for each in (*reversed(folder.parents), folder):
            each.mkdir(mode=0o700, exist_ok=True)  # `parents` would make those for everybody
    except OSError as error:
        raise MachineError(f"The folder {folder} cannot be made ({error.strerror}).", "Choose another.") from error
