"""What a page itself asks for before its form begins, counted in the page."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.reader.keystroke_cost import Price
from empathylab.ui.page.asking import ask
from empathylab.ui.page.scripts import call, script


def ask_price(page: QWebEnginePage, then: Callable[[Price], None], asker: QObject) -> None:
    """Give `then` the price of a page as it has opened, by the keyboard alone; nothing where it has no field."""

    def answered(told: object) -> None:
        price = price_from(told)
        if price is not None:
            then(price)

    ask(page, script("page-price.js") + call("labPrice.ways"), answered, asker)


def price_from(told: object) -> Price | None:
    """The page's answer; None for anything but counts."""
    try:
        ways = json.loads(told) if isinstance(told, str) else None
    except ValueError:
        return None
    if not isinstance(ways, dict) or not _is_count(ways.get("tab")):
        return None
    skip_link = ways.get("skip_link")
    return Price(tab=ways["tab"], skip_link=skip_link if _is_count(skip_link) else None)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000
