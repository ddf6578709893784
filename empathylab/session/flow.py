"""The flow of a visit: one table of what leads from one state to another, without windows, records or clocks."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.session.stages import RUN_OF, WAY, Stage, after, last_run


class Input(Enum):
    """What a visitor, the station or the facilitator does."""

    CHOSEN = auto()
    BACK = auto()
    #: The story was read.
    READ = auto()
    #: The same by somebody who wants to look at the forms with nothing worn.
    NOTHING_WORN = auto()
    #: The same by somebody who was here weeks ago.
    CAME_BACK = auto()
    AGREED = auto()
    #: The same where the lab's reader would speak beside another one that is running.
    AGREED_BESIDE_READER = auto()
    OWN_READER = auto()
    LAB_READER = auto()
    #: The visitor begins the warm-up or the paper form.
    BEGUN = auto()
    #: The form's confirmation page is there.
    SENT = auto()
    #: What there was to do in this state is done.
    DONE = auto()
    STUCK = auto()
    STOP = auto()
    #: The service did not come, or led out of the lab.
    SERVICE_ENDED = auto()
    #: After Stop: on to the run that works best, or to what happened.
    BUILT_WELL = auto()
    WHAT_HAPPENED = auto()
    FINISH = auto()
    DELETE = auto()
    #: Nobody has been there for too long.
    LEFT = auto()
    #: The facilitator ended the simulation: no visitor stopped.
    ENDED = auto()
    #: The lab could not go on with it.
    FAILED = auto()
    #: The facilitator, or the lab's own end.
    RESET = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """Where an input leads, by default to the next stage of the visit's way, and what it means for the record.

    `outcome` is how a run still under way ends, `ending` how the visit does. `stays`: no other state. Where the disk
    does not delete a record, `if_refused` is where it leads.
    """

    to: Stage | None = None
    outcome: Outcome | None = None
    ending: Ending | None = None
    stays: bool = False
    if_refused: Stage | None = None


_NEXT = Move()
_ATTRACT = Move(Stage.ATTRACT)
_FINISHED = Move(Stage.ATTRACT, ending=Ending.FINISHED)
_AWAY = {
    Input.LEFT: Move(Stage.ATTRACT, ending=Ending.LEFT),
    Input.RESET: Move(Stage.ATTRACT, ending=Ending.INTERRUPTED),
}
#: Before the agreement there is no record, and nothing to be asked after Stop.
_UNRECORDED = {**_AWAY, **dict.fromkeys((Input.BACK, Input.STOP, Input.ENDED, Input.FAILED), _ATTRACT)}
_RECORDED = {
    **_AWAY,
    Input.STOP: Move(Stage.STOPPED, Outcome.STOPPED),
    **dict.fromkeys((Input.ENDED, Input.FAILED), Move(Stage.STOPPED, Outcome.INTERRUPTED)),
}
_SCREEN = {**_RECORDED, Input.DONE: _NEXT}
_FORM = {
    **_SCREEN,
    Input.SENT: Move(outcome=Outcome.COMPLETED, stays=True),
    Input.STUCK: Move(outcome=Outcome.GAVE_UP),
}
_SERVICE = {**_FORM, Input.SERVICE_ENDED: Move(outcome=Outcome.ENDED_BY_SERVICE, stays=True)}
#: The warm-up and the paper form, which begin when the visitor does and may be left out.
_OWN_RUN = {
    **_FORM,
    Input.BEGUN: Move(stays=True),
    Input.DONE: Move(outcome=Outcome.COMPLETED),
}
_DELETION = {Input.DELETE: Move(Stage.DELETED, if_refused=Stage.NOT_DELETED)}

TABLE: Mapping[Stage, Mapping[Input, Move]] = {
    Stage.ATTRACT: {Input.CHOSEN: Move(Stage.STORY), Input.LEFT: _AWAY[Input.LEFT]},
    Stage.STORY: {
        **_UNRECORDED,
        Input.READ: Move(Stage.AGREEMENT),
        Input.NOTHING_WORN: Move(Stage.AGREEMENT),
        Input.CAME_BACK: Move(Stage.AGREEMENT),
    },
    Stage.AGREEMENT: {
        **_UNRECORDED,
        Input.AGREED: _NEXT,
        Input.AGREED_BESIDE_READER: Move(Stage.WHOSE_VOICE),
    },
    Stage.WHOSE_VOICE: {**_RECORDED, Input.OWN_READER: _NEXT, Input.LAB_READER: Move(Stage.TUTOR)},
    Stage.TUTOR: {**_SCREEN, Input.STUCK: _NEXT},
    Stage.WARM_UP: _OWN_RUN,
    Stage.SPOT_BEFORE: _SCREEN,
    Stage.BARRIER: _FORM,
    Stage.BARRIER_QUESTION: _SCREEN,
    Stage.PAPER: _OWN_RUN,
    Stage.PAPER_QUESTION: _SCREEN,
    Stage.BETWEEN: _SCREEN,
    Stage.HELPED: _FORM,
    Stage.HELPED_QUESTION: _SCREEN,
    Stage.FIRST: _SERVICE,
    Stage.FIRST_QUESTION: _SCREEN,
    Stage.BEFORE_SECOND: _SCREEN,
    Stage.SECOND: _SERVICE,
    Stage.SECOND_QUESTION: _SCREEN,
    Stage.BEFORE_THIRD: _SCREEN,
    Stage.THIRD: _SERVICE,
    Stage.THIRD_QUESTION: _SCREEN,
    Stage.BEFORE_FOURTH: _SCREEN,
    Stage.FOURTH: _SERVICE,
    Stage.FOURTH_QUESTION: _SCREEN,
    Stage.TALK: _SCREEN,
    Stage.THINKING_BACK: _SCREEN,
    Stage.DEBRIEF: _SCREEN,
    Stage.SPOT_AFTER: _SCREEN,
    Stage.WORDS: _SCREEN,
    Stage.FEEDBACK: _SCREEN,
    # Walking away is how people leave here.
    Stage.THANKS: {**_RECORDED, **_DELETION, Input.FINISH: _FINISHED, Input.LEFT: _FINISHED},
    Stage.STOPPED: {
        **_AWAY,
        **_DELETION,
        Input.BUILT_WELL: _NEXT,
        Input.WHAT_HAPPENED: Move(Stage.THINKING_BACK),
        Input.FINISH: Move(Stage.ATTRACT, ending=Ending.STOPPED),
    },
    Stage.DELETED: {**_AWAY, Input.FINISH: _FINISHED, Input.LEFT: _FINISHED},
    Stage.NOT_DELETED: {**_AWAY, **_DELETION, Input.FINISH: _FINISHED},
}


def move(stage: Stage, given: Input, way: Sequence[Stage] = WAY, done: Container[RunKind] = ()) -> Move | None:
    """Where an input leads from a stage, None where it means nothing there.

    `way` are the stages of this visit, `done` the runs that are over: none is begun a second time.
    """
    found = TABLE[stage].get(given)
    if found is not None and given is Input.BUILT_WELL:
        best = last_run(way)
        return None if best is None or RUN_OF[best] in done else replace(found, to=best)
    if found is None:
        return None
    if found.stays:
        return replace(found, to=stage)
    return found if found.to is not None else replace(found, to=after(stage, way))
