"""The questions of a follow-up on paper, for those who cannot come to the lab."""

from __future__ import annotations

from pathlib import Path

from empathylab.domain.questions import Moment, Question, QuestionSet, Topic
from empathylab.reports.typeset import typeset

_SOMEBODY = "the person you met"


def write_follow_up_sheet(asked: QuestionSet, out: Path, assets: Path) -> None:
    """Write one page as a tagged PDF (PDF/UA-1). Raises InputError or MachineError as `typeset` does."""
    questions = asked.asked(Moment.NOW, topics=tuple(Topic))
    # Of a job a sheet cannot ask, for it is everybody's.
    printed = [_printed(question) for question in questions if "{job}" not in question.text]
    typeset("follow-up.typ", {"questions": printed}, out, assets)


def _printed(question: Question) -> dict[str, object]:
    assert question.scale is not None
    return {
        "text": question.text.replace("{somebody}", _SOMEBODY),
        "hint": question.hint,
        "values": question.scale.values,
        "lowest": question.scale.lowest_label,
        "highest": question.scale.highest_label,
    }
