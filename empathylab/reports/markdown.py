"""Words of people and files as Markdown that cannot be taken for markup."""

from __future__ import annotations

import re

from empathylab.domain.words import presentable

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
#: What at the beginning of a line would make a list, a quotation or a heading of it.
_OPENING = re.compile(r"^(\d*)([-+=>.)])(?=\s|$|=|-)")


def plain(words: str) -> str:
    """One line of text, whatever was in it."""
    line = _MARKUP.sub(r"\\\1", " ".join(presentable(words).split()))
    return _OPENING.sub(r"\1\\\2", line)


def table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """A table of plain cells."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(
        f"| {' | '.join(each if number == 1 else plain(each) for each in line)} |" for number, line in enumerate(lines)
    )
