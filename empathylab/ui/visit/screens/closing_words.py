"""The end of a visit: what to take away, on screen and as a page to keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from empathylab.domain.errors import LabError
from empathylab.domain.task import Barrier
from empathylab.files.paths import assets_dir
from empathylab.measures.outcomes import OUTCOMES
from empathylab.reports.take_away import ComparedLine, RunLine, TakeAway, write_take_away
from empathylab.session.plan import VisitPlan
from empathylab.ui.kit import theme
from empathylab.ui.visit.screens.keep_places import free_name
from empathylab.ui.visit.screens.run_words import BUILT_WELL, WITH_BARRIERS
from empathylab.ui.visit.screens.verdict import ComparedBars, comparisons, notes
from empathylab.ui.visit.screens.visit_findings import RunFigures, VisitFindings

PAGE_NAME = "empathy-lab.pdf"
#: Worth doing whatever happened.
ALWAYS = (
    "Try your service by keyboard, at 200 %, and by ear.",
    "Ask disabled people to test it, and pay them.",
)


def take_away(met: Sequence[Barrier]) -> list[str]:
    """The fixes of the barriers that were met, then what is always worth doing."""
    return [*(barrier.fix for barrier in met[:3]), *ALWAYS]


def take_away_page(plan: VisitPlan, found: VisitFindings, words: Sequence[str] = ()) -> TakeAway:
    """The page to keep; says nothing of who was here or when."""
    return TakeAway(
        form=plan.task.title,
        personas=plan.personas,
        runs=(_line(WITH_BARRIERS, found.barrier), _line(BUILT_WELL, found.helped)),
        compared=tuple(map(_compared, comparisons(found))),
        notes=tuple(notes(found)),
        sentences=found.sentences,
        met=found.met,
        actions=ALWAYS,
        words=tuple(words),
        is_opened=found.barrier.outcome is not None,
    )


def _line(title: str, run: RunFigures) -> RunLine:
    return RunLine(title, "not tried" if run.outcome is None else OUTCOMES[run.outcome].to_visitor)


def _compared(each: ComparedBars) -> ComparedLine:
    before, after = (f"{side.value} {side.unit}".strip() for side in (each.before, each.after))
    return ComparedLine(f"{each.title} ({each.direction})", before, after)


def keep_page(page: TakeAway, folder: Path) -> str:
    """Write it beside what is there; gives the sentence that tells the visitor how that went."""
    path = free_name(folder, PAGE_NAME)
    try:
        write_take_away(page, path, assets_dir(), is_large=theme.current().is_large)
    except LabError as error:
        return f"Your summary could not be saved. {error}"
    return f"Your summary is saved as {path.name}."
