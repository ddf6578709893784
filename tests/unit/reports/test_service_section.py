"""A team's own service in the report: ways, fields and pairs, with small groups hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from empathylab.domain.records import RecordsSource, RunRecord
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Counts, OrderCount, Summary
from empathylab.measures.service_results import first_versions, pair_results, way_results
from empathylab.reports.model import Section
from empathylab.reports.names import Names
from empathylab.reports.service_section import service_found, service_section
from empathylab.reports.sharing import Shareable

RUNS = (RunKind.FIRST, RunKind.SECOND)


def run(session: int, place: int, version: str, state: str, **changes: Any) -> RunRecord:
    given: dict[str, Any] = {
        "session_id": f"s{session}",
        "event": "Day",
        "station": "ours",
        "persona": "claudia",
        "run": RUNS[place],
        "position": place + 1,
        "task": "order-bin",
        "form": "service-a",
        "outcome": Outcome.COMPLETED,
        "seconds": 60.0,
        "keys": 10,
        "keys_lost": 0,
        "corrections": 0,
        "pointer_blocked": 0,
        "keys_to_first_field": 3,
        "errors_met": 0,
        "zoom": 1.0,
        "ease": 4,
        "effort": None,
        "frustration": None,
        "started_on": date(2026, 3, 2),
        "condition": json.dumps({"version": version, "help": state}),
        "score": json.dumps({"field_seconds": {"full-name": 12.0}, "last_field": "page-2-field-3"}),
    }
    return RunRecord(**{**given, **changes})


def by_versions(people: int) -> list[RunRecord]:
    """Everybody finds the new one two points easier; half began with it, and half gave today's up."""
    runs = []
    for each in range(people):
        order = ("today", "new") if each % 2 else ("new", "today")
        gave_up = Outcome.GAVE_UP if each < people // 2 else Outcome.COMPLETED
        for place, version in enumerate(order):
            ends = {"outcome": gave_up, "ease": 2, "errors_met": 1} if version == "today" else {"ease": 4}
            runs.append(run(each, place, version, "with", **ends))
    return runs


def told(runs: list[RunRecord], k: int = 5) -> str:
    return str(section_of(runs, k))


def section_of(runs: list[RunRecord], k: int = 5) -> Section:
    def hand_out(_event: str | None = None) -> Iterator[RunRecord]:
        return iter(runs)

    source = cast(RecordsSource, SimpleNamespace(runs=hand_out))
    summary = Summary("", Counts(), orders=(OrderCount("first, second", 1),))
    data = Shareable(summary, k, Names(tasks={"order-bin": "Order a bin"}), (summary,))
    (section,) = service_section(source, None, data)
    return section


def test_in_short_it_says_how_each_way_ended_and_never_that_groups_are_too_small_where_they_are_not() -> None:
    today, new, compared = service_found(section_of(by_versions(12)))
    assert "Order a bin, today, with help: at least 10 people; at least 5 completed, at least 5 gave up." in {
        today,
        new,
    }
    assert "How easy was it" in compared
    assert service_found(section_of(by_versions(4))) == ("Too few people tried it to say more.",)


def test_version_beside_version_with_an_interval_and_the_order_told() -> None:
    (pair,) = pair_results(by_versions(12), 5)
    assert (pair.before.version, pair.after.version) == ("today", "new")
    ease = pair.changes[0]
    assert (ease.better, ease.same, ease.worse, ease.shift) == (12, 0, 0, 2.0)
    assert ease.interval is not None
    words = told(by_versions(12))
    assert "Order a bin, today, with help, against Order a bin, new, with help" in words
    assert "+2 points of 7 (95 % interval +2 to +2)" in words
    assert "people by the version that they began with: new: at least 5; today: at least 5" in words


def test_where_people_gave_up_and_were_long_is_told_by_field() -> None:
    results = {each.way.version: each for each in way_results(by_versions(12), 5)}
    assert str(results["today"].given_up_at["page-2-field-3"]) == "at least 5"
    assert results["today"].field_seconds == {"full-name": 12.0}
    assert str(results["today"].met_errors) == "at least 10"
    assert results["new"].given_up_at == {}
    assert "'page-2-field-3', '–', 'at least 5'" in told(by_versions(12))


def test_of_few_people_nothing_is_told() -> None:
    assert pair_results(by_versions(4), 5) == ()
    words = told(by_versions(4))
    assert "Too few people tried it to say more." in words
    assert "page-2" not in words


@pytest.mark.parametrize("outcome", [Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT])
def test_who_did_not_go_on_gave_up_however_they_left(outcome: Outcome) -> None:
    (result,) = way_results([run(each, 0, "today", "without", outcome=outcome) for each in range(12)], 5)
    assert str(result.given_up_at["page-2-field-3"]) == "at least 10"


def test_a_run_that_the_service_ended_is_nobodys_giving_up() -> None:
    runs = [run(each, 0, "today", "without", outcome=Outcome.ENDED_BY_SERVICE) for each in range(12)]
    (result,) = way_results(runs, 5)
    assert result.given_up_at == {}
    assert str(result.ends[Outcome.ENDED_BY_SERVICE]) == "at least 10"


def test_one_release_stands_under_the_other_over_several_events() -> None:
    later = [run(each + 50, 0, "new", "with", event="Later day") for each in range(8)]
    assert "Order a bin, new, with help (Later day)" in told([*by_versions(12), *later])


@pytest.mark.parametrize(
    "apart",
    [{"station_name": "Desk 2"}, {"persona": "ron"}, {"is_assigned": True}],
    ids=lambda apart: next(iter(apart)),
)
def test_a_few_who_are_told_apart_elsewhere_are_nowhere_in_what_is_told_of_all(apart: dict[str, Any]) -> None:
    """One machine's own report beside that on both would be the few: how many, what they said and took."""
    few = [
        run(90 + each, place, version, "with", ease=7, seconds=999.0, errors_met=1, **apart)
        for each in range(3)
        for place, version in enumerate(("today", "new"))
    ]
    many = by_versions(12)
    assert pair_results([*many, *few], 5) == pair_results(many, 5)
    assert told([*many, *few]) == told(many)
    assert first_versions([*many, *few], 5) == first_versions(many, 5)


def test_days_of_a_few_people_each_are_compared_together() -> None:
    """Any of them could have been empty."""
    days = [replace(each, event=f"day {each.session_id[-1]}") for each in by_versions(10)]
    assert pair_results(days, 5) == pair_results(by_versions(10), 5)
