"""What each form of a visit asks for before its first field is reached."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from empathylab.domain.session import RunKind
from empathylab.reader.keystroke_cost import Price
from empathylab.ui.page.page_price import ask_price
from empathylab.ui.run.run_view import RunView


class FormPrices(QObject):
    """The price of each run's first page, by the ways there are; `run` is the run in hand."""

    def __init__(self, view: RunView, run: Callable[[], RunKind | None], parent: QObject) -> None:
        super().__init__(parent)
        self.of_runs: dict[RunKind, Price] = {}
        self._view, self._run = view, run
        view.page_priced.connect(self._price)
        view.ready.connect(self._ask)

    def _ask(self) -> None:
        """Where a reader reads the page, it tells the price itself, with the ways that only it has."""
        if self._run() is not None and self._view.page is not None and not self._view.is_reading:
            ask_price(self._view.page, self._price, self)

    def _price(self, price: Price) -> None:
        run = self._run()
        if run is not None:
            self.of_runs.setdefault(run, price)
