"""Measuring the screen: a box on it is made as large as a bank card, or its width is told in millimetres."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QScreen, QShowEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSizePolicy, QWidget

from empathylab.domain.calibration import (
    BANK_CARD_HEIGHT_MM,
    BANK_CARD_WIDTH_MM,
    DEFAULT_PX_PER_MM,
    Calibration,
    CalibrationSource,
)
from empathylab.domain.errors import LabError
from empathylab.files.settings import DISTANCE_CM_LIMITS, PX_PER_MM_LIMITS, ScreenCalibration
from empathylab.files.setup import LiveSetUp
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, say
from empathylab.ui.kit import theme
from empathylab.ui.kit.measured_screen import calibration_of, resolution_of, screen_key
from empathylab.ui.kit.wheel import StillSlider, StillSpinBox
from empathylab.ui.kit.widgets import Card, button, column, text

_FINE_PX, _COARSE_PX = 1, 10
#: A bank card's corner, in millimetres.
_CORNER_MM = 3.18
_WIDTH_HINT = "Of its picture, in millimetres: its maker tells, or hands and a tape measure do."


class CardBox(StillSlider):
    """The box, a slider that looks like a card: its value is its width.

    That is kept in physical pixels, so that a scaled (high-dpi) screen is measured rightly.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Width in pixels of the box to match with a bank card")
        low, high = (round(limit * BANK_CARD_WIDTH_MM) for limit in PX_PER_MM_LIMITS)
        self.setRange(low + 1, high - 1)
        self.valueChanged.connect(self._show)

    @property
    def width_px(self) -> int:
        return self.value()

    @property
    def px_per_mm(self) -> float:
        """Physical pixels per millimetre, if the box is as wide as the card now."""
        return self.width_px / BANK_CARD_WIDTH_MM

    def show_px_per_mm(self, px_per_mm: float) -> None:
        self.setValue(round(px_per_mm * BANK_CARD_WIDTH_MM))
        self._show()

    def grow(self, by_px: int) -> None:
        """Wider (or narrower) by physical pixels; the height follows."""
        self.setValue(self.width_px + by_px)

    def _show(self) -> None:
        self.updateGeometry()
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        area = self._card()
        return QSize(round(area.width()) + 16, round(area.height()) + 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _card(self) -> QRectF:
        """The card's outline in device-independent pixels."""
        wide = self.width_px / self.devicePixelRatioF()
        return QRectF(8, 8, wide, wide * BANK_CARD_HEIGHT_MM / BANK_CARD_WIDTH_MM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _COARSE_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _FINE_PX
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.grow(step)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.grow(-step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """There is no handle to drag: the buttons beside it are for a mouse."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.ink), 1))
        painter.setBrush(QColor(look.focus))
        corner = self.px_per_mm * _CORNER_MM / self.devicePixelRatioF()
        painter.drawRoundedRect(self._card().adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.setPen(QColor(look.on_focus))
        painter.drawText(self._card(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, "Bank card here")
        painter.end()


class CalibrationPage(Page):
    """Match the card or tell the width, say how far away people sit, save. Each screen is remembered on its own."""

    def __init__(self, setup: LiveSetUp, *, on_back: Callable[[], object] | None = None) -> None:
        lead = "So that sizes on it are true to life. It takes half a minute."
        super().__init__("Measure this screen", lead, on_back=on_back)
        self._setup = setup
        self._key = ""
        self._wide_px = 0
        self.px_per_mm = DEFAULT_PX_PER_MM
        self.box = self.first = CardBox()
        self.width_mm = _number_field(" mm")
        self.distance = _number_field(" cm")
        self.distance.setRange(*DISTANCE_CM_LIMITS)
        self.result = text("", "quiet")
        self._build()
        self.box.changed.connect(lambda: self._take(self.box.px_per_mm))
        self.width_mm.valueChanged.connect(lambda width_mm: self._take(self._wide_px / width_mm))
        self.distance.valueChanged.connect(self._show_result)
        self.add_action(button("Save for this screen", self.save, "main"))
        self.add_action(self.said)
        # As it stands in the fields: half a number typed would be lost with the page too.
        self.watch_edits(lambda: (self.box.width_px, self.width_mm.text(), self.distance.text()))

    def _build(self) -> None:
        steps = column(
            text("1. Hold a bank card flat against the screen, on the yellow box.", "subtitle"),
            text("Any card of the usual size will do: a library card, a driving licence.", "small"),
            text("2. Make the box exactly as large as the card.", "subtitle"),
            text("Arrow keys change the size. Hold Shift for larger steps.", "small"),
            flow(*self._buttons()),
            space=16,
        )
        steps.addLayout(field("Or, without a card: how wide is the screen?", self.width_mm, _WIDTH_HINT))
        distance = column(space=16)
        distance.addLayout(field("3. How far from the screen will eyes be?", self.distance, "60 cm is usual."))
        distance.addWidget(self.result)
        around = Card(self.box)
        around.box.setAlignment(self.box, Qt.AlignmentFlag.AlignCenter)
        if theme.current().is_large:
            self.body.addLayout(beside(steps, around, distance))
        else:
            steps.addLayout(distance)
            steps.addStretch(1)
            self.body.addLayout(beside(steps, around))
        self.body.addStretch(1)

    def _buttons(self) -> list[QWidget]:
        return [
            button("Smaller", lambda: self.box.grow(-_FINE_PX), "small"),
            button("Larger", lambda: self.box.grow(_FINE_PX), "small"),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.window().windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self.take_screen, Qt.ConnectionType.UniqueConnection)
        self.take_screen(self.screen())
        self.take_focus()

    def take_screen(self, screen: QScreen) -> None:
        """Start from what is known of a screen: at first, and when the window moves to another one."""
        self._key = screen_key(screen)
        known = calibration_of(self._setup.settings, screen)
        self.distance.setValue(known.distance_cm)
        self._wide_px = resolution_of(screen)[0]
        low, high = PX_PER_MM_LIMITS
        with QSignalBlocker(self.width_mm):
            self.width_mm.setRange(math.ceil(self._wide_px / high), math.floor(self._wide_px / low))
        self._take(known.px_per_mm)
        self.settle()
        say(self.said, "")

    def _take(self, px_per_mm: float) -> None:
        """Whichever way it was told, the box and the width say the same."""
        self.px_per_mm = px_per_mm
        with QSignalBlocker(self.box), QSignalBlocker(self.width_mm):
            self.box.show_px_per_mm(px_per_mm)
            self.width_mm.setValue(self._wide_px / px_per_mm)
        self._show_result()
        self._unsay()

    def _show_result(self) -> None:
        now = Calibration(self.px_per_mm, self.distance.value(), CalibrationSource.BANK_CARD)
        words = f"{self.box.width_px} pixels wide. That makes {now.ppd:.1f} pixels for each degree of sight."
        self.result.setText(words)
        self.result.setAccessibleName(words)

    def save(self) -> None:
        """Remember the measure for the screen this window is on."""
        measured = ScreenCalibration(
            px_per_mm=self.px_per_mm,
            distance_cm=self.distance.value(),
            resolution_px=resolution_of(self.screen()),
        )
        all_screens = {**self._setup.settings.calibrations, self._key: measured}
        try:
            self._setup.change(calibrations=all_screens)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved("this screen is measured")


def _number_field(unit: str) -> QDoubleSpinBox:
    control = StillSpinBox()
    control.setDecimals(0)
    control.setSuffix(unit)
    # Half a number typed is not meant yet.
    control.setKeyboardTracking(False)
    control.lineEdit().setTextMargins(10, 0, 10, 0)
    control.setFixedWidth(theme.current().px(160))
    return control
