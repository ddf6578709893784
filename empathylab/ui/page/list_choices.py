"""Tells another screen reader at this computer which option of a page's list the arrow keys have come to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.words import visible
from empathylab.ui.page.channel import inject, publish
from empathylab.ui.page.scripts import script

#: Nobody listens to more of one option.
_MOST_LETTERS = 200


class ListChoices(QObject):
    """`made`: the words of an option, each time it is another. They go nowhere but to that reader."""

    made = Signal(str)

    def attach(self, page: QWebEnginePage) -> None:
        """Listen to every document of this page from now on."""
        publish(page, "choices", self)
        inject(page, "lab-choices", script("page-choices.js"))

    @Slot(str)
    def tell(self, label: str) -> None:
        """From the page."""
        if words := visible(label[:_MOST_LETTERS]).strip():
            self.made.emit(words)
