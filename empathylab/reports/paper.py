"""The paper twin: the same form on A4, to fill in with a pen."""

from __future__ import annotations

from pathlib import Path

from empathylab.domain.task import Form, FormQuestion, QuestionKind
from empathylab.reports.typeset import typeset

_HOW = {QuestionKind.RADIOS: "Put a cross in one box", QuestionKind.SELECT: "Put a cross in one box"}


def write_paper_form(task: Form, out: Path, assets: Path) -> None:
    """Write the form as a tagged PDF (PDF/UA-1), black on white.

    A drop-down becomes boxes to cross, since paper can show all its choices. Raises InputError or MachineError
    as `typeset` does.
    """
    form = {
        "title": task.title,
        "service": task.service,
        "intro": task.intro,
        "questions": [_printed(question) for question in task.questions],
    }
    typeset("form.typ", {"form": form}, out, assets)


def _printed(question: FormQuestion) -> dict[str, object]:
    return {
        "kind": question.kind.value,
        "label": question.label,
        "hint": question.hint,
        "how": _HOW.get(question.kind, ""),
        "options": question.options,
        "is_optional": question.is_optional,
        "lines": question.lines,
    }
