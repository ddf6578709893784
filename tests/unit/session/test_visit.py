"""A visit from agreement to thank-you, written down stage by stage."""

from __future__ import annotations

from typing import Any

import pytest

from empathylab.domain.calibration import Calibration, CalibrationSource
from empathylab.domain.errors import LabError, RecordsError
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import KeyClass, KeyHandled, RunEnded, StageEntered, Stopped, Stuck, SubmitTried
from empathylab.domain.persona import RunPlan
from empathylab.domain.session import Answer, Ending, Outcome, Run, RunKind, Session, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.stored_events import to_stored
from empathylab.files.library import load_library
from empathylab.session.flow import Input
from empathylab.session.idle import IdleState, IdleWatch
from empathylab.session.own_reader import wears_reader
from empathylab.session.plan import VisitPlan, condition_of, plan_visit
from empathylab.session.recording import RunRecorder
from empathylab.session.service_plan import SERVICE_RUNS
from empathylab.session.stages import WAY, Stage, after, needs_run
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

    def pair(self, session_id: str, pairing: object) -> None:
        self.lines.append(("pair", pairing))

    def forget_session(self, session_id: str) -> None:
        self.lines.append(("forgotten", session_id))

    def commit(self) -> None:
        self.lines.append(("commit", None))

    def of(self, what: str) -> list[object]:
        return [value for kind, value in self.lines if kind == what]


@pytest.fixture(scope="module")
def library():
    return load_library()


def plan_for(library, *names: str, seed: int = 1, **stations: Any) -> VisitPlan:
    return plan_visit(
        event="Spring",
        station="station-1",
        personas=[library.persona(name) for name in names],
        task=library.form("missed-bin"),
        calibration=Calibration(),
        seed=seed,
        **stations,
    )


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def visit(library, notebook) -> Visit:
    return Visit(plan_for(library, "claudia"), notebook, SetClock(), _raise)


def _raise(problem: LabError) -> None:
    raise problem


def follow(visit: Visit, *inputs: Input) -> Visit:
    for given in inputs:
        assert visit.take(given) is not None, f"{given} means nothing in {visit.stage}"
    return visit


def kinds(visit: Visit) -> list[str]:
    return [to_stored(entry.event)[0] for entry in visit.log]


#: The stages of a visit to a form; those at a service have runs of their own.
OF_A_FORM = tuple(stage for stage in WAY if needs_run(stage) not in SERVICE_RUNS)
TO_TUTOR = (Input.CHOSEN, Input.READ, Input.AGREED)
TO_BARRIER = (*TO_TUTOR, Input.DONE)


def test_nothing_is_written_before_the_visitor_agrees(visit, notebook) -> None:
    visit.record(KeyHandled(KeyClass.CHARACTER))
    assert notebook.lines == []


def test_each_stage_is_durable_before_the_next_screen(visit, notebook) -> None:
    follow(visit, *TO_BARRIER)
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
    assert [watch.seconds_left(at_ms) for at_ms in (91_000, 91_001, 110_999, 112_000)] == [20, 20, 1, 0]
    watch.touch(95_000)
    assert watch.state(111_000) is IdleState.ACTIVE
    assert watch.state(95_000 + 110_000) is IdleState.LEFT


# --- what is done leads from state to state ----------------------------------------


def test_a_whole_visit_is_written_down_stage_by_stage(visit, notebook) -> None:
    follow(visit, *TO_BARRIER, Input.SENT, Input.DONE, Input.DONE, Input.DONE, Input.SENT, Input.DONE, Input.DONE)
    assert visit.stage is Stage.THINKING_BACK, "before the lab says what happened"
    follow(visit, Input.DONE)
    assert visit.stage is Stage.DEBRIEF
    follow(visit, Input.DONE, Input.DONE)
    assert visit.stage is Stage.THANKS
    follow(visit, Input.FINISH)
    entered = [entry.event.stage for entry in visit.log if isinstance(entry.event, StageEntered)]
    assert entered == [
        "tutor",
        "barrier",
        "barrier-question",
        "between",
        "helped",
        "helped-question",
        "thinking-back",
        "debrief",
        "feedback",
        "thanks",
    ]
    assert visit.outcomes == dict.fromkeys((RunKind.BARRIER, RunKind.HELPED), Outcome.COMPLETED)
    assert notebook.of("over") == [Ending.FINISHED]
    assert visit.stage is Stage.ATTRACT


