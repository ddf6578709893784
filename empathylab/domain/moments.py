"""What a team finds on its own page: moments that hurt, and what an audit finds beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion of WCAG 2.2, such as 2.4.7 Focus Visible (AA).

    `no_barrier` says why none of the lab's barriers shows it, where none does.
    """

    number: str
    name: str
    level: str
    no_barrier: str = ""

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where in a page somebody was: its address without query, its title, the element as its start tag."""

    address: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class TriedChange:
    """One change that was tried at the marked element: what, to which value, and how it was before and is now.

    `is_said`: that is what the reader says of it; else what eyes or the Tab key notice, which a reader does not say.
    """

    what: str
    value: str
    before: str
    now: str
    is_said: bool = True

    @property
    def told(self) -> str:
        """For who has just made it."""
        if self.before != self.now:
            return f"Before: {self._quoted(self.before)}. Now: {self._quoted(self.now)}."
        if self.is_said:
            return f"The reader says the same: {self._quoted(self.now)}."
        return f"Nothing changed by “{self.value}”: it is {self.now} as before."

    def __str__(self) -> str:
        said = "said before" if self.is_said else "before"
        return f"{self.what}: {self.value} ({said}: {self._quoted(self.before)}, after: {self._quoted(self.now)})"

    def _quoted(self, words: str) -> str:
        return f"“{words}”" if self.is_said else words


@dataclass(frozen=True, slots=True)
class MarkedMoment:
    """One press of "that hurts". `phrases` are the reader's last ones.

    `picture` is a PNG of the page as it was seen, `sharp` one as it is where a lens lay over it; in both every field is
    empty. `changes` were tried at its element.
    """

    place: PagePlace
    at: datetime
    worn: str
    phrases: tuple[str, ...]
    picture: bytes
    sharp: bytes = b""
    criterion: Criterion | None = None
    note: str = ""
    changes: tuple[TriedChange, ...] = ()


@dataclass(frozen=True, slots=True)
class AxeViolation:
    """One rule of axe-core that a page breaks: `impact` as axe says it, `targets` as CSS selectors."""

    address: str
    rule: str
    words: str
    impact: str
    criteria: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeterFinding:
    """What the meters count on a page: what it was, in a sentence, how often, and where or in which words."""

    address: str
    what: str
    count: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockedRequest:
    """What a page asked for and did not get: on which page, what, and why, as sentences."""

    address: str
    asked: str
    why: str


@dataclass(frozen=True, slots=True)
class PageFindings:
    """All findings about a team's page: `audit` says how axe-core looked, `unclear` what the meters counted."""

    moments: tuple[MarkedMoment, ...] = ()
    findings: tuple[AxeViolation, ...] = ()
    audit: str = ""
    unopened: tuple[BlockedRequest, ...] = ()
    unclear: tuple[MeterFinding, ...] = ()
