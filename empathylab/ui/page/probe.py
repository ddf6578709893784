"""What the page tells the lab: ids, counts and places. Whatever does not look like one is dropped.

A page brought by a visitor could try to pass words off as an id; only short slugs get through, so nothing typed
can reach the records this way.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.events import (
    BarrierMet,
    ErrorShown,
    FieldFocused,
    FieldLeft,
    PageShown,
    Recorder,
    SubmitTried,
)
from empathylab.ui.page.channel import inject, publish

_SLUG = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,47}")
_MAX_MESSAGE_CHARS = 2_000
_MAX_COUNT = 1_000


class Probe(QObject):
    """The page's own account of what happens on it: recorded, and told to the screens where they follow it."""

    #: The id of the field or link that has the focus now.
    field_focused = Signal(str)
    page_shown = Signal(str)
    completed = Signal()
    drawn_once = Signal()
    looked_at = Signal(QRectF)
    help_taken = Signal(str)
    #: Whether the page itself does something at Shift.
    shift_used = Signal(bool)

    def __init__(self, recorder: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._met: set[str] = set()

    def attach(self, page: QWebEnginePage, assets: Path) -> None:
        """Listen to every document of this page from now on."""
        publish(page, "probe", self)
        inject(page, "lab-probe", (assets / "js" / "probe.js").read_text(encoding="utf-8"))

    @Slot(str, str)
    def tell(self, kind: str, facts_text: str) -> None:
        """One fact from the page."""
        facts = _facts(facts_text)
        hear = _HEARD.get(kind)
        if hear is not None and facts is not None:
            hear(self, facts)

    @Slot(str)
    def look(self, place_text: str) -> None:
        """Where the focused element is, in CSS px; an empty list when nothing has the focus."""
        place = _json(place_text)
        if isinstance(place, list) and len(place) == 4 and all(isinstance(number, int) for number in place):
            self.looked_at.emit(QRectF(*place))
        else:
            self.looked_at.emit(QRectF())

    @Slot()
    def drawn(self) -> None:
        """The page's first picture has been made."""
        self.drawn_once.emit()

    def _focused(self, facts: dict[str, Any]) -> None:
        field = _slug(facts.get("field"))
        self._recorder.record(FieldFocused(field, is_form_field=facts.get("is_form_field") is True))
        self.field_focused.emit(field)

    def _left(self, facts: dict[str, Any]) -> None:
        self._recorder.record(FieldLeft(_slug(facts.get("field"))))

    def _page(self, facts: dict[str, Any]) -> None:
        name = _slug(facts.get("page"))
        self._met.clear()
        self._recorder.record(PageShown(name))
        self.page_shown.emit(name)

    def _errors(self, facts: dict[str, Any]) -> None:
        count = facts.get("count")
        known = count if isinstance(count, int) and not isinstance(count, bool) else 1
        self._recorder.record(ErrorShown(max(0, min(_MAX_COUNT, known))))

    def _submit(self, _facts: dict[str, Any]) -> None:
        self._recorder.record(SubmitTried())

    def _barrier(self, facts: dict[str, Any]) -> None:
        name = _slug(facts.get("id"))
        if name and name not in self._met:
            self._met.add(name)
            self._recorder.record(BarrierMet(name))

    def _timeout(self, _facts: dict[str, Any]) -> None:
        self._barrier({"id": "timeout"})

    def _help(self, facts: dict[str, Any]) -> None:
        self.help_taken.emit(_slug(facts.get("id")))

    def _shift(self, facts: dict[str, Any]) -> None:
        self.shift_used.emit(facts.get("is_used") is True)

    def _outcome(self, facts: dict[str, Any]) -> None:
        if facts.get("outcome") == "completed":
            self.completed.emit()


_HEARD = {
    "focused": Probe._focused,
    "left": Probe._left,
    "page": Probe._page,
    "errors": Probe._errors,
    "submit": Probe._submit,
    "barrier": Probe._barrier,
    "timeout": Probe._timeout,
    "help": Probe._help,
    "shift": Probe._shift,
    "outcome": Probe._outcome,
}


def _json(text: str) -> Any:
    if len(text) > _MAX_MESSAGE_CHARS:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _facts(text: str) -> dict[str, Any] | None:
    facts = _json(text)
    return facts if isinstance(facts, dict) else None


def _slug(value: Any) -> str:
    return value if isinstance(value, str) and _SLUG.fullmatch(value) else ""
