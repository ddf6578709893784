"""The states a visit can be in. Most are stages of its way, a line that always leads through the form that works."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from empathylab.domain.session import Mode, RunKind
from empathylab.domain.spotting import SpotMoment


class Stage(StrEnum):
    """A state of a visit. What leads from one to another stands in `session.flow`."""

    ATTRACT = "attract"
    STORY = "story"
    AGREEMENT = "agreement"
    TUTOR = "tutor"
    WARM_UP = "warm-up"
    #: Where the station asks to spot barriers in pictures and clips, and again after what happened.
    SPOT_BEFORE = "spot-before"
    BARRIER = "barrier"
    BARRIER_QUESTION = "barrier-question"
    PAPER = "paper"
    PAPER_QUESTION = "paper-question"
    #: Calm before the second form: what stays the same and what does not.
    BETWEEN = "between"
    HELPED = "helped"
    HELPED_QUESTION = "helped-question"
    #: In place of both forms, as many runs at a service as the visit has.
    FIRST = "first"
    FIRST_QUESTION = "first-question"
    BEFORE_SECOND = "before-second"
    SECOND = "second"
    SECOND_QUESTION = "second-question"
    BEFORE_THIRD = "before-third"
    THIRD = "third"
    THIRD_QUESTION = "third-question"
    BEFORE_FOURTH = "before-fourth"
    FOURTH = "fourth"
    FOURTH_QUESTION = "fourth-question"
    #: In place of all runs, where the lot says so: talk with the team alone.
    TALK = "talk"
    #: What the visitor thought before, asked before the debrief says anything.
    THINKING_BACK = "thinking-back"
    DEBRIEF = "debrief"
    SPOT_AFTER = "spot-after"
    #: Of who comes back weeks later: the three words from then.
    WORDS = "words"
    FEEDBACK = "feedback"
    THANKS = "thanks"
    #: Before the tutor, where two screen readers would speak at once.
    WHOSE_VOICE = "whose-voice"
    STOPPED = "stopped"
    #: The visitor asked for the record to be deleted: it is gone, or the disk has refused so far.
    DELETED = "deleted"
    NOT_DELETED = "not-deleted"


_OFF_THE_WAY = (Stage.WHOSE_VOICE, Stage.STOPPED, Stage.DELETED, Stage.NOT_DELETED)
#: Every stage of the way, in order. Those with a run of their own are part of the visits that have that run.
WAY = tuple(stage for stage in Stage if stage not in _OFF_THE_WAY)

#: The five steps that a visitor sees in the bar, with their names.
STEP_NAMES = ("Meet", "Learn", "With barriers", "Built well", "What happened")

_STEP_OF = {
    Stage.STORY: 1,
    Stage.AGREEMENT: 1,
    Stage.WHOSE_VOICE: 2,
    Stage.TUTOR: 2,
    Stage.WARM_UP: 2,
    Stage.SPOT_BEFORE: 2,
    Stage.BARRIER: 3,
    Stage.BARRIER_QUESTION: 3,
    Stage.PAPER: 3,
    Stage.PAPER_QUESTION: 3,
    Stage.BETWEEN: 4,
    Stage.HELPED: 4,
    Stage.HELPED_QUESTION: 4,
    Stage.FIRST: 3,
    Stage.FIRST_QUESTION: 3,
    **dict.fromkeys((Stage.BEFORE_SECOND, Stage.SECOND, Stage.SECOND_QUESTION), 4),
    **dict.fromkeys((Stage.BEFORE_THIRD, Stage.THIRD, Stage.THIRD_QUESTION), 4),
    **dict.fromkeys((Stage.BEFORE_FOURTH, Stage.FOURTH, Stage.FOURTH_QUESTION), 4),
    Stage.TALK: 3,
    Stage.THINKING_BACK: 5,
    Stage.DEBRIEF: 5,
    Stage.SPOT_AFTER: 5,
    Stage.WORDS: 5,
    Stage.FEEDBACK: 5,
    Stage.THANKS: 5,
}

#: Stages that stand between two steps and have a name of their own.
_PLACES = {
    Stage.PAPER: "On paper",
    Stage.PAPER_QUESTION: "On paper",
    **dict.fromkeys((Stage.FIRST, Stage.FIRST_QUESTION), "The service"),
    **dict.fromkeys((Stage.BEFORE_SECOND, Stage.SECOND, Stage.SECOND_QUESTION), "Once more"),
    **dict.fromkeys((Stage.BEFORE_THIRD, Stage.THIRD, Stage.THIRD_QUESTION), "The third time"),
    **dict.fromkeys((Stage.BEFORE_FOURTH, Stage.FOURTH, Stage.FOURTH_QUESTION), "The last time"),
    Stage.TALK: "A talk",
    **dict.fromkeys((Stage.SPOT_BEFORE, Stage.SPOT_AFTER), "Spot the barrier"),
    Stage.WORDS: "Weeks later",
}
#: Stages that only visits of these modes have.
_MODES_OF = {
    Stage.TUTOR: (Mode.SIMULATION,),
    Stage.TALK: (Mode.TALK,),
    Stage.THINKING_BACK: (Mode.SIMULATION, Mode.AUDIT, Mode.TALK),
    Stage.DEBRIEF: (Mode.SIMULATION, Mode.AUDIT),
    Stage.WORDS: (Mode.FOLLOW_UP,),
    **dict.fromkeys((Stage.SPOT_BEFORE, Stage.SPOT_AFTER), (Mode.SIMULATION, Mode.AUDIT, Mode.TALK)),
}

#: Stages whose run begins as they do; each other stage with a run follows or leads to one of them.
RUN_OF = {
    Stage.BARRIER: RunKind.BARRIER,
    Stage.HELPED: RunKind.HELPED,
    Stage.FIRST: RunKind.FIRST,
    Stage.SECOND: RunKind.SECOND,
    Stage.THIRD: RunKind.THIRD,
    Stage.FOURTH: RunKind.FOURTH,
}
#: The run that each question is about.
ASKED_OF = {
    Stage.BARRIER_QUESTION: RunKind.BARRIER,
    Stage.PAPER_QUESTION: RunKind.PAPER,
    Stage.HELPED_QUESTION: RunKind.HELPED,
    Stage.FIRST_QUESTION: RunKind.FIRST,
    Stage.SECOND_QUESTION: RunKind.SECOND,
    Stage.THIRD_QUESTION: RunKind.THIRD,
    Stage.FOURTH_QUESTION: RunKind.FOURTH,
}
#: The run that each calm screen leads to.
LEADS_TO = {
    Stage.BETWEEN: RunKind.HELPED,
    Stage.BEFORE_SECOND: RunKind.SECOND,
    Stage.BEFORE_THIRD: RunKind.THIRD,
    Stage.BEFORE_FOURTH: RunKind.FOURTH,
}
_RUN_NEEDED = {Stage.WARM_UP: RunKind.BASELINE, Stage.PAPER: RunKind.PAPER, **RUN_OF, **ASKED_OF, **LEADS_TO}


def after(stage: Stage, way: Sequence[Stage] = WAY) -> Stage:
    """The next stage of a visit's way; after the thank-you the station is ready for the next visitor."""
    later = (each for each in WAY[WAY.index(recorded_as(stage)) + 1 :] if each in way)
    return next(later, Stage.ATTRACT)


