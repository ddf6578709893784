"""Marks by which the sheet of a theme tells widgets of one class apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, value: object, *within: QWidget) -> None:
    """Give a widget a property that the sheet goes by, for what is `within` it too.

    What nobody has seen yet is dressed in its time.
    """
    widget.setProperty(name, value)
    for each in (widget, *within):
        if each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            each.style().unpolish(each)
            each.style().polish(each)