@pytest.mark.parametrize(
    "stage", [stage for stage in OF_A_FORM if stage not in (Stage.ATTRACT, Stage.STORY, Stage.AGREEMENT)]
)
def test_stop_is_recorded_under_the_stage_it_came_in(visit, notebook, stage) -> None:
    follow(visit, *TO_TUTOR)
    visit.go_to(stage)
    follow(visit, Input.STOP)
    assert visit.stage is Stage.STOPPED
    assert [entry.event for entry in visit.log if isinstance(entry.event, Stopped)] == [Stopped(stage.value)]
    assert visit.run is None
    assert notebook.lines[-1][0] == "commit"
    follow(visit, Input.FINISH)
    assert notebook.of("over") == [Ending.STOPPED]


def test_stop_before_the_agreement_leaves_no_record(visit, notebook) -> None:
    follow(visit, Input.CHOSEN, Input.READ, Input.STOP)
    assert visit.stage is Stage.ATTRACT
    assert notebook.lines == []


@pytest.mark.parametrize("given", [Input.ENDED, Input.FAILED])
def test_what_others_ended_no_visitor_stopped(visit, notebook, given: Input) -> None:
    follow(visit, *TO_BARRIER, given)
    assert visit.stage is Stage.STOPPED
    assert visit.outcomes == {RunKind.BARRIER: Outcome.INTERRUPTED}
    assert visit.stopped_by is given
    follow(visit, Input.FINISH)
    assert notebook.of("over") == [Ending.STOPPED]


def test_after_stop_the_form_that_works_can_be_tried_once(visit) -> None:
    follow(visit, *TO_BARRIER, Input.STOP, Input.BUILT_WELL)
    assert visit.stage is Stage.HELPED
    assert visit.outcomes == {RunKind.BARRIER: Outcome.STOPPED}
    follow(visit, Input.STOP)
    assert visit.stopped_by is Input.STOP
    assert visit.take(Input.BUILT_WELL) is None
    follow(visit, Input.WHAT_HAPPENED)
    assert visit.stage is Stage.THINKING_BACK


def test_who_is_stuck_gives_up_and_stays_stuck_until_another_form_is_open(visit) -> None:
    follow(visit, *TO_BARRIER, Input.STUCK)
    assert visit.stage is Stage.BARRIER_QUESTION
    assert visit.outcomes == {RunKind.BARRIER: Outcome.GAVE_UP}
    assert kinds(visit).count("stuck") == 1
    assert visit.is_stuck
    follow(visit, Input.DONE)
    assert visit.stage is Stage.BETWEEN
    assert visit.run is None, "no clock runs until the visitor goes on"
    follow(visit, Input.DONE)
    assert visit.stage is Stage.HELPED
    assert not visit.is_stuck


def test_going_on_from_a_form_that_is_sent_is_not_giving_up(visit) -> None:
    follow(visit, *TO_BARRIER, Input.SENT)
    assert visit.stage is Stage.BARRIER
    follow(visit, Input.STUCK)
    assert visit.outcomes == {RunKind.BARRIER: Outcome.COMPLETED}
    assert "stuck" not in kinds(visit)
    assert not visit.is_stuck


def test_the_warm_up_begins_with_the_visitor_and_can_be_left_out_without_a_trace(library, notebook) -> None:
    def new() -> Visit:
        made = plan_for(library, "christopher", has_warm_up=True)
        return follow(Visit(made, notebook, SetClock(), _raise), *TO_TUTOR, Input.STUCK)

    left_out = follow(new(), Input.STUCK)
    assert (left_out.stage, left_out.outcomes) == (Stage.BARRIER, {})
    begun = follow(new(), Input.BEGUN, Input.BEGUN, Input.DONE)
    assert (begun.stage, begun.outcomes) == (Stage.BARRIER, {RunKind.BASELINE: Outcome.COMPLETED})
    assert kinds(begun).count("run.started") == 2, "the warm-up's, once, and the form's"
    given_up = follow(new(), Input.BEGUN, Input.STUCK)
    assert given_up.outcomes == {RunKind.BASELINE: Outcome.GAVE_UP}
    assert not given_up.is_stuck, "nobody has to come for a warm-up"


