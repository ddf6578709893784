"""What happened at a service: each run with its verdict, side by side, and how they may be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.words import how_many
from empathylab.measures.outcomes import OUTCOMES
from empathylab.measures.pages_seen import pages_seen
from empathylab.measures.scores import RunScore, score_runs
from empathylab.reports.take_away import RunLine, TakeAway
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import VisitCard, button, column, holding, row, text
from empathylab.ui.visit.screens.finding import beside
from empathylab.ui.visit.screens.run_words import run_name
from empathylab.ui.visit.screens.screen import Screen, headline, visit_bar
from empathylab.ui.visit.screens.verdict import VerdictMark

_ORDER = "What came second was easier by practice alone: only many people, in both orders, tell versions apart."
_PRACTICE = "What helps always comes second: part of the difference is practice."
_CARDS_BESIDE = 2


@dataclass(frozen=True, slots=True)
class ServiceRunFigures:
    """One run: no outcome means that it was never begun. `ease` is from 1 to 7."""

    title: str
    outcome: Outcome | None
    pages: int = 0
    errors: int = 0
    ease: int | None = None

    @property
    def is_done(self) -> bool:
        """Whether the run came to its end."""
        return self.outcome is Outcome.COMPLETED

    @property
    def verdict(self) -> str:
        """How it ended, in a word or two."""
        if self.outcome is None:
            return "Not tried"
        if self.outcome is Outcome.ENDED_BY_SERVICE:
            return "Stopped by the service"
        return "Done" if self.is_done else "Not done"

    @property
    def words(self) -> str:
        """Such as "3 pages. 2 errors were shown. You said 5 of 7, where 7 is very easy."."""
        if self.outcome is None:
            return ""
        said = [how_many(self.pages, "page")]
        if self.errors:
            said.append(f"{how_many(self.errors, 'error')} {'was' if self.errors == 1 else 'were'} shown")
        if self.ease is not None:
            said.append(f"You said {self.ease} of 7, where 7 is very easy")
        return f"{'. '.join(said)}."


def service_runs(visit: Visit) -> tuple[ServiceRunFigures, ...]:
    """Every planned run, from the events of this visit."""
    scores = {score.kind: score for score in score_runs(visit.log)}
    pages = pages_seen(visit.log)
    return tuple(_figures(visit, run, scores.get(run), len(pages.get(run, ()))) for run in visit.plan.runs)


def _figures(visit: Visit, run: RunKind, score: RunScore | None, pages: int) -> ServiceRunFigures:
    title, ease = run_name(visit.plan, run), visit.answers.get(("ease", run))
    if score is None:
        return ServiceRunFigures(title, None)
    return ServiceRunFigures(title, visit.outcomes.get(run), pages, score.errors_met, ease.number if ease else None)


class ServiceVerdictScreen(Screen):
    """The verdicts; blame goes to the page, never to the person."""

    def __init__(self, plan: VisitPlan, runs: tuple[ServiceRunFigures, ...], go_on: Callable[[], object]) -> None:
        super().__init__("What happened")
        look = theme.fitted()
        self.first = button("Go on", go_on, "main")
        cards = list(map(_card, runs))
        rows = [holding(beside(*cards[at : at + _CARDS_BESIDE])) for at in range(0, len(cards), _CARDS_BESIDE)]
        content = column(
            headline(_headline(runs)), *rows, *(text(note, "small") for note in notes(plan)), space=look.gap(18)
        )
        self.build(content, (self.first,), visit_bar(plan, Stage.DEBRIEF))


def notes(plan: VisitPlan) -> tuple[str, ...]:
    """What part of a difference is not the page's doing."""
    conditions = [plan.conditions[run] for run in plan.runs]
    has_versions = len({each.version for each in conditions}) > 1
    has_help = len({each.help for each in conditions}) > 1
    return (*((_ORDER,) if has_versions else ()), *((_PRACTICE,) if has_help else ()))


def service_take_away(
    plan: VisitPlan, runs: tuple[ServiceRunFigures, ...], actions: tuple[str, ...], words: Sequence[str]
) -> TakeAway:
    """The page to keep; says nothing of who was here or when."""
    return TakeAway(
        form=plan.task.title,
        personas=plan.personas,
        runs=tuple(RunLine(run.title, _told(run)) for run in runs),
        compared=(),
        notes=notes(plan),
        sentences=tuple(f"{run.title}: {run.words}" for run in runs if run.outcome is not None),
        met=(),
        actions=actions,
        words=tuple(words),
    )


def _told(run: ServiceRunFigures) -> str:
    return "not tried" if run.outcome is None else OUTCOMES[run.outcome].to_visitor


def _headline(runs: tuple[ServiceRunFigures, ...]) -> str:
    done = [run.is_done for run in runs]
    if all(done):
        return "The service let you through."
    if done[-1]:
        return "The same service, and one way let you through."
    return "The service did not let everybody through."


def _card(run: ServiceRunFigures) -> VisitCard:
    look = theme.fitted()
    verdict = text(run.verdict, "verdict", wraps=look.is_large)
    verdict.setProperty("mood", "good" if run.is_done else "")
    verdict.setAccessibleName(f"{run.title}: {run.verdict}")
    marks = [] if run.outcome is None else [VerdictMark(is_sent=run.is_done)]
    line = holding(row(*marks, verdict, space=look.edge(14)))
    card = VisitCard(said_elsewhere(text(run.title, "heading")), line, space=look.gap(8))
    if run.words:
        card.box.addWidget(text(run.words, "small"))
    card.box.addStretch(1)
    return card
