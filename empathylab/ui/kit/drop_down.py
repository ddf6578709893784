"""One of many, in a list that drops down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyleOptionComboBox, QStylePainter

from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import tell_choice
from empathylab.ui.kit.wheel import StillComboBox

#: What Qt keeps free in the field beside the words.
_BESIDE_PX = 4


class DropDown(StillComboBox):
    """One of many, closed until needed; draws its own arrow in the lab's colours."""

    def __init__(self, options: Sequence[tuple[object, str]] = (), value: object = None) -> None:
        super().__init__()
        self.setView(QListView())  # Qt's own has rows too low for a finger and cuts the last one in half
        for option, words in options:
            self.addItem(words, option)
        self.setCurrentIndex(max(0, self.findData(value)) if options else -1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumWidth(theme.current().px(260))
        self.currentTextChanged.connect(self._tell)

    def _tell(self, chosen: str) -> None:
        """Arrow keys choose in the closed list too, and that is said."""
        if self.hasFocus():
            tell_choice(self, chosen)

    def showPopup(self) -> None:
        """A list too long for the screen ends with a whole row as well, and keeps its edge at the control."""
        super().showPopup()
        popup, row_px = self.view().window(), self.view().sizeHintForRow(0)
        part_px = self.view().viewport().height() % row_px if row_px > 0 else 0
        if part_px:
            is_above = popup.y() < self.mapToGlobal(QPoint(0, 0)).y()
            popup.setGeometry(popup.geometry().adjusted(0, part_px if is_above else 0, 0, 0 if is_above else -part_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QStylePainter(self), theme.current()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shortened(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.ink if self.isEnabled() else look.quiet), 3))
        half = 0.3 * self.fontMetrics().height()
        middle = QPointF(self.width() - 3.5 * half, self.height() / 2 + half / 2)
        painter.drawPolyline([middle + QPointF(-half, -half), middle, middle + QPointF(half, -half)])
        painter.end()

    def shortened(self, option: QStyleOptionComboBox) -> str:
        """What is chosen, with … in place of what would lie under the arrow."""
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - _BESIDE_PX
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
