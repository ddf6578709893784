"""What a visit's own record says about it: figures of both runs and the barriers that were met."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.task import Barrier
from empathylab.files.library import Library
from empathylab.measures.scores import RunScore, score_runs
from empathylab.session.visit import Visit


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What is shown of one run; None is shown as a dash."""

    outcome: Outcome
    seconds: float | None
    keys_to_first_field: int | None
    keys: int | None
    keys_lost: int | None
    zoom: float | None
    ease: int | None


_NOTHING = RunFigures(Outcome.STOPPED, None, None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class LookingBack:
    barrier: RunFigures
    helped: RunFigures
    met: tuple[Barrier, ...]
    extras: tuple[str, ...]


def look_back(visit: Visit, library: Library) -> LookingBack:
    """Scored from the events of this visit, never from what was planned."""
    scores = {score.kind: score for score in score_runs(visit.events)}
    met_ids = scores[RunKind.BARRIER].barriers_met if RunKind.BARRIER in scores else ()
    return LookingBack(
        barrier=_figures(visit, RunKind.BARRIER, scores),
        helped=_figures(visit, RunKind.HELPED, scores),
        met=tuple(library.barriers[each] for each in met_ids if each in library.barriers),
        extras=tuple(_extras(scores)),
    )


def _figures(visit: Visit, run: RunKind, scores: dict[RunKind, RunScore]) -> RunFigures:
    score = scores.get(run)
    if score is None:
        return _NOTHING
    ease = visit.answers.get(("ease", run))
    return RunFigures(
        outcome=visit.outcomes.get(run, Outcome.STOPPED),
        seconds=score.seconds,
        keys_to_first_field=score.keys_to_first_field,
        keys=score.keys,
        keys_lost=score.keys_lost,
        zoom=score.zoom,
        ease=ease.number if ease else None,
    )


def _extras(scores: dict[RunKind, RunScore]) -> list[str]:
    """One sentence on the way to the first field, when it says something."""
    if len(scores) < 2:
        return []
    before = scores[RunKind.BARRIER].keys_to_first_field
    after = scores[RunKind.HELPED].keys_to_first_field
    if before is None or after is None or before <= after:
        return []
    return [f"{before} key presses to reach the first field; {after} where the page is built well."]
