"""Portraits for the lab's window, from files that may have been changed, or be gone, since they were checked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from empathylab.files.drawings import read_drawing


def portrait_renderer(path: str) -> QSvgRenderer:
    """What draws the portrait; it draws nothing where there is none any more that may be drawn."""
    words = read_drawing(Path(path))
    return QSvgRenderer(QByteArray(words.encode())) if words else QSvgRenderer()
