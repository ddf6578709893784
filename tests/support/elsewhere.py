"""What stands for every other program that the system would begin for an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Elsewhere(QObject):
    """The addresses that were handed on, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@contextmanager
def elsewhere_for(*schemes: str) -> Iterator[Elsewhere]:
    """Addresses of these schemes go there meanwhile."""
    made = Elsewhere()
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)
