"""The end of a visit: what to take away, on screen and as a page to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QFileDialog

from empathylab.domain.task import Barrier
from empathylab.session.plan import VisitPlan
from empathylab.ui.participant.debrief import clock
from empathylab.ui.participant.looking_back import LookingBack
from empathylab.ui.widgets import button

_ALWAYS = (
    "Put your own service through it: no mouse, text at 200 %, a screen reader.",
    "Invite disabled people to try what you build, and pay them for it.",
)


def take_away(met: Sequence[Barrier]) -> list[str]:
    """The fixes of the barriers that were met, then what is always worth doing."""
    return [*(barrier.fix for barrier in met[:3]), *_ALWAYS]


def thanks_buttons(
    plan: VisitPlan, found: LookingBack, delete: Callable[[], object], say: Callable[[str], object]
) -> list[QAbstractButton]:
    """Keep a page of what was learned; delete the record while that is still possible."""

    def keep() -> None:
        chosen, _ = QFileDialog.getSaveFileName(None, "Keep this page", "empathy-lab.txt", "Text (*.txt)")
        if chosen:
            say(_write(Path(chosen), take_away_page(plan, found)))

    return [button("Keep a page", keep), button("Delete my record", delete)]


def take_away_page(plan: VisitPlan, found: LookingBack) -> str:
    """The page to keep, in plain text that every device can read; says nothing of who was here."""
    lines = [
        f"Empathy Lab: {plan.task.title}, as {plan.name} meets it",
        "",
        f"With barriers: {clock(found.barrier.seconds)}, ease {found.barrier.ease or '–'} of 7",
        f"Built well:    {clock(found.helped.seconds)}, ease {found.helped.ease or '–'} of 7",
        "",
        "Barriers that were met",
    ]
    for barrier in found.met:
        lines += [f"- {barrier.met} (WCAG {', '.join(barrier.wcag)})", f"  {barrier.fix}"]
    lines += ["", "What to do", *(f"- {line}" for line in _ALWAYS), "", plan.personas[0].caveat]
    lines += [persona.attribution for persona in plan.personas[:1]]
    return "\n".join(lines) + "\n"


def _write(path: Path, words: str) -> str:
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        return f"The page could not be kept: {error.strerror}. Choose another folder."
    return f"The page is kept as {path.name}."
