"""Pictures of the screens as a visitor sees them, numbered in order."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from empathylab.demo.keyboard_driver import rest
from empathylab.domain.errors import MachineError

#: As Qt counts it: files are somewhat larger, and written sooner.
_QUALITY = 70
#: After so long a screen has come to rest, whatever the lens makes of it.
SETTLE_MS = 150


class Screenshots:
    """Keeps pictures in a folder; without a folder it does nothing."""

    def __init__(self, window: QWidget, folder: Path | None) -> None:
        self._window, self._folder, self._count = window, folder, 0
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise MachineError(f"The folder {folder} cannot be made: {error.strerror}.") from error

    def take(self, name: str) -> None:
        if self._folder is None:
            return
        rest(SETTLE_MS)
        self._count += 1
        self._window.grab().save(str(self._folder / f"{self._count:02d}-{name}.png"), quality=_QUALITY)
