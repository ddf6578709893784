"""What people understood of a form's film or call: how many answered a question rightly, as counts."""

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
