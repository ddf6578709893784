"""One finding to a screen: a barrier with its two fragments of HTML, what the reader said, what it took."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.task import Barrier
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import TextKind, holding, text
from empathylab.ui.visit.screens.visit_findings import VisitFindings

#: So many are shown to whoever does not ask for more.
SHOWN_FIRST = 3
_MET, _THERE, _HEARD, _MENDED = "✕ You met", "✕ In this form", "✕ With barriers", "✓ Built well"
_NOT_OPENED = "So nothing in it stood in your way. Other people meet what is in it."
_AT_TOP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class DebriefFinding:
    """What it is called, what stands below its title, what is told to who asks, and the barrier that it is about."""

    title: str
    parts: Callable[[], list[QWidget]]
    more: tuple[str, ...] = ()
    barrier: Barrier | None = None


def findings(found: VisitFindings) -> list[DebriefFinding]:
    """The barriers that were met, the costliest first; then what the reader said and what it took."""
    told = [
        DebriefFinding(
            _sentence(each.met),
            partial(_barrier_parts, each, _THERE if found.is_audit else _MET),
            (each.also_stops, _whose_work(each)),
            each,
        )
        for each in found.met
    ]
    if not told:
        told.append(_no_barrier(found.barrier.outcome))
    if found.transcripts is not None:
        told.append(DebriefFinding("What the reader said", partial(_transcripts, *found.transcripts)))
    if found.sentences:
        told.append(DebriefFinding("What it took", partial(_sentences, found.sentences, found.small_print)))
    return told


def _lead() -> TextKind:
    """The size of running words; larger ones stay as they are."""
    return "body" if theme.fitted().is_large else "lead"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _whose_work(barrier: Barrier) -> str:
    """Which criteria it fails, and who can mend it."""
    return f"{barrier.criteria}. Who can mend it: {barrier.who}." if barrier.who else f"{barrier.criteria}."


def _barrier_parts(barrier: Barrier, met: str) -> list[QWidget]:
    """What it was, both fragments, how it is mended."""
    return [
        text(barrier.meaning, _lead()),
        _both((met, barrier.html.barrier), (_MENDED, barrier.html.built_well)),
        text(barrier.fix, "subtitle"),
    ]


def _transcripts(barrier: Sequence[str], helped: Sequence[str]) -> list[QWidget]:
    """Line by line; it is gone with this screen."""
    return [
        text("The same reader in both forms. It can only say what the page tells it.", _lead()),
        _both((_HEARD, _quoted(barrier)), (_MENDED, _quoted(helped))),
    ]


def _quoted(phrases: Sequence[str]) -> str:
    return "\n".join(f"“{phrase}”" for phrase in phrases) or "Nothing of the form."


def _sentences(sentences: Sequence[str], small_print: Sequence[str]) -> list[QWidget]:
    return [*(text(words, _lead()) for words in sentences), *(text(words, "small") for words in small_print)]


def _no_barrier(outcome: Outcome | None) -> DebriefFinding:
    """Never that there was none: whoever could not go on knows better than the record."""
    if outcome is None:
        return DebriefFinding("You did not open the form with barriers", lambda: [text(_NOT_OPENED, _lead())])
    words = "Nothing in the record says that one of this form's barriers stood in your way. Other people meet them."
    if outcome in (Outcome.GAVE_UP, Outcome.STOPPED):
        words += " You did not finish, and that tells us something about the form."
    return DebriefFinding("No barrier in the record", lambda: [text(words, _lead())])


def _both(met: tuple[str, str], mended: tuple[str, str]) -> QWidget:
    """Two titles with their lines of code below one another, so large that nothing has to break."""
    look, grid = theme.fitted(), QGridLayout()
    grid.setHorizontalSpacing(look.gap(20))
    grid.setVerticalSpacing(look.gap(14))
    kinds: tuple[TextKind, TextKind] = ("worse", "better")
    for number, (kind, (title, code)) in enumerate(zip(kinds, (met, mended), strict=True)):
        words = text(code, "code")
        words.setAccessibleName(f"{title[2:]}: {' '.join(code.split())}")
        badge = said_elsewhere(text(title, kind, wraps=False))
        place = (2 * number + 1, 0) if look.is_large else (number, 1)
        grid.addWidget(badge, 2 * number if look.is_large else number, 0, _AT_TOP)
        grid.addWidget(words, *place)
    grid.setColumnStretch(0 if look.is_large else 1, 1)
    return holding(grid)


def beside(*parts: QWidget) -> QBoxLayout:
    """Parts of equal width side by side; below one another when the text is large."""
    look = theme.fitted()
    down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
    box = QBoxLayout(down if look.is_large else right)
    box.setSpacing(look.gap(24))
    for part in parts:
        box.addWidget(part, 0 if look.is_large else 1)
    return box
