"""Looks at a page for a team: where somebody is in it, and what axe-core finds."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.moments import AxeViolation, PagePlace
from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script

_PACKAGE = "axe_playwright_python"
#: Of one look.
MOST_ASKS = 100
_ASK = call("labAudit.told")
#: What it tells of a page that would stand still for seconds, and is looked at only when nobody uses it any more.
_TOO_LARGE = "too large"
_FOUND_NOTHING = "It found nothing. Much of what hurts it cannot see."
#: After a page has come, or has changed its own address, until axe-core looks: what it fills in later is there then.
_REST_MS = 1_000
_ASK_EVERY_MS = 100
_CRITERION_TAG = re.compile(r"wcag(\d)(\d)(\d+)")


def axe_source() -> str:
    """axe-core's script, out of the package that ships it; empty when the extra `audit` is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return ""
    axe = Path(found.origin).with_name("axe.min.js")
    return axe.read_text(encoding="utf-8") if axe.is_file() else ""


def ask_place(page: QWebEnginePage, cursor: int | None, answer: Callable[[PagePlace], object], asker: QObject) -> None:
    """Where in the page somebody is: at the reader's cursor, else at the focus. Without anything entered."""
    source = script("page-place.js") + call("labPlace.at", cursor)

    def take(told: object) -> None:
        answer(PagePlace(**json.loads(told)) if isinstance(told, str) and told else PagePlace("", "", ""))

    ask(page, source, take, asker)


class PageAudits(QObject):
    """Has axe-core look at every page that somebody comes to; `finished` after the last look."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page: QWebEnginePage | None = None
        self._visited: dict[str, tuple[AxeViolation, ...] | None] = {}
        self._asks = 0
        self._is_last = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._ask = QTimer(self, interval=_ASK_EVERY_MS)
        self._ask.timeout.connect(self._ask_page)

    @property
    def is_finishing(self) -> bool:
        """Whether the last look is under way."""
        return self._is_last

    @property
    def findings(self) -> tuple[AxeViolation, ...]:
        """Page by page, in the order in which they were come to."""
        return tuple(each for found in self._visited.values() for each in found or ())

    @property
    def told(self) -> str:
        """How axe-core looked, in a sentence."""
        missed = [address for address, found in self._visited.items() if found is None]
        looked = len(self._visited) - len(missed)
        words = f"axe-core looked at {looked} of {len(self._visited)} pages." if missed else _looked(looked)
        words = words if self.findings or not looked else f"{words} {_FOUND_NOTHING}"
        return f"{words} Not at {', '.join(missed)}: too large, or too little time there." if missed else words

    def watch(self, page: QWebEnginePage) -> None:
        """Look at this page and those that follow it."""
        self.forget()
        self._page = page
        page.loadFinished.connect(self._come_to)
        page.urlChanged.connect(self._come_to)

    def forget(self) -> None:
        """Nothing is looked at any more, and nothing is known."""
        self._rest.stop()
        self._ask.stop()
        self._page, self._is_last = None, False
        self._visited.clear()

    def finish(self) -> None:
        """A last look at the page in front, as it is now."""
        self._is_last = True
        self._rest.stop()
        self._come_to()
        self._look()

    @Slot()
    def _come_to(self, *_: object) -> None:
        address = self._address
        if address and self._page is not None:
            self._visited.setdefault(address, None)
            if not self._is_last:
                self._rest.start()

    @property
    def _address(self) -> str:
        """A form may have put answers behind the address."""
        return "" if self._page is None else re.split(r"[?#]", self._page.url().toString())[0]

    def _look(self) -> None:
        """In the isolated world, where no policy of the page stops it."""
        if self._page is not None:
            self._page.runJavaScript(
                axe_source() + script("page-audit.js") + call("labAudit.look", self._is_last), ISOLATED_WORLD.value
            )
            self._asks = 0
            self._ask.start()

    def _ask_page(self) -> None:
        address = self._address
        self._asks += 1
        if self._page is None or self._asks > MOST_ASKS:
            self._end_look()
            return
        ask(self._page, _ASK, lambda told: self._take(address, told), self)

    def _take(self, address: str, told: object) -> None:
        if not isinstance(told, str) or not told or address != self._address or not self._ask.isActive():
            return
        if told == _TOO_LARGE:
            if not self._is_last:  # Else it was asked before the last look.
                self._ask.stop()
            return
        self._visited[address] = tuple(_finding(address, each) for each in json.loads(told))
        self._end_look()

    def _end_look(self) -> None:
        self._ask.stop()
        if self._is_last:
            self._is_last = False
            self.finished.emit()


def _looked(pages: int) -> str:
    return "axe-core looked at the page." if pages == 1 else f"axe-core looked at all {pages} pages."


def _finding(address: str, told: dict[str, Any]) -> AxeViolation:
    criteria = tuple(".".join(found.groups()) for tag in told["tags"] if (found := _CRITERION_TAG.fullmatch(tag)))
    impact = str(told["impact"] or "not rated")
    return AxeViolation(address, str(told["id"]), str(told["help"]), impact, criteria, tuple(map(str, told["targets"])))
