"""A field for a day, typed as people write it; what is understood is written out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from empathylab.domain.days import day_from, day_words
from empathylab.domain.errors import InputError
from empathylab.ui.kit import theme
from empathylab.ui.kit.text_field import TextField

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
HINT = "Such as 13/12/2026"


class DayField(TextField):
    """Holds a day or, where it may be left empty, none. The arrow keys go to the day after and before."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__(day_words(day) if day else "")
        self.setMaxLength(40)
        self.setMinimumWidth(theme.current().px(240))
        self.editingFinished.connect(self._write_out)

    @property
    def day(self) -> date | None:
        """The day that stands here, None for an empty field; raises InputError for what is none."""
        return day_from(self.text()) if self.text().strip() else None

    def show_day(self, day: date | None) -> None:
        self.setText(day_words(day) if day else "")

    def _write_out(self) -> None:
        with suppress(InputError):
            self.show_day(self.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers():
            super().keyPressEvent(event)
            return
        with suppress(InputError, OverflowError):
            if (day := self.day) is not None:
                self.show_day(day + timedelta(days=step))
