"""Portraits for the lab's window, from files that may have been changed, or be gone, since they were checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from empathylab.files.drawings import read_drawing


def portrait_renderer(path: str) -> QSvgRenderer:
    """What draws the portrait; it draws nothing where there is none any more that may be drawn."""
    return _renderer(read_drawing(Path(path)))


@lru_cache(maxsize=32)
def _renderer(words: str) -> QSvgRenderer:
    """One for the same drawing, wherever it stands."""
    return QSvgRenderer(QByteArray(words.encode())) if words else QSvgRenderer()
