"""What people found out: how many knew the answer to a question of which one answer is right, as counts."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.session import RunKind


@dataclass(frozen=True, slots=True)
class ComprehensionCount:
    """`people` of one part of an event who wore this persona answered this question after this run, `right` rightly."""

    part: str
    persona: str
    question: str
    run: RunKind
    people: int
    right: int
