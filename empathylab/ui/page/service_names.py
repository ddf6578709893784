"""What a service's pages and fields are called in records: by numbers, and by names that the task's file gives.

A page's own names, ids, titles and addresses stay where they are: its script tells places and counts alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase

from PySide6.QtCore import QUrl

from empathylab.domain.service import Service
from empathylab.ui.page.page_facts import (
    METERS,
    Ended,
    ErrorsShown,
    Focused,
    Left,
    PageFact,
    Sent,
    ShiftPressed,
    Shown,
    facts_of,
    number_in,
)
from empathylab.ui.page.scheme import SCHEME
from empathylab.ui.page.scripts import script

#: More pages than a person sees in a visit: an address that is another one each time would fill the memory.
_MOST_PAGES = 500
#: Fragments that are the address of a page.
_ROUTES = ("/", "!")
_SORTS = ("field", "link", "button", "part")
_FINISHED = Ended("completed")


class ServiceNames:
    """One run at a service, from its first page on."""

    def __init__(self, service: Service) -> None:
        self._finished_when = service.finished_when
        self._named = tuple(_names(service))
        self._pages: dict[str, int] = {}
        self._page = 0
        self._is_finished = False
        self._read: Mapping[str, Callable[[Mapping[str, object]], PageFact | None]] = {
            "focused": lambda facts: Focused(self._name(facts), facts.get("is_form_field") is True),
            "left": lambda facts: Left(self._name(facts)),
            "errors": lambda facts: ErrorsShown(number_in(facts, "count", 1)),
            "submit": lambda facts: Sent(),
            "shift": lambda facts: ShiftPressed(facts.get("is_used") is True),
            "finished": lambda facts: self._finish(),
            **METERS,
        }

    @property
    def script(self) -> str:
        """For the isolated world of every document, before the probe's own."""
        fields = [{"label": label, "selector": selector} for _id, label, selector in self._named]
        wish = {
            "fields": fields,
            "heading": self._finished_when.heading,
            "selector": self._finished_when.selector,
        }
        return f"globalThis.labServiceWish = {json.dumps(wish)};\n{script('service.js')}"

    def fact_from(self, kind: str, text: str) -> PageFact | None:
        """One fact from the page; None for what is none, and for what only the lab's own forms tell."""
        read, facts = self._read.get(kind), facts_of(text)
        return read(facts) if read is not None and facts is not None else None

    def turn_to(self, address: QUrl) -> tuple[PageFact, ...]:
        """The page is at this address now: another page, the end, both or neither."""
        if address.scheme() in ("", "about", "data", SCHEME.decode()):
            return ()
        path = _without_query(address)
        if path not in self._pages and len(self._pages) < _MOST_PAGES:
            self._pages[path] = len(self._pages) + 1
        before, self._page = self._page, self._pages.get(path, _MOST_PAGES)
        found: list[PageFact | None] = [Shown(f"page-{self._page}")] if self._page != before else []
        if _matches(self._finished_when.address, path):
            found.append(self._finish())
        return tuple(fact for fact in found if fact is not None)

    def _finish(self) -> PageFact | None:
        """Once in a run."""
        was_finished, self._is_finished = self._is_finished, True
        return None if was_finished else _FINISHED

    def _name(self, facts: Mapping[str, object]) -> str:
        named = facts.get("named")
        if type(named) is int and 0 <= named < len(self._named):
            return self._named[named][0]
        sort = facts.get("sort")
        kind = sort if sort in _SORTS else _SORTS[-1]
        return f"page-{max(1, self._page)}-{kind}-{number_in(facts, 'place', 0)}"


def field_names(service: Service) -> tuple[str, ...]:
    """By which the page's script tells of a field: its place among them."""
    return tuple(field for field, _label, _selector in _names(service))


def _names(service: Service) -> Iterable[tuple[str, str, str]]:
    """Id, label and selector of each field that has a name, from the task's file and then from its cards."""
    known = [field.id for field in service.fields]
    yield from ((field.id, field.label, field.selector) for field in service.fields)
    lines = {line.field: line.label for card in service.cards.values() for line in card}
    yield from ((field, label, "") for field, label in lines.items() if field not in known)


def _without_query(address: QUrl) -> str:
    """A fragment that leads through a page of many is part of it."""
    fragment = address.fragment()
    shown = address.toString().split("#")[0].split("?")[0]
    return f"{shown}#{fragment.split('?')[0]}" if fragment.startswith(_ROUTES) else shown


def _matches(pattern: str, path: str) -> bool:
    """The whole address, or what follows the host."""
    rest = path.split("://", 1)[-1]
    return bool(pattern) and any(fnmatchcase(each, pattern) for each in (path, rest[rest.find("/") :]))
