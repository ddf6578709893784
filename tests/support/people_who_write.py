"""Whole visits of every kind, half of whose people write: whoever ties comments to visits has to find out which."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

from empathylab.bench import synthetic_visits
from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError
from empathylab.domain.events import MomentMarked
from empathylab.domain.questions import AnswerKind, Moment, Question
from empathylab.domain.records import ReviewState
from empathylab.domain.service import Pairs
from empathylab.domain.session import Ending, Mode, Outcome, RunKind
from empathylab.domain.workshop import EventSettings
from empathylab.files.library import load_library
from empathylab.files.questions import load_questions
from empathylab.session.modes import in_mode
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.service_plan import plan_service
from empathylab.session.stages import ASKED_OF, RUN_OF, Stage
from empathylab.session.visit import Visit
from empathylab.storage import Store
from support.clocks import SetClock
from support.service_lab import service_at

EVENT = "Library week"
LIBRARY, QUESTIONS = load_library(), load_questions()
SERVICE = service_at("https://bins.example/start", pairs=Pairs.WITHOUT_WITH, marks=True)
#: Who can be worn at which station, and the one that few come to.
PERSONAS = {"station-1": ("christopher", "claudia"), "station-2": ("ashleigh",), "station-3": ("simone", "pawel")}
_LONELY, _FEW = ("station-4", "saleem"), 3
_MODES = (Mode.SIMULATION,) * 7 + (Mode.AUDIT, Mode.TALK, Mode.FOLLOW_UP)
_WORDS = ("labels", "keyboard", "never", "again", "forms", "colours", "patience", "next", "week")


@dataclass(frozen=True, slots=True)
class Written:
    """Where words come from."""

    session_id: str
    stage: Stage
    question: str


@dataclass(slots=True)
class Truth:
    """What nobody else knows: the visits in their order, what they were and were asked, and whose which words are."""

    plans: dict[str, VisitPlan] = field(default_factory=dict)
    wrote: dict[str, Written] = field(default_factory=dict)
    asked: Counter[tuple[str, Stage]] = field(default_factory=Counter)

    @property
    def sessions(self) -> list[str]:
        return list(self.plans)

    def kind_of(self, session_id: str) -> str:
        """What is plain to see of it, and tells how many questions it was asked."""
        plan = self.plans[session_id]
        asked = [self.asked[session_id, stage] for stage in plan.way]
        return f"{plan.mode} {plan.task.id} {plan.questions} {asked}"

    def much_of(self, session_id: str, stage: str = "") -> float:
        """How many characters this visit wrote, in this stage or in all."""
        of_visit = {text: found.stage for text, found in self.wrote.items() if found.session_id == session_id}
        return float(sum(len(text) for text, there in of_visit.items() if stage in ("", there)))


def settings(k: int) -> EventSettings:
    return synthetic_visits.settings(EVENT, k)


def come_and_write(store: Store, truth: Truth, chance: random.Random) -> str:
    """A whole visit; half of the people write to each question, and take their time for it."""
    clock = SetClock()
    visit = Visit(_plan(chance, is_lonely=len(truth.plans) < _FEW), store, clock, _raise)
    visit.agree()
    truth.plans[visit.session_id] = visit.plan
    has_marks = False
    for stage in visit.plan.way[2:]:
        visit.go_to(stage)
        clock.wait(chance.uniform(5, 60))
        if stage in RUN_OF:
            has_marks = _use(visit, clock, chance, stage)
        for question in _asked(visit.plan, stage, has_marks=has_marks):
            _answer(visit, clock, truth, chance, question)
    visit.end(Ending.FINISHED)
    return visit.session_id


def review_at_once(store: Store) -> None:
    """The facilitator lets each comment leave the lab as it comes in."""
    for comment in store.comments(EVENT, ReviewState.WAITING):
        store.review(comment.id, ReviewState.RELEASED)


def _plan(chance: random.Random, *, is_lonely: bool) -> VisitPlan:
    station, persona = _LONELY if is_lonely else chance.choice([(at, who) for at in PERSONAS for who in PERSONAS[at]])
    personas = [LIBRARY.personas[persona]]
    seed, calibration = chance.randrange(1_000_000), Calibration()
    if not is_lonely and chance.random() < 0.3:
        return plan_service(
            event=EVENT, station=station, personas=personas, task=SERVICE, calibration=calibration, seed=seed
        )
    task = LIBRARY.form(LIBRARY.stations[station].task_of(personas[0].id))
    plan = plan_visit(event=EVENT, station=station, personas=personas, task=task, calibration=calibration, seed=seed)
    drawn = in_mode(plan, chance.choice(_MODES), is_assigned=True)
    return replace(drawn, questions=chance.choice(("short", "full")))


def _use(visit: Visit, clock: SetClock, chance: random.Random, stage: Stage) -> bool:
    """The run at a form or a service; was a moment marked?"""
    is_marked = visit.plan.task is SERVICE and chance.random() < 0.6
    if is_marked:
        visit.record(MomentMarked())
    clock.wait(chance.uniform(15, 90))
    visit.end_run(Outcome.COMPLETED)
    return is_marked


def _asked(plan: VisitPlan, stage: Stage, *, has_marks: bool) -> tuple[Question, ...]:
    who = tuple(persona.id for persona in plan.personas)
    is_short = plan.questions == "short"
    if stage in ASKED_OF:
        run: RunKind = ASKED_OF[stage]
        return QUESTIONS.asked(Moment.AFTER_RUN, run, who=who, only_short=is_short, has_marks=has_marks)
    if stage is Stage.THINKING_BACK:
        return QUESTIONS.asked(Moment.THEN, who=who, only_short=is_short)
    if stage is not Stage.FEEDBACK:
        return ()
    now = QUESTIONS.asked(Moment.NOW, who=who, only_short=is_short)
    is_again = plan.mode is Mode.FOLLOW_UP
    return now if is_again else (*now, *QUESTIONS.asked(Moment.LAST, who=who, only_short=is_short))


def _answer(visit: Visit, clock: SetClock, truth: Truth, chance: random.Random, question: Question) -> None:
    run = ASKED_OF.get(visit.stage)
    clock.wait(4)
    if question.scale is not None:
        visit.answer(question.id, run, number=chance.choice(question.scale.values))
    elif question.kind is AnswerKind.CHOICE:
        visit.answer(question.id, run, number=chance.randint(0, 1))
    else:
        truth.asked[visit.session_id, visit.stage] += 1
        words = _words(chance) if chance.random() < 0.5 else ""
        clock.wait(0.3 * len(words))
        if words:
            truth.wrote[words] = Written(visit.session_id, visit.stage, question.id)
        visit.answer(question.id, run, text=words)


def _words(chance: random.Random) -> str:
    """Each of them only once."""
    return f"{' '.join(chance.choices(_WORDS, k=chance.randint(3, 60)))} {chance.getrandbits(64):x}"


def _raise(problem: LabError) -> None:
    raise problem
