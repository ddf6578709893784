"""A visit with nothing worn, a talk in place of forms, and the lot between them."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError
from empathylab.domain.session import Mode, RunKind, Session
from empathylab.files.library import Library, load_library
from empathylab.session import randomisation
from empathylab.session.flow import Input
from empathylab.session.modes import in_mode
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.randomisation import ARMS, Order, mode_randomiser, order_randomiser
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from support.clocks import SetClock


class Sessions:
    """A journal that keeps what began."""

    def __init__(self) -> None:
        self.begun: list[Session] = []

    def begin_session(self, session: Session) -> None:
        self.begun.append(session)

    def __getattr__(self, _name: str) -> object:
        return lambda *_: None


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def plan_for(library: Library, *names: str) -> VisitPlan:
    people = [library.persona(name) for name in names]
    form = library.form("missed-bin")
    return plan_visit(
        event="Spring",
        station="station-1",
        personas=people,
        task=form,
        calibration=Calibration(),
        seed=1,
        has_warm_up=True,
        has_paper=True,
    )


@pytest.mark.parametrize("name", ["christopher", "claudia", "ashleigh"])
def test_in_an_audit_the_same_two_forms_are_there_and_nothing_is_worn(library: Library, name: str) -> None:
    plan = plan_for(library, name)
    audit = in_mode(plan, Mode.AUDIT)
    assert audit.runs == plan.runs == (RunKind.BARRIER, RunKind.HELPED)
    for run, condition in audit.conditions.items():
        assert (condition.simulations, condition.helps) == ((), ())
        assert (condition.barriers, condition.content) == (plan.conditions[run].barriers, plan.conditions[run].content)
        assert all(not worn.simulations and worn.heading == "Nothing is worn" for worn in audit.worn_in(run))
    assert not {Stage.TUTOR, Stage.WARM_UP, Stage.PAPER, Stage.TALK} & set(audit.way)
    assert Stage.DEBRIEF in audit.way


@pytest.mark.parametrize("name", sorted(load_library().personas))
def test_who_wears_nothing_is_told_of_no_filter_and_of_no_minutes_with_stiff_keys(library: Library, name: str) -> None:
    persona = library.persona(name)
    is_worn = any(run.simulations for run in (persona.barrier, persona.helped))
    (looked_at,) = in_mode(plan_for(library, name), Mode.AUDIT).personas
    assert (looked_at.caveat == persona.caveat) is not is_worn
    assert looked_at.caveat
    for unseen in (Mode.TALK, Mode.FOLLOW_UP):
        (who,) = in_mode(plan_for(library, name), unseen).personas
        assert who.caveat == persona.caveat, "no form was looked at"


def test_a_talk_has_no_forms_and_still_asks(library: Library) -> None:
    assert in_mode(plan_for(library, "claudia"), Mode.TALK).way == (
        Stage.ATTRACT,
        Stage.STORY,
        Stage.AGREEMENT,
        Stage.TALK,
        Stage.THINKING_BACK,
        Stage.FEEDBACK,
        Stage.THANKS,
    )


def visit_of(plan: VisitPlan, journal: Sessions, drawn: Mode | None = None) -> Visit:
    draw = None if drawn is None else lambda: drawn
    visit = Visit(plan, journal, SetClock(), lambda _problem: None, draw=draw)  # type: ignore[arg-type]
    visit.take(Input.CHOSEN)
    return visit


def test_who_only_wants_to_look_goes_from_the_agreement_to_the_form(library: Library) -> None:
    journal = Sessions()
    visit = visit_of(plan_for(library, "ashleigh"), journal)
    visit.take(Input.NOTHING_WORN)
    visit.take(Input.AGREED)
    assert visit.stage is Stage.BARRIER
    assert (journal.begun[0].mode, journal.begun[0].is_assigned) == (Mode.AUDIT, False)


def test_who_comes_back_is_not_in_the_lot(library: Library) -> None:
    journal = Sessions()
    visit = visit_of(plan_for(library, "claudia"), journal, Mode.TALK)
    visit.take(Input.CAME_BACK)
    visit.take(Input.AGREED)
    assert (journal.begun[0].mode, journal.begun[0].is_assigned) == (Mode.FOLLOW_UP, False)


@pytest.mark.parametrize(
    ("drawn", "stage"),
    [(Mode.SIMULATION, Stage.TUTOR), (Mode.AUDIT, Stage.BARRIER), (Mode.TALK, Stage.TALK)],
)
@pytest.mark.parametrize("agreed", [Input.AGREED, Input.AGREED_BESIDE_READER])
def test_the_lot_is_drawn_when_the_visitor_has_agreed(
    library: Library, drawn: Mode, stage: Stage, agreed: Input
) -> None:
    journal = Sessions()
    visit = visit_of(plan_for(library, "ashleigh"), journal, drawn)
    visit.take(Input.READ)
    assert visit.plan.mode is Mode.SIMULATION
    visit.take(agreed)
    is_asked = drawn is Mode.SIMULATION and agreed is Input.AGREED_BESIDE_READER
    assert visit.stage is (Stage.WHOSE_VOICE if is_asked else stage)
    assert (journal.begun[0].mode, journal.begun[0].is_assigned) == (drawn, True)


SEED = 1


def no_problem(problem: LabError) -> None:
    raise problem


def test_after_each_block_all_three_are_as_many_although_the_lab_started_again(tmp_path: Path) -> None:
    drawn: Counter[Mode] = Counter()
    for number in range(1, 61):
        drawn[mode_randomiser(tmp_path, no_problem).draw("Spring", number)] += 1
        assert max(drawn[arm] for arm in ARMS) - min(drawn[arm] for arm in ARMS) <= randomisation.EACH_IN_A_BLOCK
        if number % 6 == 0:
            assert len({drawn[arm] for arm in ARMS}) == 1


def test_several_laptops_stay_about_even_and_each_event_has_blocks_of_its_own(tmp_path: Path) -> None:
    lots = [mode_randomiser(tmp_path / name, no_problem) for name in ("a", "b")]
    drawn = Counter(lots[number % 2].draw("Spring", number) for number in range(33))
    assert max(drawn.values()) - min(drawn[arm] for arm in ARMS) <= 2 * randomisation.EACH_IN_A_BLOCK
    lots[0].draw("Summer", SEED)
    assert set(json.loads((tmp_path / "a" / randomisation.MODES_FILE).read_text())) == {"Spring", "Summer"}


def test_the_order_of_a_block_is_not_foreseen(tmp_path: Path) -> None:
    blocks = [mode_randomiser(tmp_path / str(seed), no_problem) for seed in range(20)]
    assert len({tuple(each.draw("Spring", seed) for _ in range(6)) for seed, each in enumerate(blocks)}) > 10


def test_orders_of_a_services_versions_outlast_a_restart_as_well(tmp_path: Path) -> None:
    """After each block both were had as often, for each service and each person on its own."""
    orders = [order_randomiser(tmp_path, no_problem).draw("booking claudia", seed) for seed in range(400)]
    blocks = Counter(tuple(orders[place : place + 4]) for place in range(0, len(orders), 4))
    assert all(Counter(block) == dict.fromkeys(Order, 2) for block in blocks)
    assert len(blocks) == 6
    order_randomiser(tmp_path, no_problem).draw("booking ron", SEED)
    left = json.loads((tmp_path / randomisation.ORDERS_FILE).read_text())
    assert {row: len(each) for row, each in left.items()} == {"booking claudia": 0, "booking ron": 3}


def test_what_would_be_drawn_next_keeps_its_place_and_what_is_forgotten_leaves_no_name(tmp_path: Path) -> None:
    made = mode_randomiser(tmp_path, no_problem)
    foreseen = [made.next("Spring", SEED) for _ in range(4)]
    assert set(foreseen) == {made.draw("Spring", SEED)}
    made.draw("Summer", SEED)
    made.forget("Spring")
    made.forget("never drawn")
    assert list(json.loads((tmp_path / randomisation.MODES_FILE).read_text())) == ["Summer"]


def test_who_goes_before_they_agree_takes_up_no_place(library: Library) -> None:
    taken: list[str] = []
    begins = partial(taken.append, "it")
    visit = Visit(plan_for(library, "claudia"), Sessions(), SetClock(), no_problem, take_place=begins)
    visit.take(Input.CHOSEN)
    visit.take(Input.READ)
    assert taken == []
    visit.take(Input.AGREED)
    assert taken == ["it"]


def test_the_same_seeds_draw_the_same(tmp_path: Path) -> None:
    """So that a demo is the same demo; and two things that are drawn from one seed do not go together."""
    drawn = [
        [made.draw(row, seed) for seed in range(40) for row in ("Spring", "Summer")]
        for made in (mode_randomiser(tmp_path / "a", no_problem), mode_randomiser(tmp_path / "b", no_problem))
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0][::2] != drawn[0][1::2]


@pytest.mark.parametrize("words", ["", "[1]", '{"Spring": ["dance"]}', '{"Spring": 3}'])
def test_a_damaged_file_is_told_and_begins_another_block(tmp_path: Path, words: str) -> None:
    (tmp_path / randomisation.MODES_FILE).write_text(words)
    told: list[LabError] = []
    assert mode_randomiser(tmp_path, told.append).draw("Spring", SEED) in ARMS
    assert [str(each).startswith("What the lot drew before cannot be read: lot.json") for each in told] == [True]


@pytest.mark.parametrize("bad", [["dance"], ["talk"] * 3, 3, None, [["talk"]], [{}]])
def test_one_row_that_is_damaged_costs_that_row_and_no_balance(tmp_path: Path, bad: object) -> None:
    (tmp_path / randomisation.MODES_FILE).write_text(json.dumps({"Spring": bad, "Summer": ["talk"]}))
    told: list[LabError] = []
    made = mode_randomiser(tmp_path, told.append)
    assert made.draw("Summer", SEED) is Mode.TALK
    assert Counter(made.draw("Spring", SEED) for _ in range(6)) == dict.fromkeys(ARMS, 2)
    assert len(told) == 1


def test_where_the_disk_refuses_it_is_told_and_the_lot_goes_on(tmp_path: Path) -> None:
    (tmp_path / "lot.part").mkdir()
    told: list[LabError] = []
    made = mode_randomiser(tmp_path, told.append)
    assert Counter(made.draw("Spring", SEED) for _ in range(6)) == dict.fromkeys(ARMS, 2)
    assert "cannot be kept" in str(told[0])
