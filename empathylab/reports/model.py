"""A report as plain values, ready for any template: sections with sentences, charts with their tables, quotations."""

from __future__ import annotations

from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption; the first cell of each row is the row's heading."""

    caption: str
    header: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the same in words, and the table behind it."""

    svg: str
    words: str
    table: DataTable


@dataclass(frozen=True, slots=True)
class Quotes:
    """Reviewed comments under one theme."""

    theme: str
    texts: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Fact:
    """A large number at the top of the report."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report shows; nothing in it counts fewer than k people."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    in_short: tuple[str, ...]
    sections: tuple[Section, ...]
    principles: tuple[tuple[str, str], ...]
    limitations: tuple[str, ...]
    footer: str