def test_the_paper_form_stands_between_the_two_runs(library, notebook) -> None:
    plan = plan_for(library, "claudia", has_paper=True)
    visit = follow(Visit(plan, notebook, SetClock(), _raise), *TO_BARRIER, Input.SENT, Input.DONE, Input.DONE)
    assert visit.stage is Stage.PAPER
    follow(visit, Input.BEGUN, Input.DONE)
    assert visit.stage is Stage.PAPER_QUESTION
    follow(visit, Input.DONE)
    assert visit.stage is Stage.BETWEEN
    assert visit.run is None, "no clock runs until the visitor goes on"
    follow(visit, Input.DONE)
    assert visit.stage is Stage.HELPED
    assert list(visit.outcomes) == [RunKind.BARRIER, RunKind.PAPER]


@pytest.mark.parametrize("choice", [Input.OWN_READER, Input.LAB_READER])
def test_whose_voice_it_shall_be_is_asked_within_the_tutors_stage(library, notebook, choice) -> None:
    visit = Visit(plan_for(library, "ashleigh"), notebook, SetClock(), _raise)
    follow(visit, Input.CHOSEN, Input.READ, Input.AGREED_BESIDE_READER)
    assert visit.stage is Stage.WHOSE_VOICE
    assert visit.take(Input.STUCK) is None
    follow(visit, choice)
    is_own = choice is Input.OWN_READER
    assert visit.stage is (Stage.BARRIER if is_own else Stage.TUTOR)
    assert wears_reader(visit.plan) is not is_own
    entered = [entry.event.stage for entry in visit.log if isinstance(entry.event, StageEntered)]
    assert entered == ["tutor", "barrier"][: 1 + is_own]


@pytest.mark.parametrize(
    ("given", "ending", "outcome"),
    [(Input.LEFT, Ending.LEFT, Outcome.TIMED_OUT), (Input.RESET, Ending.INTERRUPTED, Outcome.INTERRUPTED)],
)
def test_who_walks_away_or_is_reset_in_mid_run_is_recorded_so(visit, notebook, given, ending, outcome) -> None:
    follow(visit, *TO_BARRIER, given)
    assert visit.stage is Stage.ATTRACT
    assert notebook.of("over") == [ending]
    assert [entry.event.outcome for entry in visit.log if isinstance(entry.event, RunEnded)] == [outcome]


def test_walking_away_at_the_thank_you_is_how_people_finish(visit, notebook) -> None:
    follow(visit, *TO_TUTOR)
    visit.go_to(Stage.THANKS)
    follow(visit, Input.LEFT)
    assert notebook.of("over") == [Ending.FINISHED]


def test_a_deleted_record_is_forgotten_and_nothing_leads_back_into_the_visit(visit, notebook) -> None:
    follow(visit, *TO_BARRIER, Input.STOP, Input.DELETE)
    assert visit.stage is Stage.DELETED
    assert notebook.of("forgotten") == [visit.session_id]
    for given in (Input.STUCK, Input.STOP, Input.DONE, Input.DELETE, Input.BUILT_WELL):
        assert visit.take(given) is None
    follow(visit, Input.FINISH)
    assert notebook.of("over") == []


def test_a_disk_that_refuses_to_delete_is_told_and_can_be_asked_again(library, notebook, monkeypatch) -> None:
    problems: list[LabError] = []
    visit = Visit(plan_for(library, "claudia"), notebook, SetClock(), problems.append)
    follow(visit, *TO_BARRIER, Input.STOP)
    with monkeypatch.context() as disk:
        disk.setattr(notebook, "commit", _refuse)
        follow(visit, Input.DELETE, Input.DELETE)
    assert (visit.stage, visit.refusals, len(problems)) == (Stage.NOT_DELETED, 2, 2)
    assert "could not be deleted yet" in str(problems[0])
    follow(visit, Input.DELETE)
    assert (visit.stage, visit.refusals) == (Stage.DELETED, 2)


def test_a_visit_goes_on_calmly_when_the_records_do_not_work(library, notebook, monkeypatch) -> None:
    problems: list[LabError] = []
    visit = Visit(plan_for(library, "claudia"), notebook, SetClock(), problems.append)
    monkeypatch.setattr(notebook, "commit", _refuse)
    follow(visit, *TO_BARRIER, Input.SENT, Input.DONE)
    assert visit.stage is Stage.BARRIER_QUESTION
    assert visit.outcomes == {RunKind.BARRIER: Outcome.COMPLETED}
    assert problems


def _refuse() -> None:
    raise RecordsError("The disk is full.", "Make room.")


