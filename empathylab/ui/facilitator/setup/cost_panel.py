"""What a page costs, as a table and as a picture of its stops; for the lab's own forms and a team's page alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from empathylab.cost.figures import figures
from empathylab.cost.prepared_page import FIRST_FIELD, MAIN, WAY_ON
from empathylab.cost.way_model import TargetPrice, WayCost
from empathylab.domain.errors import LabError
from empathylab.domain.words import how_many
from empathylab.files.layers import Layers
from empathylab.ui.facilitator.controls.form_controls import live_text, put, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Card, text
from empathylab.ui.reader.priced_page import PriceAndPicture, PricedPage
from empathylab.ui.reader.read_request import ReadRequest

HEADINGS = ("How it is used", "To the main content", "To the first field", "To the way on", "Out of reach")
_TARGETS = (MAIN, FIRST_FIELD, WAY_ON)
_MODELS = "These come from models, not from people: they say which page costs more, and about how much."
_PICTURE = "Numbers are the stops of the Tab key, in order. What is crossed, a mouse reaches and Tab does not."
_MOST_WIDE_PX = 900


class CostPanel(QObject):
    """Its `parts` stand in a page of their own accord, empty until `price`; `shown` when they are not."""

    shown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = PricedPage(self)
        self._page.done.connect(self._show)
        self._page.failed.connect(self._fail)
        self.said = live_text()
        self.table = TextTable("What the page costs")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.unreached = text("")
        self.costs = Card(text(_MODELS, "small"), self.unreached, self.table)
        self.stops = Card(text(_PICTURE, "small"), self.picture)
        self.parts: tuple[QWidget, ...] = (self.said, self.costs, self.stops)
        self._hide()

    def price(self, address: QUrl, shown: str, layers: Layers, after: QUrl | None = None) -> None:
        """Open the page, and the one that it comes `after`, where nobody sees them and show what it costs."""
        self._hide()
        try:
            self._page.begin(address, shown, ReadRequest(is_priced=True, is_pictured=True, layers=layers), after)
        except LabError as error:
            self._fail(error)
            return
        say(self.said, "One moment: the page is opened and every key is tried.")

    @property
    def is_busy(self) -> bool:
        return self._page.is_busy

    def _hide(self) -> None:
        for card in (self.costs, self.stops):
            card.hide()

    def _fail(self, error: LabError) -> None:
        say(self.said, str(error), "bad")

    def _show(self, priced: PriceAndPicture) -> None:
        rows = [_cells(way) for way in priced.cost.ways]
        self.table.fill(HEADINGS, rows)
        put(self.unreached, "\n".join([*_out_of_reach(priced.cost.ways), *priced.cost.remarks()]))
        self._show_picture(priced.picture)
        for card in (self.costs, self.stops):
            card.show()
        age, plain = priced.cost.reading_age, figures().reading_age
        hard = f" Its words are for readers of {age:.0f}; write for {plain:.0f}." if age > plain else ""
        say(self.said, f"Priced in ten ways.{hard}")
        self.shown.emit()

    def _show_picture(self, picture: QImage) -> None:
        if picture.isNull():
            self.picture.setText("There is no picture of this page.")
            return
        wide = min(theme.current().px(_MOST_WIDE_PX), picture.width())
        shown = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        self.picture.setPixmap(QPixmap.fromImage(shown))
        self.picture.setAccessibleName("A picture of the page with its stops numbered")


def _cells(way: WayCost) -> list[str]:
    found = {one.target: one for one in way.to}
    prices = (_price(found.get(target)) for target in _TARGETS)
    return [_sentence(way.title), *prices, str(len(way.unreachable) or "–")]


def _out_of_reach(ways: Sequence[WayCost]) -> list[str]:
    """What cannot be reached by its names, the ways that cannot reach the same in one line."""
    by_names: dict[tuple[str, ...], list[str]] = {}
    for way in ways:
        if way.unreachable:
            by_names.setdefault(way.unreachable, []).append(way.title)
    return [f"Out of reach, {', '.join(titles)}: {', '.join(names)}." for names, titles in by_names.items()]


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _price(one: TargetPrice | None) -> str:
    if one is None:
        return "–"
    presses = f"{how_many(one.presses, 'press', 'presses')}, " if one.presses else ""
    return f"{presses}{one.seconds:.0f} s"
