"""A page priced beside the screen: opened where nobody sees it, told when it is done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QImage

from empathylab.cost.page_cost import PageBefore, PageCost, price_page
from empathylab.ui.page import load_faults, way_out
from empathylab.ui.reader.page_load import PageLoad
from empathylab.ui.reader.page_reader import MOST_HOPS
from empathylab.ui.reader.read_request import PageContent, ReadRequest
from empathylab.ui.reader.stops_picture import draw_stops


@dataclass(frozen=True, slots=True)
class PriceAndPicture:
    """What a page costs, and the page with its stops drawn."""

    cost: PageCost
    picture: QImage


class PricedPage(QObject):
    """A page that is opened out of sight and priced.

    Exactly one of `done` (a `PriceAndPicture`) and `failed` (a `LabError`) follows on `begin`; a second one lets the
    first go.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._load: PageLoad | None = None
        self._request = ReadRequest()
        self._shown, self._hops, self._address = "", 0, QUrl()
        self._next: QUrl | None = None
        self._before: PageBefore | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a page is being priced."""
        return self._load is not None

    def begin(self, address: QUrl, shown: str, request: ReadRequest, after: QUrl | None = None) -> None:
        """Open it, and before it the page that it comes `after`; `shown` is what a person called it.

        LabError: the lab cannot keep it to its own addresses.
        """
        way_out.require()
        self.stop()
        self._shown, self._request = shown, request
        self._next, self._before = address if after else None, None
        self._open_first(after or address)

    def _open_first(self, address: QUrl) -> None:
        self._request, self._hops = replace(self._request, is_unhurried=False), 0
        self._open(address)

    def stop(self) -> None:
        """Let go of the page that is being opened."""
        load, self._load = self._load, None
        if load is not None:
            load.let_go()

    def _open(self, address: QUrl) -> None:
        self._hops += 1
        self._address = address
        self._load = PageLoad(address, self._shown, self._request)
        # Not within the page's own answer, which the page has to outlive.
        self._load.ended.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self._load.start()

    def _ended(self) -> None:
        load = self._load
        if load is None:
            return
        self.stop()
        if load.content is not None:
            self._tell(load.content)
        elif load.error is not None:
            self.failed.emit(load.error)
        elif load.was_hurried:
            self._request = replace(self._request, is_unhurried=True)
            self._open(self._address)
        elif self._hops < MOST_HOPS:
            self._open(load.led_on)
        else:
            self.failed.emit(load_faults.led_in_circles(self._shown))

    def _tell(self, content: PageContent) -> None:
        assert content.cost is not None
        if self._next is not None:
            self._before, following, self._next = PageBefore(self._address.toString(), content.cost), self._next, None
            self._open_first(following)
            return
        cost = price_page(self._shown, content.cost, self._before)
        self.done.emit(PriceAndPicture(cost, draw_stops(content.cost, content.picture or QImage())))
