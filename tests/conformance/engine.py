"""One page in the engine with the reader's script in it: load a file, ask it something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from empathylab.ui.page.allowed import Allowed, GatedProfile
from empathylab.ui.page.channel import ISOLATED_WORLD, inject
from empathylab.ui.reader.reader_script import reader_script, take_internals_down
from support.gone_pages import let_go


class _QuietPage(QWebEnginePage):
    """Their pages look for a harness that is not there, and say so."""

    def javaScriptConsoleMessage(self, *_: object) -> None:  # noqa: N802 - Qt's name
        """Not on the test's output."""


class Engine:
    """Load pages one after another and run scripts in the reader's world."""

    def __init__(self, more: str = "", address: str = "file:///") -> None:
        self._profile = GatedProfile(Allowed([address]))
        self.page = _QuietPage(self._profile)
        take_internals_down(self.page)
        inject(self.page, "lab-reader", reader_script() + more, QWebEngineScript.InjectionPoint.DocumentCreation)

    def load(self, page: Path | str) -> None:
        """A file, or an address."""
        loop = QEventLoop()
        self.page.loadFinished.connect(loop.quit)
        self.page.load(QUrl.fromLocalFile(str(page.resolve())) if isinstance(page, Path) else QUrl(page))
        QTimer.singleShot(60_000, loop, loop.quit)
        loop.exec()
        self.page.loadFinished.disconnect(loop.quit)

    def ask(self, source: str, world: int = ISOLATED_WORLD.value) -> Any:
        """The value of an expression, which must be JSON."""
        answers: list[str] = []
        loop = QEventLoop()
        self.page.runJavaScript(
            f"JSON.stringify((() => {{ {source} }})())", world, lambda answer: (answers.append(answer), loop.quit())
        )
        QTimer.singleShot(60_000, loop, loop.quit)
        loop.exec()
        return json.loads(answers[0]) if answers and answers[0] else None

    def close(self) -> None:
        let_go(self.page, self._profile)
