"""Pictures of forms: what set-up shows before it is saved, and what visitors look at to spot a barrier."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from empathylab.domain.session import Condition, Twin
from empathylab.files.library import load_library
from empathylab.files.spotting import Kind, spotting_sets
from empathylab.ui.run.form_pictures import FormPictures

#: Wider than any engine's scroll bar.
_BAR_PX = 30


def test_a_picture_of_a_form_that_goes_on_below_has_no_scroll_bar(qtbot: QtBot) -> None:
    drawn: list[QPixmap] = []
    condition = Condition("library-computer", Twin.ACCESSIBLE, "a", ppd=37.8, text_px=20)
    address = load_library().form("library-computer").url_of("your-details")
    parent = QObject()
    FormPictures(parent).draw([(condition, address)], lambda _place, picture: drawn.append(picture))
    qtbot.waitUntil(lambda: bool(drawn), timeout=60_000)
    assert_no_bar(drawn[0].toImage())


def test_what_visitors_look_at_has_no_scroll_bar() -> None:
    items = [item for spot_set in spotting_sets() for item in spot_set.items if item.kind is Kind.PICTURE]
    for item in items:
        assert_no_bar(QImage(str(item.picture)))


def assert_no_bar(picture: QImage) -> None:
    """Each line of the page is at its right edge what it is further in: paper, or a band across the whole of it."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    assert np.array_equal(lines[:, -2], lines[:, -_BAR_PX])
