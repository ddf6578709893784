"""Finds the line of a TOML file on which a field stands, which Python's reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

Place = tuple[str, ...]
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[\w-]+)*)\s*=")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},]', re.DOTALL
)


def line_of(text: str, where: str) -> int | None:
    """The line (1 is the first) of a dotted field such as `simulations.0.logmar`, or of what it stands in."""
    wanted = tuple(where.split("."))
    lines = dict(_places(text))
    depths = range(len(wanted), 0, -1)
    return next((lines[wanted[:depth]] for depth in depths if wanted[:depth] in lines), None)


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Each table, key and entry of a list, with its line."""
    header: Place = ()
    tables: dict[Place, int] = {}
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line, number = text[start:end], text.count("\n", 0, start) + 1
        if found := _HEADER.match(line):
            header = _names(found[2])
            if found[1] == "[[":
                tables[header] = tables.get(header, -1) + 1
                header = (*header, str(tables[header]))
            yield header, number
        elif found := _KEY.match(line):
            place = (*header, *_names(found[1]))
            yield place, number
            end = yield from _entries(text, start + found.end(), place)
        start = end


def _entries(text: str, start: int, place: Place) -> Generator[tuple[Place, int], None, int]:
    """The entries of a list that begins here, each with its line; returns where the value's last line ends."""
    depth = index = 0
    at = start
    is_new = True
    while True:
        token = _TOKEN.search(text, at)
        line_end = text.find("\n", at) + 1 or len(text)
        if depth == 0 and (token is None or token.start() >= line_end):
            return line_end
        if token is None:
            return len(text)
        if depth == 1 and is_new and token[0] not in ("]", ",") and not token[0].startswith("#"):
            yield (*place, str(index)), text.count("\n", 0, token.start()) + 1
            is_new = False
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth == 1 and token[0] == ",":
            index, is_new = index + 1, True
        at = token.end()


def _names(words: str) -> Place:
    return tuple(part.strip().strip("\"'") for part in words.split("."))
