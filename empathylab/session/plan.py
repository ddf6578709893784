"""The plan of a visit: its runs with their exact conditions, decided before it begins."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from empathylab.domain.calibration import Calibration
from empathylab.domain.feature import Group
from empathylab.domain.persona import Persona, RunPlan, Tutor
from empathylab.domain.questions import Topic
from empathylab.domain.roles import HostThere
from empathylab.domain.session import Condition, HelpState, Mode, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.station import Questions
from empathylab.domain.task import FORM_TEXT_PX, CardLine, Form, Task
from empathylab.features import FEATURES
from empathylab.session.stages import RUN_OF, Stage, way_of

WARM_UP_TASK = "copy-typing"


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """The plan of one visit.

    `personas` are worn together when there are several; `conditions` has an entry for each run of the visit.

    `station` is an id; `station_name` is what the facilitator calls this machine. `is_assigned`: the mode was drawn.
    `spot_sets` are those of pictures and clips before and after, none where nobody is asked. `order_row` is where the
    order of a service's versions comes from, empty where there is nothing to order.
    """

    event: str
    station: str
    personas: tuple[Persona, ...]
    task: Task
    conditions: dict[RunKind, Condition]
    seed: int
    station_name: str = ""
    questions: Questions = "short"
    host: HostThere = HostThere.NOT_TOLD
    topics: tuple[Topic, ...] = ()
    spot_sets: tuple[str, ...] = ()
    mode: Mode = Mode.SIMULATION
    is_assigned: bool = False
    order_row: str = ""

    @property
    def way(self) -> tuple[Stage, ...]:
        """The stages of this visit: those without a run of its own, and those whose run is planned."""
        return way_of(self.mode, frozenset(self.conditions), is_spotting=bool(self.spot_sets))

    def seen_on(self, calibration: Calibration, run: RunKind) -> VisitPlan:
        """The same visit with this run on a screen that is measured so; runs already done keep their own."""
        there = _before(calibration, self.conditions[run])
        return replace(self, conditions={**self.conditions, run: there})

    @property
    def runs(self) -> tuple[RunKind, ...]:
        """Those at a form or a service, in the order done."""
        return tuple(RUN_OF[stage] for stage in self.way if stage in RUN_OF)

    def worn_in(self, run: RunKind) -> tuple[RunPlan, ...]:
        """The run plans of each persona in a run, with the words beside the page."""
        is_without = run is RunKind.BARRIER or self.conditions[run].help is HelpState.WITHOUT
        return tuple(persona.barrier if is_without else persona.helped for persona in self.personas)

    def card(self, run: RunKind) -> tuple[CardLine, ...]:
        """What the visitor is to enter in this run."""
        return self.task.cards[self.conditions[run].content]

    @property
    def form(self) -> Form:
        """The task of a visit at one of the lab's own forms; a service's visit has none to be asked."""
        assert isinstance(self.task, Form)
        return self.task

    @property
    def tutor(self) -> Tutor:
        """The steps that are learned first: all of the first persona's tutor, and of each other one the first key."""
        first, *others = (persona.tutor for persona in self.personas)
        return first.model_copy(
            update={
                "simulations": _merged_specs((first.simulations, *(each.simulations for each in others))),
                "helps": _merged_specs((first.helps, *(each.helps for each in others))),
                "steps": (*first.steps, *(step for each in others for step in each.steps[:1])),
            }
        )

    @property
    def name(self) -> str:
        """Who is worn, such as "Christopher and Claudia"."""
        return " and ".join(persona.name for persona in self.personas)


def unforeseeable_seed() -> int:
    """A seed that nobody can foretell; it is recorded with the visit."""
    return random.SystemRandom().randrange(2**31)


def plan_visit(
    *,
    event: str,
    station: str,
    personas: Sequence[Persona],
    task: Form,
    calibration: Calibration,
    seed: int,
    station_name: str = "",
    left_out: Collection[str] = (),
    has_warm_up: bool = False,
    has_paper: bool = False,
    questions: Questions = "short",
) -> VisitPlan:
    """Decide a visit. Barrier comes before helped; which content comes first is drawn from `seed` and recorded.

    `left_out` are barriers that no form of this station wears. `has_warm_up` puts copy-typing before the barrier run
    when hands are simulated; `has_paper` puts the paper form between the two runs, with the barrier run's content.
    """
    first, second = random.Random(seed).choice((("a", "b"), ("b", "a")))
    barrier = [persona.barrier for persona in personas]
    helped = [persona.helped for persona in personas]
    met = _merged(run.barriers for run in barrier)
    conditions = {
        RunKind.BARRIER: replace(
            condition_of(barrier, task.id, Twin.BARRIER, first, calibration, seed),
            barriers=tuple(each for each in met if each in task.barriers and each not in left_out),
        ),
        RunKind.HELPED: condition_of(helped, task.id, Twin.ACCESSIBLE, second, calibration, seed + 1),
    }
    if has_warm_up and Group.HANDS in FEATURES.groups(conditions[RunKind.BARRIER].simulations):
        conditions[RunKind.BASELINE] = Condition(WARM_UP_TASK, Twin.ACCESSIBLE, first, seed=seed)
    if has_paper:
        conditions[RunKind.PAPER] = Condition(task.id, Twin.PAPER, first, seed=seed)
    return VisitPlan(event, station, tuple(personas), task, conditions, seed, station_name, questions)


def condition_of(
    worn: Sequence[RunPlan], task: str, twin: Twin, content: str, calibration: Calibration, seed: int
) -> Condition:
    """The condition of these run plans put on together before this screen; a form without barriers."""
    condition = Condition(
        task,
        twin,
        content,
        simulations=_merged_specs(run.simulations for run in worn),
        helps=_merged_specs(run.helps for run in worn),
        seed=seed,
    )
    return _before(calibration, condition)


def _before(calibration: Calibration, condition: Condition) -> Condition:
    """The condition before a screen that is measured so: on a denser one the form's text has more pixels."""
    return replace(
        condition,
        text_px=float(calibration.as_large_as(FORM_TEXT_PX)),
        ppd=calibration.ppd,
        distance_cm=calibration.distance_cm,
        is_calibrated=calibration.is_calibrated,
        pixel_ratio=calibration.pixel_ratio,
        is_loudness_set=calibration.is_loudness_set,
    )


def _merged(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def _merged_specs(groups: Iterable[Iterable[Spec]]) -> tuple[Spec, ...]:
    """All specs once, presets written out; of two with the same kind the first persona's holds."""
    by_kind: dict[str, Spec] = {}
    for group in groups:
        for spec in FEATURES.expand(group):
            by_kind.setdefault(spec.kind, spec)
    return tuple(by_kind.values())
