"""The page with its stops numbered and joined in the order of Tab; what only a pointer reaches is marked apart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QImageWriter, QPainter, QPen

from empathylab.cost.page import CostPage
from empathylab.cost.prepared_page import PreparedPage
from empathylab.domain.errors import InputError
from empathylab.reader.page_messages import Box
from empathylab.ui.reader.read_request import PageContent

_STOP, _UNREACHED, _PAPER = QColor("#1d4ed8"), QColor("#b3261e"), QColor("#ffffff")
_BADGE_PX, _LINE_PX = 24.0, 2.5


def save_stops(content: PageContent, path: Path) -> None:
    """Write the picture of a page that was priced with one. Raises OSError, InputError: it cannot be written there."""
    assert content.cost is not None
    picture, encoded = draw_stops(content.cost, content.picture or QImage()), QBuffer()
    encoded.open(QIODevice.OpenModeFlag.WriteOnly)
    # What QImage's own `save` is given as bytes it refuses, whatever its stub says.
    writer = QImageWriter(encoded, QByteArray(path.suffix.removeprefix(".").encode()))
    if picture.isNull() or not writer.write(picture):
        raise InputError(f"The picture cannot be written to {path}.", "Name a PNG file in a folder that is there.")
    path.write_bytes(encoded.data().data())


def draw_stops(page: CostPage, picture: QImage) -> QImage:
    """A copy with the stops drawn over it; boxes are CSS pixels, the picture may have more for each."""
    drawn = picture.convertToFormat(QImage.Format.Format_RGB32)
    if drawn.isNull():
        return drawn
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(*[drawn.width() / page.width_px] * 2)
    _draw(painter, PreparedPage(page))
    painter.end()
    return drawn


def _draw(painter: QPainter, prepared: PreparedPage) -> None:
    boxes = [(number, box) for number, stop in enumerate(prepared.page.stops, start=1) if (box := prepared.box(stop))]
    painter.setPen(QPen(_STOP, _LINE_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for (_, one), (_, other) in pairwise(boxes):
        painter.drawLine(_corner(one), _corner(other))
    for number, box in boxes:
        _frame(painter, box, _STOP, Qt.PenStyle.SolidLine)
        _badge(painter, box, str(number), _STOP)
    for box in unreached(prepared):
        _frame(painter, box, _UNREACHED, Qt.PenStyle.DashLine)
        _badge(painter, box, "✕", _UNREACHED)


def unreached(prepared: PreparedPage) -> list[Box]:
    """What a pointer reaches and Tab does not: what hears a click, and controls that it never came to."""
    groups = {prepared.controls[stop].group for stop in prepared.page.stops if stop in prepared.controls}
    passed_over = (
        one.id
        for one in prepared.controls.values()
        if one.id not in prepared.stop_places and not (one.group and one.group in groups)
    )
    boxes = [one.box for one in prepared.pressables.values()]
    return boxes + [box for node in passed_over if (box := prepared.box(node)) is not None]


def _corner(box: Box) -> QPointF:
    return QPointF(max(_BADGE_PX / 2, box.x), max(_BADGE_PX / 2, box.y))


def _frame(painter: QPainter, box: Box, colour: QColor, style: Qt.PenStyle) -> None:
    painter.setPen(QPen(colour, _LINE_PX, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(*box), 4, 4)


def _badge(painter: QPainter, box: Box, words: str, colour: QColor) -> None:
    """A number in a disc with a white edge, so that it shows on any page."""
    place = QRectF(0, 0, max(_BADGE_PX, 10.0 * len(words) + 6), _BADGE_PX)
    place.moveCenter(_corner(box))
    painter.setPen(QPen(_PAPER, 2))
    painter.setBrush(QBrush(colour))
    painter.drawRoundedRect(place, _BADGE_PX / 2, _BADGE_PX / 2)
    font = QFont()
    font.setPixelSize(14)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_PAPER)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
