"""What people understood of a form's film or call: how many knew each fact, with barriers and built well."""

from __future__ import annotations

from collections.abc import Sequence

from empathylab.domain.comprehension import ComprehensionCount
from empathylab.domain.questions import Question, QuestionSet
from empathylab.domain.session import RunKind
from empathylab.measures.anonymity import tell
from empathylab.measures.lowering import NOT_LOWERED, Lowering
from empathylab.reports.model import DataTable, Rows, Section

HEADER = ("Question", "The right answer", "Knew it: with barriers", "Knew it: built well")
_RUNS = (RunKind.BARRIER, RunKind.HELPED)
_NOBODY = "\N{EN DASH}"
_ABOUT = (
    "Asked right after each form; counted are those who answered. Whoever was told something by the first form may "
    "have remembered it after the second."
)


def comprehension_section(
    counts: Sequence[ComprehensionCount], asked: QuestionSet, k: int, lowering: Lowering
) -> tuple[Section, ...]:
    """Only where enough people answered."""
    rows = comprehension_rows(counts, asked, k, lowering)
    table = DataTable("How many knew what they were told", HEADER, rows)
    return (Section("found-out", "What people found out", (_ABOUT,), tables=(table,)),) if rows else ()


def comprehension_rows(
    counts: Sequence[ComprehensionCount], asked: QuestionSet, k: int, lowering: Lowering = NOT_LOWERED
) -> Rows:
    """A row for each question that enough people answered, in the order asked."""
    facts = [question for question in asked.questions if question.id in asked.facts]
    rows = (_row(question, counts, k, lowering.of(question.id)) for question in facts)
    return tuple(row for row in rows if set(row[2:]) != {_NOBODY})


def _row(question: Question, counts: Sequence[ComprehensionCount], k: int, lowering: Lowering) -> tuple[str, ...]:
    of_question = [each for each in counts if each.question == question.id]
    knew = (_knew([each for each in of_question if each.run is run], k, lowering.of(run)) for run in _RUNS)
    return (question.text, question.right, *knew)


def _knew(counts: Sequence[ComprehensionCount], k: int, lowering: Lowering) -> str:
    """Such as: at least 5 of at least 10. How many did not is never told beside it, for the two make up a whole.

    Few of several personas are added to nothing: that enough were asked would tell how many wore them.
    """
    people = tell([each.people for each in counts], k, lower=lowering.people("answered", k))
    right = tell([each.right for each in counts], k, lower=lowering.people("right", k))
    all_right = tell([sum(each.right for each in counts)], k)
    if not people.is_counted or (all_right.is_counted and not right.is_counted):
        return _NOBODY
    return f"{right if right.is_counted else all_right} of {people.raised(right.least)}"
