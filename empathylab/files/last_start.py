"""Whether the last start reached its first screen: a graphics driver that ends the process leaves no other trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from empathylab.files.held_files import take_away

#: In the folder of the records while the lab starts.
MARK = "starting"


def broke_off(folder: Path) -> bool:
    """Whether the last start was ended from outside; one that ended with an error has said so itself."""
    return (folder / MARK).exists()


@contextmanager
def marked(folder: Path) -> Iterator[Callable[[], None]]:
    """Mark a start until what it gives is called, or it ends by itself. A disk that refuses is told by others."""
    mark = folder / MARK

    def arrived() -> None:
        with suppress(OSError):
            take_away(mark)

    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch()
    try:
        yield arrived
    finally:
        arrived()
