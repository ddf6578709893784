"""A standard that a service is assessed by, and the board that maps its points to their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from empathylab.domain.persona import DataModel, Id, Text


class EvidencePart(StrEnum):
    """A part of the evidence that a lab has, to which a point of a standard can be mapped."""

    PEOPLE = "people"
    WORN = "worn"
    FOUND = "found"
    ENDINGS = "endings"
    EASE = "ease"
    BARRIERS = "barriers"
    COMMENTS = "comments"
    MOMENTS = "moments"
    PROMISES = "promises"
    TREND = "trend"
    SERVICE = "service"
    COSTS = "costs"
    PRINCIPLES = "principles"


class Point(DataModel):
    """One point: number and title are the standard's, `ours` says in our own words what assessors look for."""

    number: int = Field(ge=1, le=99)
    title: Text
    ours: Text
    evidence: tuple[EvidencePart, ...] = ()


class Standard(DataModel):
    """One file of assets/standards."""

    format: int = Field(ge=1, le=1)
    id: Id
    title: Text
    source: Text
    points: tuple[Point, ...] = Field(min_length=1)


class PointState(StrEnum):
    """Where a point stands on the board."""

    OPEN = "not looked at"
    MET = "met"
    PARTLY = "met in part"
    NOT_MET = "not met"


class MarkKind(StrEnum):
    """What is written on the board: a note, a recommendation, where a point stands, and evidence of one's own."""

    NOTE = "note"
    RECOMMENDATION = "recommendation"
    STATE = "state"
    EVIDENCE = "evidence"
    #: The part that the lab suggests as evidence and that does not fit.
    NOT_EVIDENCE = "not evidence"


@dataclass(frozen=True, slots=True)
class BoardMark:
    """One thing written on the board of an event, at the point with this id, by a role and never by a name."""

    id: str
    event: str
    point: str
    kind: MarkKind
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class BoardNote:
    """A note or a recommendation, by a role and never by a name."""

    kind: MarkKind
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that lead to a part of the site, `link` relative to it; of one's own they lead nowhere and are no part."""

    words: str
    link: str = ""
    part: EvidencePart | None = None


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One point of one standard, with its evidence and what was written about it."""

    standard: str
    point: Point
    evidence: tuple[Evidence, ...]
    state: PointState = PointState.OPEN
    notes: tuple[BoardNote, ...] = ()

    @property
    def id(self) -> str:
        """The same in every board: `gov-uk-service-standard-5`."""
        return f"{self.standard}-{self.point.number}"
