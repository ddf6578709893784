"""The check of portraits, which may be shapes and colours alone: they stand in reports as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from empathylab.files.durable import read_small_text

_LARGEST_BYTES = 200_000
#: What is drawn in the lab's window holds it meanwhile: these take half a second at most.
_MOST_ELEMENTS, _MOST_NUMBERS = 1_000, 4_000
_NUMBER = re.compile(r"\d*\.?\d+")
_PATHS = ("d", "points")
_NOT_READ = "is no drawing (SVG in UTF-8) that can be read"
_DASHES = "stroke-dasharray"
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    *("svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "title", "desc"),
}
#: Entities are how a small file becomes a large one; a style sheet can ask for files.
_NEVER = re.compile(r"<!|<\?xml-|&(?!(?:amp|lt|gt|quot|apos|#)\b)", re.IGNORECASE)
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_LEADS_OUT = re.compile(r"url\(\s*[\"']?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


def drawing_faults(path: Path) -> Iterator[str]:
    """What an SVG file holds that a portrait must not, each in a few words."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST_BYTES:
            yield f"must be a file of at most {_LARGEST_BYTES // 1000} kB, and no link"
            return
        words = read_small_text(path, _LARGEST_BYTES)
    except (OSError, ValueError):
        yield _NOT_READ
    else:
        yield from _faults_in(words)


def read_drawing(path: Path) -> str:
    """A portrait as it is now: nothing where it has gone, or is no longer what it was when it was checked."""
    try:
        words = read_small_text(path, _LARGEST_BYTES)
    except (OSError, ValueError):
        return ""
    return "" if _faults_in(words) else words


@lru_cache(maxsize=32)
def _faults_in(words: str) -> tuple[str, ...]:
    """The same words have the same: each screen shows portraits again."""
    return tuple(_look_into(words))


def _look_into(words: str) -> Iterator[str]:
    words = _COMMENTS.sub("", words)
    if _NEVER.search(words):
        yield "must hold no entities and no style sheets"
        return
    try:
        root = ElementTree.fromstring(words)
    except (ValueError, LookupError, ElementTree.ParseError, RecursionError):
        yield _NOT_READ
    else:
        yield from _faults_of(root)


def _faults_of(root: ElementTree.Element) -> Iterator[str]:
    elements = list(root.iter())
    if root.tag != f"{_SVG}svg":
        yield "must begin with an svg element of http://www.w3.org/2000/svg"
    if len(elements) > _MOST_ELEMENTS:
        yield f"has more than {_MOST_ELEMENTS:,} elements"
    if sum(len(_NUMBER.findall(each.get(name, ""))) for each in elements for name in _PATHS) > _MOST_NUMBERS:
        yield f"has paths of more than {_MOST_NUMBERS:,} numbers"
    if any(_DASHES in name or _DASHES in value for each in elements for name, value in each.items()):
        yield "has dashed lines, of which a small file may have millions"
    for name in sorted({str(each.tag).removeprefix(_SVG) for each in elements} - _SHAPES):
        yield f"has an element '{name[:40]}', which a portrait must not have"
    for name in sorted({name for each in elements for name, value in each.items() if _is_refused(name, value)}):
        yield f"has an attribute '{name[:40]}' that runs or loads something"


def _is_refused(name: str, value: str) -> bool:
    bare = name.rpartition("}")[2].lower()
    return (
        bare.startswith("on")
        or (bare in ("href", "src") and not value.startswith("#"))
        or bool(_LEADS_OUT.search(value))
    )
