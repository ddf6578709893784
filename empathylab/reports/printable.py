"""Words for a PDF, where a character that no font has is told in words instead.

PDF/UA refuses a document with a single character that cannot be shown, and a comment may hold any: 😀 or 中.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from empathylab.domain.words import is_invisible

if TYPE_CHECKING:
    import typst

_OTHER_SCRIPT = "[words in another script]"
_LAST_OF_LATIN = "\u017f"


def each_text(value: object, change: Callable[[str], str]) -> object:
    """The same value of lists, tables and texts, each text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, change) for item in value]
    return value


@cache
def fonts_of(folder: Path, *, has_system_fonts: bool) -> typst.Fonts:
    """Those of this folder, and if wished this computer's: to find them takes ten times as long as to set a picture."""
    import typst

    return typst.Fonts(include_system_fonts=has_system_fonts, font_paths=[folder])


@cache
def shown_by(folder: Path, *, has_system_fonts: bool) -> Callable[[str], str]:
    """A check of what the fonts of this folder, and if wished this computer's, cannot show; it names a symbol."""
    loaded = fonts_of(folder, has_system_fonts=has_system_fonts)

    @cache
    def is_shown(character: str) -> bool:
        return (character.isascii() and character.isprintable()) or _can_set(character, loaded)

    return lambda words: _told(words, is_shown)


def latin_only(words: str) -> str:
    """A check that names whatever is not Latin: for characters that can be shown alone and not beside each other."""
    return _told(words, lambda character: character <= _LAST_OF_LATIN)


def plain_only(words: str) -> str:
    """A check that names whatever is not ASCII: the last way to have a page at all."""
    return _told(words, str.isascii)


def _told(words: str, is_shown: Callable[[str], bool]) -> str:
    seen = (character for character in words if not is_invisible(character))
    runs = groupby(seen, lambda character: character in "\t\n\r" or is_shown(character))
    return "".join("".join(run) if is_fine else _named(list(run)) for is_fine, run in runs)


def _named(run: list[str]) -> str:
    if all(unicodedata.category(character) in ("So", "Sk", "Sm", "Cf", "Mn") for character in run):
        return "".join(f"[{unicodedata.name(character, 'symbol').lower()}]" for character in run)
    return _OTHER_SCRIPT


def _can_set(character: str, fonts: typst.Fonts) -> bool:
    """A page of one character takes some milliseconds; only a report that failed asks."""
    import typst

    page = b'#set document(title: "x")\n#sys.inputs.character'
    try:
        typst.compile(
            page,
            format="pdf",
            font_paths=fonts,
            sys_inputs={"character": character},
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        return False
    return True
