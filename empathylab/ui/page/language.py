"""Sets one language on every computer, for what the engine and Qt say by themselves."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def set_language() -> None:
    """Set British English, whatever the computer speaks; call it before the first page and the first widget.

    Beside a form it is the words on a file's button and those for a field left empty, which a reader reads; dates and
    numbers in a page that asks for the computer's own; and the numbers in the lab's own fields.
    """
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
