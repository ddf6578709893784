"""The check of a form's own HTML: what the content policy refuses, and links that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from empathylab.domain.errors import Fault
from empathylab.files.durable import LARGEST_TEXT_BYTES, read_small_text
from empathylab.files.layers import holds

_LINKS = ("href", "src", "action", "data-back")


class _Page(HTMLParser):
    """What is looked at of a page: links, what would run, and what the body says of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.refused: list[tuple[int, str]] = []
        self.body: dict[str, str] = {}
        self.asks: set[str] = set()
        self._script_line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        self.links += [(line, named[name]) for name in _LINKS if name in named]
        self.refused += [(line, f"the attribute {name} would run a script") for name in named if name.startswith("on")]
        self._script_line = line if tag == "script" and "src" not in named else 0
        if tag == "body":
            self.body = named
        if "data-question" in named:
            self.asks.add(named["data-question"])

    def handle_data(self, data: str) -> None:
        if self._script_line and data.strip():
            self.refused.append((self._script_line, "a script must be a file of its own"))
            self._script_line = 0


def page_faults(path: Path, kind: str, assets: Path) -> Iterator[tuple[int, Fault]]:
    """The faults of a page of a form or a barrier, each with its line, 0 where it is about the whole page."""
    page = _Page()
    try:
        if path.stat().st_size > LARGEST_TEXT_BYTES:
            yield 0, Fault("the page", f"is larger than {LARGEST_TEXT_BYTES // 1_000_000} MB")
            return
        page.feed(read_small_text(path, LARGEST_TEXT_BYTES))
    except (OSError, ValueError, AssertionError):
        yield 0, Fault("the page", "must be HTML in UTF-8")
        return
    yield from ((line, Fault("refused", words)) for line, words in page.refused)
    for line, link in page.links:
        if problem := _link_problem(link, path.parent, kind, assets):
            yield line, Fault(link[:80], problem)
    if kind == "tasks":
        yield from _of_body(page.body, path)


def asked_on(path: Path) -> set[str]:
    """The ids of the questions on a page; none where it cannot be read."""
    page = _Page()
    try:
        page.feed(read_small_text(path, LARGEST_TEXT_BYTES))
    except (OSError, ValueError, AssertionError):
        return set()
    return page.asks


def _of_body(body: dict[str, str], path: Path) -> Iterator[tuple[int, Fault]]:
    for name, wanted in (("data-task", path.parent.name), ("data-page", path.stem)):
        if body.get(name, "") != wanted:
            yield 0, Fault("body", f'must have {name}="{wanted}", by which answers and pages are known')


def _link_problem(link: str, folder: Path, kind: str, assets: Path) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no address"
    if parts.scheme == "data" or not (parts.scheme or parts.netloc or parts.path):
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return "is not loaded: a form has its files in its own folder"
    place = posixpath.normpath(posixpath.join(kind, folder.name, unquote(parts.path)))
    home = f"{kind}/{folder.name}/"
    root = folder.parents[1] if place.startswith(home) else assets
    names = place.split("/")
    if ".." in names or not all(holds(root.joinpath(*names[:depth]), name) for depth, name in enumerate(names)):
        return "leads nowhere"
    return ""
