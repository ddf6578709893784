"""Files that a synthesizer writes speech to, which may be what somebody types: in memory, or on a disk and wiped."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

#: Through these names a process opens a file that has no other.
_OPEN_FILES = Path("/proc/self/fd")


class PrivateFile:
    """A file that a worker writes to and the lab takes from: in memory on Linux, elsewhere in a folder of its own.

    `path` is the same for both; a worker inherits the `descriptors`.
    """

    def __init__(self) -> None:
        self.descriptors: tuple[int, ...] = ()
        if hasattr(os, "memfd_create") and _OPEN_FILES.is_dir():
            self.descriptors = (os.memfd_create("speech"),)
            self.path = _OPEN_FILES / str(self.descriptors[0])
        else:
            self.path = Path(tempfile.mkdtemp(prefix="empathylab-speech-")) / "phrase.wav"

    def take(self) -> bytes:
        """What was written, which is there no longer; empty when there is nothing."""
        content = b""
        with contextlib.suppress(OSError):
            content = self.path.read_bytes()
        for descriptor in self.descriptors:
            os.ftruncate(descriptor, 0)
        if not self.descriptors:
            wipe(self.path.parent)
        return content

    def close(self) -> None:
        """Leave nothing behind; once is enough."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        if not self.descriptors:
            wipe_away(self.path)


def wipe(folder: Path) -> None:
    """Overwrite what is in the folder, and remove it; the folder stays."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink(missing_ok=True)


def wipe_away(path: Path) -> None:
    """Wipe the folder of such a file and remove it; a file in memory goes by itself."""
    if path.parent != _OPEN_FILES:
        wipe(path.parent)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
