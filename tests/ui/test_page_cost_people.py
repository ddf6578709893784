"""What the models predict, beside scripted people who go through the same pages at the published speeds."""

from __future__ import annotations

from functools import cache

import pytest
from test_page_cost import priced_form

from empathylab.bench.cost_people import Person
from empathylab.bench.cost_trial import PEOPLE, try_page
from empathylab.cost.page_cost import price_page
from empathylab.cost.prepared_page import WAY_ON, PreparedPage
from empathylab.domain.task import Form
from empathylab.files.library import load_library

pytestmark = pytest.mark.usefixtures("qapp")

FORMS = {id_: task for id_, task in load_library().tasks.items() if isinstance(task, Form)}
PAGES = [(task, page) for task, form in FORMS.items() for page in form.pages[:-1]]
NEVER = float("inf")


@cache
def prepared_of(task: str, page: str, barrier: str = "") -> PreparedPage:
    return PreparedPage(priced_form(task, page, barrier))


def predicted_s(who: type[Person], prepared: PreparedPage) -> float:
    """Seconds to the way on."""
    found = next(way for way in price_page("p", prepared.page).ways if way.way == who.way)
    reached = {one.target: one.seconds for one in found.to}
    wanted = [target.id for target in prepared.targets if target.id != "main content"]
    return reached[WAY_ON] if all(target in reached for target in wanted) else NEVER


def assert_near(task: str, page: str) -> None:
    for who in PEOPLE:
        prepared = prepared_of(task, page)
        taken_s = try_page(who, prepared).seconds
        assert predicted_s(who, prepared) == pytest.approx(taken_s, rel=0.25), (task, page, who.way)


def test_seconds_are_those_of_people_who_act_at_the_published_speeds() -> None:
    assert_near("missed-bin", "your-details")


@pytest.mark.soak
@pytest.mark.long
@pytest.mark.parametrize(("task", "page"), PAGES)
def test_seconds_are_those_of_people_on_every_page_of_every_form(task: str, page: str) -> None:
    assert_near(task, page)


@pytest.mark.soak
@pytest.mark.long
def test_who_finds_a_page_dearer_is_foretold(record_property: object) -> None:
    """Over every form, page and barrier: dearer, as dear, or out of reach, the same in 95 of 100."""
    agreed = [
        _sign(predicted_s, who, task, page, barrier) == _sign(_tried_s, who, task, page, barrier)
        for task, page in PAGES
        for barrier in FORMS[task].barriers
        for who in PEOPLE
    ]
    share = sum(agreed) / len(agreed)
    print(f"signs that agree: {sum(agreed)} of {len(agreed)}, {share:.1%}")  # noqa: T201
    assert share >= 0.95


def _tried_s(who: type[Person], prepared: PreparedPage) -> float:
    return try_page(who, prepared).seconds


def _sign(of: object, who: type[Person], task: str, page: str, barrier: str) -> int:
    before, after = (of(who, prepared_of(task, page, worn)) for worn in ("", barrier))  # type: ignore[operator]
    if before == after or abs(after - before) <= 0.02 * before:
        return 0
    return 1 if after > before else -1
