"""What the page tells the lab: ids, counts and places. Whatever does not look like one is dropped.

A page brought by a visitor could try to pass words off as an id; only short slugs get through, so nothing typed
can reach the records this way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import (
    BarrierMet,
    ErrorShown,
    FieldFocused,
    FieldLeft,
    PageShown,
    SubmitTried,
    Surprised,
    VagueWordsSeen,
)
from empathylab.ui.page.channel import inject, publish
from empathylab.ui.page.page_facts import (
    Ended,
    ErrorsShown,
    Focused,
    HelpUsed,
    Left,
    Met,
    PageFact,
    Sent,
    ShiftPressed,
    Shown,
    Unannounced,
    VagueWords,
    fact_from,
    place_from,
)
from empathylab.ui.page.page_meters import meters_script

_MOST_MEMORY_CHARS = 50_000


class Probe(QObject):
    """Records what happens on a page as the page itself tells it, and tells the screens where they follow it."""

    #: The id of the field or link that has the focus now.
    field_focused = Signal(str)
    page_shown = Signal(str)
    completed = Signal()
    drawn_once = Signal()
    looked_at = Signal(QRectF)
    help_taken = Signal(str)
    #: Something was written or chosen without a key.
    written_in = Signal()
    #: An `Unannounced` or `VagueWords`, for a team at its own page.
    metered = Signal(object)
    #: Whether the page itself does something at Shift.
    shift_used = Signal(bool)

    def __init__(
        self,
        recorder: Recorder,
        parent: QObject | None = None,
        read: Callable[[str, str], PageFact | None] = fact_from,
    ) -> None:
        super().__init__(parent)
        self._recorder, self._read = recorder, read
        self._met: set[str] = set()
        self._memory = ""

    def attach(self, page: QWebEnginePage, assets: Path) -> None:
        """Listen to every document of this page from now on."""
        publish(page, "probe", self)
        inject(page, "lab-probe", (assets / "js" / "probe.js").read_text(encoding="utf-8"))
        inject(page, "lab-meters", meters_script())

    @Slot(str, str)
    def tell(self, kind: str, facts_text: str) -> None:
        """One fact from the page."""
        fact = self._read(kind, facts_text)
        if fact is not None:
            self.hear(fact)

    @Slot(str)
    def look(self, place_text: str) -> None:
        """Where the focused element is, in CSS px; an empty list when nothing has the focus."""
        self.looked_at.emit(QRectF(*place_from(place_text)))

    @Slot()
    def written(self) -> None:
        """Somebody wrote without a key; never what, nor where."""
        self.written_in.emit()

    @Slot(str)
    def keep(self, memory: str) -> None:
        """What the meters of the next document have to know of this one: never read here, and gone with the run."""
        self._memory = memory[:_MOST_MEMORY_CHARS]

    @Slot(result=str)
    def recall(self) -> str:
        """What was kept last."""
        return self._memory

    @Slot()
    def drawn(self) -> None:
        """The page's first picture has been made."""
        self.drawn_once.emit()

    def hear(self, fact: PageFact) -> None:
        """Record it, and tell it on."""
        match fact:
            case Focused(field, is_form_field):
                self._recorder.record(FieldFocused(field, is_form_field=is_form_field))
                self.field_focused.emit(field)
            case Left(field):
                self._recorder.record(FieldLeft(field))
            case Shown(page):
                self._met.clear()
                self._recorder.record(PageShown(page))
                self.page_shown.emit(page)
            case ErrorsShown(count):
                self._recorder.record(ErrorShown(count))
            case Sent():
                self._recorder.record(SubmitTried())
            case Met(barrier):
                self._meet(barrier)
            case HelpUsed(help_id):
                self.help_taken.emit(help_id)
            case ShiftPressed(is_used):
                self.shift_used.emit(is_used)
            case Unannounced(kind):
                self._recorder.record(Surprised(kind))
                self.metered.emit(fact)
            case VagueWords(count):
                self._recorder.record(VagueWordsSeen(count))
                self.metered.emit(fact)
            case Ended(outcome):
                if outcome == "completed":
                    self.completed.emit()

    def _meet(self, barrier: str) -> None:
        if barrier and barrier not in self._met:
            self._met.add(barrier)
            self._recorder.record(BarrierMet(barrier))
