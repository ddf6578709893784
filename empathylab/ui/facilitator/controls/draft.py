"""A draft: what stands on a page and is not saved yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

#: What a person's changes are told by.
_EDITS: tuple[tuple[type[QWidget], str], ...] = (
    (QLineEdit, "textEdited"),
    (QPlainTextEdit, "textChanged"),
    (QSpinBox, "valueChanged"),
    (QDoubleSpinBox, "valueChanged"),
    (QComboBox, "activated"),
    (QCheckBox, "toggled"),
    (QRadioButton, "toggled"),
    (QTimeEdit, "timeChanged"),
)


class Draft:
    """Compares what stands there now with what was saved last; `read` gives all of it, right or wrong."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read
        self._saved = read()
        self._warned_of: object = self._saved

    def settle(self) -> None:
        """What stands there now is saved, or is as it was found."""
        self._saved = self._warned_of = self._read()

    @property
    def is_unsaved(self) -> bool:
        return self._read() != self._saved

    def may_go(self) -> bool:
        """Whether nothing is lost when the page goes, or who loses it was told of just that before."""
        now = self._read()
        is_known = now in (self._saved, self._warned_of)
        self._warned_of = now
        return is_known


def tell_edits(page: QWidget, edited: Callable[..., object]) -> None:
    """Have a function called at each change that a person makes on the page."""
    for control in page.findChildren(QWidget):
        for kind, name in _EDITS:
            if isinstance(control, kind):
                getattr(control, name).connect(edited)
