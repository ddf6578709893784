"""What a team finds on its own page: moments that hurt, and what an audit finds beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion of WCAG 2.2, such as 2.4.7 Focus Visible (AA)."""

    number: str
    name: str
    level: str

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a page somebody was: its address without query, its title, the element as its start tag."""

    address: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class MarkedMoment:
    """One press of "that hurts". `picture` is a PNG with fields emptied; `phrases` are the reader's last ones."""

    place: Place
    worn: str
    phrases: tuple[str, ...]
    picture: bytes
    criterion: Criterion | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule of axe-core that a page breaks: `impact` as axe says it, `targets` as CSS selectors."""

    address: str
    rule: str
    words: str
    impact: str
    criteria: tuple[str, ...]
    targets: tuple[str, ...]
