"""Loads a page where nobody sees it and hands over what a reader would find there."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QUrl

from empathylab.domain.errors import InputError
from empathylab.files.layers import Layers, layers_over
from empathylab.ui.page import load_faults, way_out
from empathylab.ui.page.scheme import address_of_form
from empathylab.ui.reader.page_load import PageLoad
from empathylab.ui.reader.read_request import PageContent, ReadRequest

#: A server that leads further than this leads nowhere.
MOST_HOPS = 10


def address_of(page: str, layers: Layers | None = None) -> QUrl:
    """A file's or an http(s) page's address.

    Of the lab's own forms, the one that visitors meet them at, where their scripts may run. InputError: neither, or
    there is no such file.
    """
    if page.lower().startswith(("http://", "https://")):
        # Browsers open what has a stray percent sign or a space in it.
        url = QUrl(page.strip(), QUrl.ParsingMode.TolerantMode)
        if not url.isValid() or not url.host():
            raise InputError(f"'{page}' is not a complete address.", "Write it like https://example.org/form.")
        return url
    url = QUrl(page if page.lower().startswith("file:") else "")
    path = Path(url.toLocalFile() if url.isLocalFile() else page)
    if page and _is(path, stat.S_ISDIR):
        raise InputError(f"'{page}' is a folder.", "Name an HTML file in it.")
    if not _is(path, stat.S_ISREG):
        raise InputError(f"There is no file '{page}'.", "For a page on the web, write the whole address with https://.")
    found = address_of_form(path, layers or layers_over()) or QUrl.fromLocalFile(str(path.resolve()))
    if url.hasQuery():
        found.setQuery(url.query())
    if url.hasFragment():
        found.setFragment(url.fragment())
    return found


def _is(path: Path, kind: Callable[[int], bool]) -> bool:
    """What cannot be looked at (too long a name, one with a zero in it) is not there."""
    try:
        return kind(path.stat().st_mode)
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """A page as it was read, and the address that its server led to, empty when that is the one that was given."""

    content: PageContent
    led_to: str = ""


def load_page(page: str, request: ReadRequest | None = None) -> ReadOutcome:
    """Open a file or address off screen and return what it holds once it has come to rest. Needs a QApplication.

    Where its server leads on to another address, that is read: a person gave the first. InputError: no such page, not
    HTML, a login is needed, it never comes to rest, and so on (`load_faults`). MachineError: the engine failed, or
    the lab cannot keep the page to its own addresses.
    """
    request = request or ReadRequest()
    asked = address_of(page, request.layers)
    address, shown = asked, page
    way_out.require()
    for _ in range(MOST_HOPS):
        load = PageLoad(address, shown, request)
        try:
            load.run()
        finally:
            load.close()
        if load.error is not None:
            raise load.error
        if load.content is not None:
            return _outcome(page, asked, load.content, load.last_address)
        if load.was_hurried:
            request = replace(request, is_unhurried=True)
            continue
        address = load.led_on
        shown = load_faults.led_on_from(page, address.toDisplayString())
    raise load_faults.led_in_circles(page)


def _outcome(page: str, asked: QUrl, content: PageContent, last: QUrl) -> ReadOutcome:
    """InputError: what came in place of the page that was asked for wants a password."""
    if not asked.scheme().startswith("http") or _place(asked) == _place(last):
        return ReadOutcome(content)
    led_to = last.toDisplayString()
    if any("protected" in node.states for node in content.page.nodes):
        raise load_faults.asks_for_password(page, led_to)
    return ReadOutcome(content, led_to)


def _place(url: QUrl) -> tuple[str, int, str]:
    return url.host(), url.port(), url.path().rstrip("/")
