"""The findings of a visit from its own record: figures of both runs and the barriers that were met."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from empathylab.domain.event_log import LogEntry
from empathylab.domain.feature import wears
from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.domain.task import Barrier
from empathylab.files.library import Library
from empathylab.helps import Autocomplete, Zoom
from empathylab.measures.barrier_costs import costliest_first
from empathylab.measures.common_progress import CommonProgress, common_progress, pages_done
from empathylab.measures.met_places import MetPlace, met_places
from empathylab.measures.scores import RunScore, score_runs
from empathylab.reader.keystroke_cost import Price
from empathylab.session.plan import VisitPlan
from empathylab.session.visit import Visit
from empathylab.ui.visit.screens import finding_words

#: What the reader said in each run, without what was typed; in memory for as long as the visit lasts.
Transcripts = Mapping[RunKind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What is shown of one run; no outcome means that the run was never begun.

    `page` is the one that was open last, from 1; `price` is what the form's first page asked for. `zoom` is the one
    read with longest, None where the page does not let its text grow or nothing is wrong with it.
    `facts` are those that the visitor knew after it, and how many were asked. `surprises` and `vague_phrases` are what
    the meters counted, None where they did not.
    """

    outcome: Outcome | None
    page: int = 1
    price: Price | None = None
    keys_lost: int = 0
    zoom: float | None = None
    ease: int | None = None
    facts: tuple[int, int] | None = None
    surprises: int | None = None
    vague_phrases: int | None = None


@dataclass(frozen=True, slots=True)
class VisitFindings:
    """The findings of one visit: `met` are its barriers, the costliest first, in an audit all; `sentences` tell more.

    `as_far` has the times as far as both runs came; `pages` are the form's, without the one that says that it was sent.
    `wears_nothing` where nothing was simulated in either run. `transcripts` is what the reader said, with barriers and
    built well. `places` are where each barrier was met.
    """

    barrier: RunFigures
    helped: RunFigures
    met: tuple[Barrier, ...]
    pages: int = 1
    as_far: CommonProgress | None = None
    has_answers_offered: bool = False
    wears_nothing: bool = False
    sentences: tuple[str, ...] = ()
    small_print: tuple[str, ...] = ()
    transcripts: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    places: Mapping[str, MetPlace] = field(default_factory=dict)
    is_audit: bool = False


def findings_of_visit(
    visit: Visit,
    library: Library,
    said: Transcripts | None = None,
    prices: Mapping[RunKind, Price] | None = None,
    facts: Collection[str] = (),
) -> VisitFindings:
    """Scored from the events of this visit, never from what was planned.

    `prices` are the first pages', `facts` the questions of which an answer is right or wrong.
    """
    scores = {score.kind: score for score in score_runs(visit.log)}
    costs = prices or {}
    helped = visit.plan.conditions[RunKind.HELPED]
    return VisitFindings(
        barrier=_figures(visit, RunKind.BARRIER, scores, costs, facts),
        helped=_figures(visit, RunKind.HELPED, scores, costs, facts),
        met=_looked_at(visit, scores, library) if visit.plan.mode is Mode.AUDIT else _met(visit.log, scores, library),
        pages=len(visit.plan.form.pages) - 1,
        as_far=common_progress(visit.log, visit.plan.form.pages),
        has_answers_offered=wears(helped.helps, Autocomplete),
        wears_nothing=not any(condition.simulations for condition in visit.plan.conditions.values()),
        sentences=_sentences(visit, scores, costs),
        small_print=tuple(finding_words.hands(visit.plan.conditions[RunKind.BARRIER], scores)),
        transcripts=_transcripts(said or {}),
        places=met_places(visit.log),
        is_audit=visit.plan.mode is Mode.AUDIT,
    )


def _sentences(visit: Visit, scores: Mapping[RunKind, RunScore], prices: Mapping[RunKind, Price]) -> tuple[str, ...]:
    """What both runs took, in the order in which it is read."""
    return (
        *finding_words.speed(visit.log, scores),
        *finding_words.keys(scores),
        *finding_words.ways_to_first_field(prices, scores),
        *finding_words.text_size(visit.plan.conditions[RunKind.HELPED], scores),
        *finding_words.paper(scores),
        *finding_words.studies(visit.plan.personas),
    )


def _met(log: Sequence[LogEntry], scores: Mapping[RunKind, RunScore], library: Library) -> tuple[Barrier, ...]:
    """A wall that was not got past cost the whole form, however long anybody stood before it."""
    score = scores.get(RunKind.BARRIER)
    if score is None:
        return ()
    known = {each: library.barriers[each] for each in score.barriers_met if each in library.barriers}
    met = [known[each] for each in costliest_first(log) if each in known]
    is_sent = score.outcome is Outcome.COMPLETED
    return tuple(sorted(met, key=lambda barrier: is_sent or not barrier.is_wall))


def _looked_at(visit: Visit, scores: Mapping[RunKind, RunScore], library: Library) -> tuple[Barrier, ...]:
    """In an audit all that the form wears, once it was opened: with nothing worn little of it is met."""
    worn = visit.plan.conditions[RunKind.BARRIER].barriers if RunKind.BARRIER in scores else ()
    return tuple(library.barriers[each] for each in worn if each in library.barriers)


def _figures(
    visit: Visit,
    run: RunKind,
    scores: Mapping[RunKind, RunScore],
    prices: Mapping[RunKind, Price],
    facts: Collection[str],
) -> RunFigures:
    score = scores.get(run)
    if score is None:
        return RunFigures(outcome=None)
    ease = visit.answers.get(("ease", run))
    done = len(pages_done(visit.log, run, visit.plan.form.pages))
    return RunFigures(
        outcome=visit.outcomes.get(run),
        page=min(done + 1, len(visit.plan.form.pages) - 1),
        price=prices.get(run),
        keys_lost=score.keys_lost,
        zoom=score.zoom_longest if _is_about_size(visit.plan) else None,
        ease=ease.number if ease else None,
        facts=_facts_known(visit, run, facts),
        surprises=score.surprises,
        vague_phrases=score.vague_phrases,
    )


def _facts_known(visit: Visit, run: RunKind, facts: Collection[str]) -> tuple[int, int] | None:
    """How many of how many; None where nothing was asked, or nothing answered."""
    given = [visit.answers[fact, run] for fact in facts if (fact, run) in visit.answers]
    if all(answer.is_skipped for answer in given):
        return None
    return sum(answer.number or 0 for answer in given), len(given)


def _is_about_size(plan: VisitPlan) -> bool:
    """Whether what helps is text that grows, so that its size in both runs is worth telling."""
    return wears(plan.conditions[RunKind.HELPED].helps, Zoom)


def _transcripts(said: Transcripts) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if not any(said.get(run) for run in (RunKind.BARRIER, RunKind.HELPED)):
        return None
    return finding_words.in_the_form(said.get(RunKind.BARRIER, ())), finding_words.in_the_form(
        said.get(RunKind.HELPED, ())
    )
