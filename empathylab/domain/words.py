"""Functions on words: whether terminals and databases can take them, the nearest one meant, things counted."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

#: Controls other than tab and the ends of lines, halves of characters, and what turns the direction round.
_COMMAND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e]")
#: Default-ignorable characters that have a category of visible ones (Unicode 17, DerivedCoreProperties).
_IGNORABLE = (
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u3164", "\uffa0"),
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9))),
)
_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_LAST_PLANE = 0xE0000, 0xE1000


def has_command(words: str) -> bool:
    """Whether a text has a character that a terminal obeys, that runs text backwards, or that a database refuses."""
    return _COMMAND.search(words) is not None


def is_invisible(character: str) -> bool:
    """Whether a character is not seen, or not the same by all: controls, format and private use, no character."""
    if character in "\t\n\r":
        return False
    number = ord(character)
    is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    is_ignorable = character in _IGNORABLE or _LAST_PLANE[0] <= number < _LAST_PLANE[1]
    return is_none or is_ignorable or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")


def visible(words: str) -> str:
    """The words without such characters."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(character for character in words if not is_invisible(character))


def presentable(words: str) -> str:
    """The visible words, in which a name that was `isolated` stays so."""
    parts = _ISOLATED.split(words)
    return "".join(f"\u2068{visible(part)}\u2069" if is_name else visible(part) for is_name, part in _turns(parts))


def _turns(parts: list[str]) -> Iterator[tuple[bool, str]]:
    """What a pattern with one group was split into: whether each is what it found."""
    return ((number % 2 == 1, part) for number, part in enumerate(parts))


def isolated(name: str) -> str:
    """A name as it stands in a sentence: one that runs from right to left leaves the words around it where they are."""
    runs_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in name)
    return f"\u2068{name}\u2069" if runs_left else name


def how_many(number: int, one: str, many: str = "") -> str:
    """The number with its word: `1 visit`, `2,400 visits`; `many` where the plural is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def how_much(number: float, one: str) -> str:
    """A measure with its word, which may be broken: `1 second`, `2.5 seconds`."""
    return f"{number:g} {one if number == 1 else one + 's'}"


def percent(share: float, decimals: int = 0) -> str:
    """A share or a factor as people say it, such as 200 %."""
    return f"{100 * share:.{decimals}f} %"


def composed(name: str) -> str:
    """The name in the one form of Unicode that the lab keeps: an é may also be typed as an e and an accent.

    Without what nobody sees, and with one plain space for each gap: two names that look alike in every letter are one.
    """
    return unicodedata.normalize("NFC", " ".join(visible(name).split()))


def as_known(name: str, known: Iterable[str]) -> str:
    """The one of `known` that is this name as people say it, in large or small letters; else the name, composed.

    Where two are said alike, one has to be written alike as well.
    """
    names = list(known)
    said_alike = [each for each in names if _as_said(each) == _as_said(name)]
    return _as_seen(name, names) or (said_alike[0] if len(said_alike) == 1 else composed(name))


def all_as_known(names: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Each name `as_known`; several that differ by large and small letters alone stay as many as they are."""
    given, there = list(names), list(known)
    said = Counter(map(_as_said, {composed(each) for each in given}))
    return {
        each: as_known(each, there) if said[_as_said(each)] == 1 else _as_seen(each, there) or composed(each)
        for each in given
    }


def _as_seen(name: str, names: Collection[str]) -> str | None:
    return name if name in names else next((each for each in names if composed(each) == composed(name)), None)


def _as_said(name: str) -> str:
    return composed(composed(name).casefold())


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as ` (did you mean 'zoom'?)`, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" (did you mean '{near[0]}'?)" if near else ""
