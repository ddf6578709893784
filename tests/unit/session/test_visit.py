"""A visit from agreement to thank-you, written down stage by stage."""

from __future__ import annotations

import pytest

from empathylab.domain.calibration import Calibration
from empathylab.domain.events import KeyClass, KeyHandled, LogEntry, Stuck, SubmitTried
from empathylab.domain.session import Answer, Ending, Outcome, Run, RunKind, Session, Twin
from empathylab.files.library import load_library
from empathylab.session.idle import IdleState, IdleWatch
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from support.clocks import SetClock


class Notebook:
    """A journal that remembers the order of what it was told."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, object]] = []

    def begin_session(self, session: Session) -> None:
        self.lines.append(("session", session))

    def begin_run(self, run: Run) -> None:
        self.lines.append(("run", run))

    def record(self, session_id: str, entry: LogEntry) -> None:
        self.lines.append(("event", entry))

    def answer(self, answer: Answer) -> None:
        self.lines.append(("answer", answer))

    def end_run(self, session_id: str, position: int, outcome: Outcome) -> None:
        self.lines.append(("run over", (position, outcome)))

    def end_session(self, session_id: str, ending: Ending) -> None:
        self.lines.append(("over", ending))

    def forget_session(self, session_id: str) -> None:
        self.lines.append(("forgotten", session_id))

    def commit(self) -> None:
        self.lines.append(("commit", None))

    def of(self, what: str) -> list[object]:
        return [value for kind, value in self.lines if kind == what]


@pytest.fixture(scope="module")
def library():
    return load_library()


def plan_for(library, *names: str, seed: int = 1) -> VisitPlan:
    return plan_visit(
        event="Spring",
        station="station-1",
        personas=[library.persona(name) for name in names],
        task=library.task("missed-bin"),
        calibration=Calibration(),
        seed=seed,
    )


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def visit(library, notebook) -> Visit:
    return Visit(plan_for(library, "claudia"), notebook, SetClock())


def test_nothing_is_written_before_the_visitor_agrees(visit, notebook) -> None:
    visit.record(KeyHandled(KeyClass.CHARACTER))
    assert notebook.lines == []


def test_each_stage_is_durable_before_the_next_screen(visit, notebook) -> None:
    visit.agree()
    visit.go_to(Stage.TUTOR)
    visit.advance()
    assert visit.stage is Stage.BARRIER
    assert notebook.lines[-1][0] == "commit"
    run = notebook.of("run")[0]
    assert isinstance(run, Run)
    assert (run.position, run.kind, run.condition.twin) == (1, RunKind.BARRIER, Twin.BARRIER)


def test_events_are_numbered_without_gaps_and_timed_from_the_agreement(visit) -> None:
    visit.agree()
    visit.go_to(Stage.BARRIER)
    visit._clock.ms += 250
    visit.record(SubmitTried())
    assert [entry.seq for entry in visit.log] == list(range(len(visit.log)))
    assert visit.log[-1].at_ms == 250


def test_a_run_ends_once_with_its_first_outcome(visit, notebook) -> None:
    visit.agree()
    visit.go_to(Stage.BARRIER)
    visit.end_run(Outcome.GAVE_UP)
    visit.end_run(Outcome.COMPLETED)
    assert notebook.of("run over") == [(1, Outcome.GAVE_UP)]
    assert visit.outcomes == {RunKind.BARRIER: Outcome.GAVE_UP}


def test_leaving_a_run_for_another_stage_ends_it_as_stopped(visit) -> None:
    visit.agree()
    visit.go_to(Stage.BARRIER)
    visit.go_to(Stage.DEBRIEF)
    assert visit.outcomes[RunKind.BARRIER] is Outcome.STOPPED


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        (Ending.LEFT, Outcome.TIMED_OUT),
        (Ending.STOPPED, Outcome.STOPPED),
        (Ending.INTERRUPTED, Outcome.INTERRUPTED),
    ],
)
def test_a_visit_that_ends_in_mid_run_says_how(visit, notebook, ending, outcome) -> None:
    visit.agree()
    visit.go_to(Stage.HELPED)
    visit.end(ending)
    assert visit.outcomes[RunKind.HELPED] is outcome
    assert notebook.of("over") == [ending]


def test_who_gave_a_form_up_is_stuck_until_the_next_one_is_open(visit) -> None:
    visit.agree()
    visit.go_to(Stage.BARRIER)
    assert not visit.is_stuck
    visit.end_run(Outcome.GAVE_UP)
    assert visit.is_stuck
    visit.go_to(Stage.BARRIER_QUESTION)
    assert visit.is_stuck
    visit.go_to(Stage.HELPED)
    assert not visit.is_stuck
    visit.end_run(Outcome.GAVE_UP)
    visit.go_to(Stage.DEBRIEF)
    assert not visit.is_stuck


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.STOPPED])
def test_who_sends_or_leaves_a_form_is_not_stuck(visit, outcome) -> None:
    visit.agree()
    visit.go_to(Stage.BARRIER)
    visit.end_run(outcome)
    visit.go_to(Stage.BARRIER_QUESTION)
    assert not visit.is_stuck


def test_a_skipped_question_is_recorded_as_skipped(visit, notebook) -> None:
    visit.agree()
    visit.answer("ease", RunKind.BARRIER)
    answer = notebook.of("answer")[0]
    assert isinstance(answer, Answer)
    assert answer.is_skipped


def test_forgetting_a_visit_writes_nothing_afterwards(visit, notebook) -> None:
    visit.agree()
    visit.forget()
    count = len(notebook.lines)
    visit.record(Stuck())
    visit.end(Ending.FINISHED)
    assert notebook.of("forgotten") == [visit.session_id]
    assert len(notebook.lines) == count


def test_the_two_runs_carry_different_content_and_the_order_varies_with_the_seed(library) -> None:
    orders = set()
    for seed in range(20):
        conditions = plan_for(library, "claudia", seed=seed).conditions
        contents = (conditions[RunKind.BARRIER].content, conditions[RunKind.HELPED].content)
        assert set(contents) == {"a", "b"}
        orders.add(contents)
    assert len(orders) == 2


def test_each_run_has_hands_of_its_own_and_the_same_seed_the_same_ones(library) -> None:
    """Else the second form is typed with the very errors of the first."""
    seeds = [each.seed for each in plan_for(library, "christopher", seed=7).conditions.values()]
    assert len(set(seeds)) == 2
    assert seeds == [each.seed for each in plan_for(library, "christopher", seed=7).conditions.values()]


def test_two_personas_worn_together_wear_each_simulation_and_barrier_once(library) -> None:
    condition = plan_for(library, "christopher", "claudia").conditions[RunKind.BARRIER]
    kinds = [spec.kind for spec in condition.simulations]
    assert {"acuity", "pointer-block", "drop"} <= set(kinds)
    assert len(kinds) == len(set(kinds))
    assert len(condition.barriers) == len(set(condition.barriers))


def test_the_helped_run_is_always_the_accessible_twin_without_barriers(library) -> None:
    for name in library.personas:
        condition = plan_for(library, name).conditions[RunKind.HELPED]
        assert (condition.twin, condition.barriers) == (Twin.ACCESSIBLE, ())


def test_walking_away_warns_first_and_leaves_time_to_come_back() -> None:
    watch = IdleWatch(quiet_ms=90_000, warning_ms=20_000)
    watch.touch(1_000)
    assert watch.state(90_999) is IdleState.ACTIVE
    assert watch.state(91_000) is IdleState.WARNING
    assert watch.seconds_left(91_000) == 20
    watch.touch(95_000)
    assert watch.state(111_000) is IdleState.ACTIVE
    assert watch.state(95_000 + 110_000) is IdleState.LEFT
