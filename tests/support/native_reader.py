"""What the lab's own screen reader says of the lab's own windows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.ui.kit.accessible_nodes import node_of


def spoken(widget: QWidget) -> str:
    """The words that the reader says when the focus arrives at the widget."""
    return Phrasebook(ReaderSettings()).phrase(node_of(widget)).text