def recorded_as(stage: Stage) -> Stage:
    """The stage under which a record has it: whose voice it shall be is asked in the tutor's stage."""
    return Stage.TUTOR if stage is Stage.WHOSE_VOICE else stage


def needs_run(stage: Stage) -> RunKind | None:
    """The run without which a stage is left out; None for stages that every visit has."""
    return _RUN_NEEDED.get(stage)


#: Stages that only visits have that are asked to spot barriers, with what their answers' ids begin with.
SPOT_STAGES = {Stage.SPOT_BEFORE: SpotMoment.BEFORE, Stage.SPOT_AFTER: SpotMoment.AFTER}


@cache  # since it is asked at each input, for every visit the same
def way_of(mode: Mode, runs: frozenset[RunKind], *, is_spotting: bool) -> tuple[Stage, ...]:
    """The stages of visits of a mode: those without a run of their own, and those whose run is among these."""
    return tuple(
        stage
        for stage in WAY
        if mode in _MODES_OF.get(stage, (mode,))
        and (needs_run(stage) is None or needs_run(stage) in runs)
        and (is_spotting or stage not in SPOT_STAGES)
    )


def stage_of(run: RunKind) -> Stage:
    """The stage that a run at a form or a service is."""
    return next(stage for stage, its_run in RUN_OF.items() if its_run is run)


def last_run(way: Sequence[Stage] = WAY) -> Stage | None:
    """The stage of the run that works best, which every visit ends on; None for a way without runs."""
    return next((stage for stage in reversed(way) if stage in RUN_OF), None)


def step_of(stage: Stage) -> int:
    """Which of the five visible steps a stage belongs to; 0 for the attract screen."""
    return _STEP_OF.get(stage, 0)


def place_of(stage: Stage) -> str:
    """Where a visitor is, in words; nothing for the attract screen."""
    step = step_of(stage)
    return _PLACES.get(stage, STEP_NAMES[step - 1] if step else "")
