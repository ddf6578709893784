"""The end of a visit: what to take away, on screen and as a page to keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from empathylab.domain.errors import LabError
from empathylab.domain.task import Barrier
from empathylab.files.places import assets_dir
from empathylab.reports.take_away import RunLine, TakeAway, write_take_away
from empathylab.session.plan import VisitPlan
from empathylab.ui.participant.debrief import OUTCOME_WORDS, clock
from empathylab.ui.participant.looking_back import LookingBack, RunFigures

_ALWAYS = (
    "Put your own service through it: no mouse, text at 200 %, a screen reader.",
    "Invite disabled people to try what you build, and pay them for it.",
)


def take_away(met: Sequence[Barrier]) -> list[str]:
    """The fixes of the barriers that were met, then what is always worth doing."""
    return [*(barrier.fix for barrier in met[:3]), *_ALWAYS]


class KeepDialog(QFileDialog):
    """Asks where the page is to be kept. It goes with the screen that it belongs to, answered or not.

    It is Qt's own, since the desktop's lets its users delete and rename files. Where a visitor looked is forgotten: a
    folder may well be called after them.
    """

    def __init__(self, parent: QWidget, keep: Callable[[Path], object]) -> None:
        super().__init__(parent, "Keep this page", QDir.homePath())
        self.setHistory([])
        # Later than this Qt writes nothing of it down.
        self.destroyed.connect(_forget_places)
        self.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ReadOnly)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilter("PDF (*.pdf)")
        self.selectFile("empathy-lab.pdf")
        self.fileSelected.connect(lambda chosen: keep(Path(chosen).with_suffix(".pdf")))


def _forget_places() -> None:
    """What Qt has written down of the folders that were looked at."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for name in ("history", "lastVisited"):
        kept.remove(f"FileDialog/{name}")


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


def keep_page(page: TakeAway, path: Path) -> str:
    """Write it; gives the sentence that tells the visitor how that went."""
    try:
        write_take_away(page, path, assets_dir())
    except LabError as error:
        return f"The page could not be kept. {error}"
    return f"The page is kept as {path.name}."
