"""The visitor's way as a line of stages. It always leads through the form that works."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    ATTRACT = "attract"
    STORY = "story"
    AGREEMENT = "agreement"
    TUTOR = "tutor"
    BARRIER = "barrier"
    BARRIER_QUESTION = "barrier-question"
    HELPED = "helped"
    HELPED_QUESTION = "helped-question"
    DEBRIEF = "debrief"
    FEEDBACK = "feedback"
    THANKS = "thanks"


WAY = tuple(Stage)

#: The five steps that a visitor sees in the bar, with their names.
STEP_NAMES = ("Meet", "Learn", "With barriers", "Built well", "What happened")

_STEP_OF = {
    Stage.STORY: 1,
    Stage.AGREEMENT: 1,
    Stage.TUTOR: 2,
    Stage.BARRIER: 3,
    Stage.BARRIER_QUESTION: 3,
    Stage.HELPED: 4,
    Stage.HELPED_QUESTION: 4,
    Stage.DEBRIEF: 5,
    Stage.FEEDBACK: 5,
    Stage.THANKS: 5,
}

#: Stages in which a form is being filled in under a simulation.
RUN_STAGES = frozenset({Stage.BARRIER, Stage.HELPED})


def after(stage: Stage) -> Stage:
    """The next stage; after the thank-you the station is ready for the next visitor."""
    return WAY[(WAY.index(stage) + 1) % len(WAY)]


def step_of(stage: Stage) -> int:
    """Which of the five visible steps a stage belongs to; 0 for the attract screen."""
    return _STEP_OF.get(stage, 0)
