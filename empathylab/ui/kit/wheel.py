"""Controls whose value the mouse's wheel leaves alone, and which it does not give the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider


class _Still:
    """What a turn of the wheel leaves alone, for a widget of Qt's."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StillSlider(_Still, QSlider):
    """A slider from left to right that the wheel leaves alone."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class StillComboBox(_Still, QComboBox):
    """A list that drops down and that the wheel leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class StillSpinBox(_Still, QDoubleSpinBox):
    """A number with two arrows that the wheel leaves alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
