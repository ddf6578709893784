"""What a visit's own record says about it: figures of both runs and the barriers that were met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.task import Barrier
from empathylab.files.library import Library
from empathylab.measures.scores import RunScore, score_runs
from empathylab.reader.keystroke_cost import Price
from empathylab.session.visit import Visit
from empathylab.ui.visit.screens import telling

#: What the reader said in each run, without what was typed; in memory for as long as the visit lasts.
Transcripts = Mapping[RunKind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What is shown of one run; no outcome means that the run was never begun."""

    outcome: Outcome | None
    seconds: float | None = None
    keys_to_first_field: int | None = None
    keys: int | None = None
    keys_lost: int | None = None
    zoom: float | None = None
    ease: int | None = None


@dataclass(frozen=True, slots=True)
class LookingBack:
    """`sentences` say what it took; `transcripts` is what the reader said, with barriers and built well."""

    barrier: RunFigures
    helped: RunFigures
    met: tuple[Barrier, ...]
    sentences: tuple[str, ...] = ()
    small_print: tuple[str, ...] = ()
    transcripts: tuple[tuple[str, ...], tuple[str, ...]] | None = None


def look_back(
    visit: Visit,
    library: Library,
    said: Transcripts | None = None,
    prices: Mapping[RunKind, Price] | None = None,
) -> LookingBack:
    """Scored from the events of this visit, never from what was planned; `prices` are the first pages'."""
    scores = {score.kind: score for score in score_runs(visit.log)}
    met_ids = scores[RunKind.BARRIER].barriers_met if RunKind.BARRIER in scores else ()
    return LookingBack(
        barrier=_figures(visit, RunKind.BARRIER, scores),
        helped=_figures(visit, RunKind.HELPED, scores),
        met=tuple(library.barriers[each] for each in met_ids if each in library.barriers),
        sentences=tuple(
            [
                *telling.speed(visit.log, scores),
                *telling.keys(scores),
                *telling.way_to_first_field(scores),
                *telling.ways_to_first_field(prices or {}),
                *telling.text_size(visit.plan.conditions[RunKind.HELPED], scores),
                *telling.paper(scores),
            ]
        ),
        small_print=tuple(telling.hands(visit.plan.conditions[RunKind.BARRIER], scores)),
        transcripts=_transcripts(said or {}),
    )


def _figures(visit: Visit, run: RunKind, scores: dict[RunKind, RunScore]) -> RunFigures:
    score = scores.get(run)
    if score is None:
        return RunFigures(outcome=None)
    ease = visit.answers.get(("ease", run))
    return RunFigures(
        outcome=visit.outcomes.get(run),
        seconds=score.seconds,
        keys_to_first_field=score.keys_to_first_field,
        keys=score.keys,
        keys_lost=score.keys_lost,
        zoom=score.zoom,
        ease=ease.number if ease else None,
    )


def _transcripts(said: Transcripts) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if not any(said.get(run) for run in (RunKind.BARRIER, RunKind.HELPED)):
        return None
    return telling.in_the_form(said.get(RunKind.BARRIER, ())), telling.in_the_form(said.get(RunKind.HELPED, ()))
