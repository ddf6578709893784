"""A visit to a service: which version in which run, without or with what helps, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathylab.domain.calibration import Calibration
from empathylab.domain.service import Finish, Pairs, Service, Version
from empathylab.domain.session import HelpState, RunKind, Twin
from empathylab.domain.task import CardLine
from empathylab.files.library import Library, load_library
from empathylab.session.plan import VisitPlan
from empathylab.session.planning import plan_at
from empathylab.session.randomisation import Order
from empathylab.session.service_plan import plan_service
from empathylab.session.stages import Stage, last_run
from empathylab.storage.conditions import condition_from, condition_text

CARD = (CardLine(field="full-name", label="Name", value="Sam Reed"),)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def service(pairs: Pairs) -> Service:
    return Service(
        format=1,
        kind="service",
        id="order-bin",
        title="Order a bin",
        service="Northmere Council",
        intro="Order a bin.",
        pairs=pairs,
        versions=(
            Version(id="today", name="Today", starts_at="https://bins.example.org/"),
            Version(id="new", name="The new one", starts_at="https://new.example.org/"),
        ),
        finished_when=Finish(heading="Order sent"),
        cards={"a": CARD, "b": CARD},
    )


def plan(library: Library, pairs: Pairs, persona: str = "christopher", *, is_turned: bool = False) -> VisitPlan:
    return plan_service(
        event="",
        station="",
        personas=[library.persona(persona)],
        task=service(pairs),
        calibration=Calibration(),
        seed=5,
        is_turned=is_turned,
    )


@pytest.mark.parametrize(
    ("pairs", "is_drawn"), [(Pairs.WITHOUT_WITH, False), (Pairs.VERSIONS, True), (Pairs.BOTH, True)]
)
def test_an_order_is_drawn_only_where_versions_are_compared(library: Library, pairs: Pairs, is_drawn: bool) -> None:
    rows: list[str] = []

    def draw(row: str, _seed: int) -> Order:
        rows.append(row)
        return Order.TURNED

    at_service = replace(library, tasks={**library.tasks, "order-bin": service(pairs)})
    station = at_service.station("station-1").model_copy(update={"task": "order-bin", "forms": {}})
    people = [library.persona("christopher")]
    plan_at(station, at_service, people, event="", calibration=Calibration(), seed=5, next_order=draw)
    assert rows == ["order-bin christopher"] * is_drawn


def tried(of: VisitPlan) -> list[tuple[str, HelpState | None]]:
    return [(condition.version, condition.help) for condition in of.conditions.values()]


def test_without_and_then_with_what_helps_on_any_page(library: Library) -> None:
    of = plan(library, Pairs.WITHOUT_WITH)
    assert tried(of) == [("today", HelpState.WITHOUT), ("today", HelpState.WITH)]
    first, second = of.conditions[RunKind.FIRST], of.conditions[RunKind.SECOND]
    assert first.helps == ()
    assert [spec.kind for spec in second.helps] == ["bounce-keys", "focus-ring"]
    assert [spec.kind for spec in first.simulations] == [spec.kind for spec in second.simulations]
    assert {first.twin, second.twin} == {Twin.SERVICE}
    assert {first.content, second.content} == {"a", "b"}
    assert not first.has_known_text
    assert of.personas[0].helped.explain.endswith("This is switched on: bounce keys, visible focus.")


@pytest.mark.parametrize(("is_turned", "order"), [(False, ["today", "new"]), (True, ["new", "today"])])
def test_two_versions_with_the_same_help(library: Library, is_turned: bool, order: list[str]) -> None:
    of = plan(library, Pairs.VERSIONS, is_turned=is_turned)
    assert tried(of) == [(version, HelpState.WITH) for version in order]


def test_all_four_end_with_what_helps(library: Library) -> None:
    of = plan(library, Pairs.BOTH, is_turned=True)
    states = [HelpState.WITHOUT] * 2 + [HelpState.WITH] * 2
    assert tried(of) == list(zip(["new", "today"] * 2, states, strict=True))
    assert last_run(of.way) is Stage.FOURTH
    assert Stage.BARRIER not in of.way
    assert Stage.BETWEEN not in of.way


def test_a_third_and_a_fourth_run_take_up_the_cards_that_are_left(library: Library) -> None:
    of_four = service(Pairs.BOTH).model_copy(update={"cards": dict.fromkeys("abcd", CARD)})
    people = [library.persona("christopher")]
    of = plan_service(event="", station="", personas=people, task=of_four, calibration=Calibration(), seed=5)
    used = [condition.content for condition in of.conditions.values()]
    assert (sorted(used[:2]), used[2:]) == (["a", "b"], ["c", "d"])


def test_whom_nothing_helps_on_a_page_of_others_has_no_second_run_that_would_be_the_same(library: Library) -> None:
    of = plan(library, Pairs.WITHOUT_WITH, "ashleigh")
    assert tried(of) == [("today", HelpState.WITH)]
    assert of.way[of.way.index(Stage.FIRST_QUESTION) + 1] is Stage.THINKING_BACK


def test_the_record_tells_the_version_and_the_help(library: Library) -> None:
    for condition in plan(library, Pairs.BOTH, "claudia").conditions.values():
        assert condition_from(condition_text(condition)) == condition
