"""The end of a visit: what to take away, on screen and as a page to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QFileDialog

from empathylab.domain.errors import LabError
from empathylab.domain.task import Barrier
from empathylab.files.places import assets_dir
from empathylab.reports.take_away import RunLine, TakeAway, write_take_away
from empathylab.session.plan import VisitPlan
from empathylab.ui.participant.debrief import OUTCOME_WORDS, clock
from empathylab.ui.participant.looking_back import LookingBack, RunFigures
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
        chosen, _ = QFileDialog.getSaveFileName(None, "Keep this page", "empathy-lab.pdf", "PDF (*.pdf)")
        if chosen:
            say(_keep(take_away_page(plan, found), Path(chosen).with_suffix(".pdf")))

    return [button("Keep a page", keep), button("Delete my record", delete)]


def take_away_page(plan: VisitPlan, found: LookingBack) -> TakeAway:
    """The page to keep; says nothing of who was here or when."""
    return TakeAway(
        form=plan.task.title,
        persona=plan.personas[0],
        runs=(_line("With barriers", found.barrier), _line("Built well", found.helped)),
        sentences=found.sentences,
        met=found.met,
        actions=_ALWAYS,
    )


def _line(title: str, run: RunFigures) -> RunLine:
    outcome = OUTCOME_WORDS[run.outcome] if run.outcome else "not tried"
    return RunLine(title, clock(run.seconds), outcome, str(run.ease or "–"))


def _keep(page: TakeAway, path: Path) -> str:
    try:
        write_take_away(page, path, assets_dir())
    except LabError as error:
        return f"The page could not be kept. {error}"
    return f"The page is kept as {path.name}."
