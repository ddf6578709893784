"""A report as plain values, ready for any template: sections with sentences, charts with their tables, quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from empathylab.reports.charts import Bar, Slopes

Rows = tuple[tuple[str, ...], ...]

#: Whether nobody was there, or few, or a number of few could be worked out: no more is said than this.
TOO_SMALL = "Nobody is counted here, or the groups are too small to show this."


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption; the first cell of each row is the row's heading."""

    caption: str
    header: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the same in words, the table behind it, and what is drawn, for a program that draws by itself."""

    svg: str
    words: str
    table: DataTable
    lines: tuple[Slopes, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotes:
    """Reviewed comments under one theme."""

    theme: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """A barrier, what it did to whom, and all that somebody needs to mend it.

    `criteria` says in words which of WCAG's it fails, of a barrier that fails none too; `wcag` are their names alone.
    """

    barrier: str
    did: str
    fix: str
    wcag: str
    criteria: str
    also_stops: str
    who: str
    fragments: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Wearer:
    """Who people were: the portrait (SVG), how many, one line, and what was simulated in plain words with units."""

    name: str
    portrait: str
    people: str
    one_line: str
    worn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What the team promised: a role, never a name."""

    text: str
    owner: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report. `warning` is said before everything else."""

    id: str
    heading: str
    sentences: tuple[str, ...] = ()
    warning: str = ""
    charts: tuple[Chart, ...] = ()
    tables: tuple[DataTable, ...] = ()
    quotes: tuple[Quotes, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def is_untold(self) -> bool:
        """Says only that nothing of it may be shown."""
        return self == Section(self.id, self.heading, (TOO_SMALL,))


def said_once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Several that may not be shown as one, in the place of the first: where nobody was at the lab's forms, say."""
    untold = [section for section in sections if section.is_untold]
    if len(untold) < 2:
        return tuple(sections)
    headings = "; ".join(f"{each.heading[:1].lower()}{each.heading[1:].rstrip('?')}" for each in untold)
    once = Section("untold", "What is not shown", (f"{TOO_SMALL.rstrip('.')}: {headings}.",))
    return tuple(once if section is untold[0] else section for section in sections if section not in untold[1:])


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number at the top of the report."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What somebody asks who was not there: what it was, who came, what was found, what to fix first, by when."""

    lead: tuple[str, ...]
    facts: tuple[KeyFigure, ...]
    wearers_heading: str
    wearers: tuple[Wearer, ...]
    found: tuple[str, ...]
    fixes: tuple[Fix, ...]
    promises: tuple[Promise, ...]
    footnote: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report shows; nothing in it counts fewer than k people."""

    title: str
    first: FirstPage
    sections: tuple[Section, ...]
    principles: tuple[tuple[str, str], ...]
    limitations: tuple[str, ...]
    footer: str