def test_a_run_is_recorded_in_the_measure_of_the_screen_it_begins_on(library, notebook) -> None:
    there = Calibration(9.0, 50, CalibrationSource.BANK_CARD)
    visit = Visit(plan_for(library, "claudia"), notebook, SetClock(), _raise, lambda: there)
    before = visit.plan.conditions[RunKind.HELPED].ppd
    follow(visit, *TO_BARRIER)
    assert visit.plan.conditions[RunKind.BARRIER].ppd == there.ppd
    assert visit.plan.conditions[RunKind.HELPED].ppd == before != there.ppd
    assert notebook.of("run")[0].condition.is_calibrated


def test_the_way_of_a_visit_has_a_warm_up_for_simulated_hands_and_paper_where_there_is_some(library) -> None:
    assert Stage.WARM_UP in plan_for(library, "christopher", has_warm_up=True).way
    assert Stage.WARM_UP not in plan_for(library, "claudia", has_warm_up=True).way
    assert Stage.PAPER in plan_for(library, "claudia", has_paper=True).way
    assert not {Stage.PAPER, Stage.PAPER_QUESTION} & set(plan_for(library, "claudia").way)


def test_stop_where_whose_voice_is_asked_is_recorded_in_the_tutors_stage(library, notebook) -> None:
    visit = Visit(plan_for(library, "ashleigh"), notebook, SetClock(), _raise)
    follow(visit, Input.CHOSEN, Input.READ, Input.AGREED_BESIDE_READER, Input.STOP)
    assert visit.log[-1].event == Stopped("tutor")


def test_what_happens_between_runs_is_nowhere_written_down(visit) -> None:
    recorder = RunRecorder()
    recorder.record(SubmitTried())
    recorder.visit = follow(visit, *TO_TUTOR)
    recorder.record(SubmitTried())
    assert "submit.tried" not in kinds(visit)
    follow(visit, Input.DONE)
    recorder.record(SubmitTried())
    follow(visit, Input.SENT)
    recorder.record(SubmitTried())
    assert kinds(visit).count("submit.tried") == 1


def test_being_read_to_is_not_taken_back_by_a_key() -> None:
    watch = IdleWatch(quiet_ms=90_000, warning_ms=20_000)
    watch.touch(1_000)
    watch.hold(60_000)
    watch.touch(2_000)
    assert watch.state(150_999) is IdleState.ACTIVE
    assert watch.state(151_000) is IdleState.WARNING


@pytest.mark.parametrize("stage", [Stage.FEEDBACK, Stage.THANKS])
def test_how_long_somebody_wrote_is_not_recorded(visit, stage) -> None:
    visit.agree()
    visit.go_to(Stage.DEBRIEF)
    visit._clock.ms += 4_000
    visit.record(SubmitTried())
    visit._clock.ms += 60_000
    visit.go_to(stage)
    visit.record(SubmitTried())
    assert [entry.at_ms for entry in visit.log[-3:]] == [4_000, 4_000, 4_000]


def test_after_the_thank_you_the_station_waits_for_the_next() -> None:
    assert after(Stage.THANKS) is Stage.ATTRACT
    assert after(Stage.BARRIER_QUESTION, (Stage.BARRIER_QUESTION, Stage.HELPED)) is Stage.HELPED


def test_of_two_persons_eyes_the_first_ones_are_worn() -> None:
    first, second = (
        RunPlan(simulations=(Spec("acuity", {"logmar": logmar}),), heading="Eyes", explain="Blurred.")
        for logmar in (0.5, 0.9)
    )
    worn = condition_of([first, second], "missed-bin", Twin.BARRIER, "a", Calibration(), 1)
    assert worn.simulations == (Spec("acuity", {"logmar": 0.5}),)


def test_a_form_wears_only_the_barriers_that_it_can(library) -> None:
    task = library.form("missed-bin")
    (known, *_rest) = plan_for(library, "claudia").conditions[RunKind.BARRIER].barriers
    plan = plan_visit(
        event="Spring",
        station="station-1",
        personas=[library.persona("claudia")],
        task=task.model_copy(update={"barriers": (known,)}),
        calibration=Calibration(),
        seed=1,
    )
    assert plan.conditions[RunKind.BARRIER].barriers == (known,)


def test_a_station_without_walls_has_hurdles_alone(library) -> None:
    with_walls, without = (
        plan_for(library, "christopher", left_out=left_out).conditions[RunKind.BARRIER].barriers
        for left_out in ((), library.walls)
    )
    assert set(with_walls) - set(without) == {"mouse-only-button"}
