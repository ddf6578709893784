"""The visitor's way as a line of stages. It always leads through the form that works."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from empathylab.domain.session import RunKind


class Stage(StrEnum):
    ATTRACT = "attract"
    STORY = "story"
    AGREEMENT = "agreement"
    TUTOR = "tutor"
    WARM_UP = "warm-up"
    BARRIER = "barrier"
    BARRIER_QUESTION = "barrier-question"
    PAPER = "paper"
    PAPER_QUESTION = "paper-question"
    HELPED = "helped"
    HELPED_QUESTION = "helped-question"
    DEBRIEF = "debrief"
    FEEDBACK = "feedback"
    THANKS = "thanks"


#: Every stage there is, in order. WARM_UP and the two of PAPER are part of some visits only.
WAY = tuple(Stage)

#: The five steps that a visitor sees in the bar, with their names.
STEP_NAMES = ("Meet", "Learn", "With barriers", "Built well", "What happened")

_STEP_OF = {
    Stage.STORY: 1,
    Stage.AGREEMENT: 1,
    Stage.TUTOR: 2,
    Stage.WARM_UP: 2,
    Stage.BARRIER: 3,
    Stage.BARRIER_QUESTION: 3,
    Stage.PAPER: 3,
    Stage.PAPER_QUESTION: 3,
    Stage.HELPED: 4,
    Stage.HELPED_QUESTION: 4,
    Stage.DEBRIEF: 5,
    Stage.FEEDBACK: 5,
    Stage.THANKS: 5,
}

#: Stages that stand between two steps and have a name of their own.
_PLACES = {Stage.PAPER: "On paper", Stage.PAPER_QUESTION: "On paper"}

_RUN_NEEDED = {
    Stage.WARM_UP: RunKind.BASELINE,
    Stage.PAPER: RunKind.PAPER,
    Stage.PAPER_QUESTION: RunKind.PAPER,
}


def after(stage: Stage, way: Sequence[Stage] = WAY) -> Stage:
    """The next stage of a visit's way; after the thank-you the station is ready for the next visitor."""
    later = (each for each in WAY[WAY.index(stage) + 1 :] if each in way)
    return next(later, Stage.ATTRACT)


def needs_run(stage: Stage) -> RunKind | None:
    """The run without which a stage is left out; None for stages that every visit has."""
    return _RUN_NEEDED.get(stage)


def step_of(stage: Stage) -> int:
    """Which of the five visible steps a stage belongs to; 0 for the attract screen."""
    return _STEP_OF.get(stage, 0)


def place_of(stage: Stage) -> str:
    """Where a visitor is, in words; nothing for the attract screen."""
    step = step_of(stage)
    return _PLACES.get(stage, STEP_NAMES[step - 1] if step else "")
