"""Attacks on small groups: what a report prints, given to a solver, leaves every hidden number open.

A few dozen made-up events each time, two thousand with `pytest -m attack`.
"""

from __future__ import annotations

import html
import json
import logging
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from operator import not_
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from empathylab.measures.lowering import Lowering
from empathylab.measures.scales import SCALES
from empathylab.reports.assemble import assemble
from empathylab.reports.html_report import as_html
from empathylab.reports.names import Names, library_names
from empathylab.reports.pdf_report import as_pdf
from empathylab.reports.sharing import Shareable
from empathylab.reports.summary_files import as_values, write_book
from support.attacker import Attacker, Where
from support.made_up_events import (
    CAN_MEET,
    DRAWN,
    MadeUpEvents,
    MadeUpHosts,
    MadeUpLot,
    MadeUpStations,
    Visit,
    offered,
    uneven,
    visits,
)
from support.printed import (
    ENDINGS,
    Name,
    Statement,
    drawn_of,
    halved,
    number,
    statements,
    told_of_looking,
    told_of_lot,
    told_of_side,
    unsaid,
)
from support.read_pdf import words_of_pages

pytestmark = pytest.mark.attack

K = 5
#: The barriers that can be met, each by its id with what is known of it, the last a wall.
NAMES = Names(
    barriers={
        barrier: library_names()
        .barriers[barrier]
        .model_copy(update={"met": barrier.replace("-", " "), "is_wall": barrier == "no-reflow"})
        for barrier in sorted({barrier for barriers in CAN_MEET.values() for barrier in barriers})
    }
)
FEW_EVENTS, MANY_EVENTS = 30, 2_000
FEW_YEARS, MANY_YEARS = 2, 40
#: Every so many events the slow formats are read as well.
_EVERY = 10
#: Whether a host was there, and what the report calls it.
_SIDES = {"yes": "There", "no": "Not there"}


@pytest.fixture
def is_in_full(pytestconfig: pytest.Config) -> bool:
    return "attack" in pytestconfig.getoption("markexpr", "")


def printed(source: MadeUpEvents, event: str | None) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(as_values(assemble(source, event, NAMES))))
    return values


def said_by(source: MadeUpEvents, event: str | None) -> list[Statement]:
    """What the report on one event says, or that on all of them."""
    return list(statements(printed(source, event), is_of_several=event is None))


def hidden_names(said: list[Statement], offered: Collection[str] = CAN_MEET) -> Iterator[tuple[Name, Name | None]]:
    """What a report means to hide: what it calls small, and what is left over between two of its numbers.

    Not of personas that were not offered, of whom everybody knows that nobody was one.
    """
    for each in said:
        if each.high is not None and each.low < each.high and not (set(each.name) & set(CAN_MEET)) - set(offered):
            yield each.name, None
    for persona in offered:
        yield ("persona", persona), None
        for meaning in SCALES.values():
            yield ("persona", persona), ("answered", meaning.name, persona)
    for meaning in SCALES.values():
        yield ("people",), ("answered", meaning.name)
    for scale in {each.name[1] for each in said if each.name[0] == "later"}:
        yield ("answered", scale), ("later", scale)
    for told in {each.name[:3] for each in said if each.name[0] == "told"}:
        yield told, None
        yield told, (*told, "Right")
        yield ("tried", told[2]), told
    for run in ("With barriers", "Built well"):
        for end in ENDINGS:
            yield ("ending", end, run), None
    yield ("ending", "Completed", "With barriers"), ("answered", "Time for the whole form")
    yield ("people",), ("order", "with barriers, then built well")


def is_printed(name: Name, less: Name | None, said: list[Statement], all_said: list[Statement]) -> bool:
    """Who is seen one by one is told openly, and is not hidden; nor is somebody where everybody did the other thing."""
    is_seen = less is None and any(each.name == name and each.low == each.high for each in said)
    return is_seen or (name[0] == "ending" and any(is_everybody(each, run=name[2]) for each in all_said))


def is_everybody(said: Statement, run: str) -> bool:
    return said.name == ("tried", run) and said.less == ("ending", "Completed", run) and said.high == 0


def narrow(
    attacker: Attacker,
    said: list[Statement],
    event: Where,
    all_said: list[Statement] | None = None,
    offered: Collection[str] = CAN_MEET,
) -> list[str]:
    """The hidden numbers of which the attacker knows better than one of k."""
    every = said if all_said is None else all_said
    asked = [each for each in dict.fromkeys(hidden_names(said, offered)) if not is_printed(*each, said, every)]
    found = attacker.narrow(asked, event, K)
    return [f"{name} less {less}: {attacker.range_of(name, event, less)}" for name, less in found]


@cache
def report_of(seed: int) -> dict[str, Any]:
    """The report on a usual event, which several tests read."""
    return printed(MadeUpEvents({"event": visits(seed)}, K), "event")


def found_out(made: list[Visit], who: list[str], report: dict[str, Any] | None = None) -> list[str]:
    """By somebody who knows which personas were offered, the code, and what it leaves out."""
    report, drawn = report or printed(MadeUpEvents({"event": made}, K), "event"), drawn_of(made)
    said = list(statements(report, drawn))
    attacker = Attacker(["event"])
    nobody = (Statement(("persona", persona), 0, 0) for persona in sorted(set(CAN_MEET) - set(who)))
    attacker.learn([*said, *unsaid(report, said, drawn), *nobody], "event")
    attacker.learn_even(halved(report), "event")
    return narrow(attacker, said, "event", offered=who)


@pytest.mark.parametrize("part", range(10))
def test_nothing_hidden_in_a_report_can_be_worked_out(part: int, is_in_full: bool) -> None:
    for seed in range(part, MANY_EVENTS if is_in_full else FEW_EVENTS, 10):
        assert found_out(visits(seed), offered(seed), report_of(seed)) == [], seed


@pytest.mark.parametrize("part", range(2))
def test_nor_where_groups_are_about_as_large_as_k(part: int, is_in_full: bool) -> None:
    for seed in range(part, MANY_EVENTS if is_in_full else FEW_EVENTS, 2):
        assert found_out(*uneven(seed)) == [], seed


def test_nothing_hidden_can_be_worked_out_from_the_reports_on_each_event_and_on_all(is_in_full: bool) -> None:
    for seed in range(MANY_YEARS if is_in_full else FEW_YEARS):
        events = {f"event {number}": visits(10_000 + 4 * seed + number) for number in range(2 + seed % 3)}
        source, attacker = MadeUpEvents(events, K), Attacker(events)
        all_said = {event: said_by(source, event) for event in (*events, None)}
        for event, said in all_said.items():
            attacker.learn(said, event)
        together = [each for said in all_said.values() for each in said]
        for event, said in all_said.items():
            assert narrow(attacker, said, event, together) == [], (seed, event)


def test_nothing_hidden_can_be_worked_out_from_each_laptops_report_and_those_on_several(is_in_full: bool) -> None:
    """Each laptop printed its own report, then one was made of all, and of the first two and the last two."""
    for seed in range(MANY_YEARS) if is_in_full else (1,):
        stations = {f"desk {number}": visits(20_000 + 4 * seed + number) for number in range(2 + seed % 3)}
        attacker = Attacker(stations)
        own = {name: list(statements(printed(MadeUpEvents({name: made}, K), name))) for name, made in stations.items()}
        names = tuple(stations)
        joined = {where: of_several(stations, where) for where in {names, names[:2], names[-2:]}}
        all_said: dict[Where, list[Statement]] = {**own, **joined}
        for station, said in all_said.items():
            attacker.learn(said, station)
        together = [each for said in all_said.values() for each in said]
        for station, said in all_said.items():
            assert narrow(attacker, said, station, together) == [], (seed, station)


def of_several(stations: dict[str, list[Visit]], names: tuple[str, ...]) -> list[Statement]:
    """What a report on these laptops together says."""
    report = printed(MadeUpStations({name: stations[name] for name in names}, K), MadeUpStations.name)
    return list(statements(report, is_of_several=True))


def test_nothing_hidden_can_be_worked_out_from_visits_with_a_host_beside_those_without(is_in_full: bool) -> None:
    compared = 0
    for seed in range(MANY_YEARS if is_in_full else 3):
        chance = random.Random(seed)
        sides = {host: [each for _ in range(2) for each in visits(chance.randint(30_000, 39_999))] for host in _SIDES}
        attacker, report = Attacker(sides), printed(MadeUpHosts(sides, K), MadeUpHosts.name)
        said = list(statements(report, is_of_several=True))
        attacker.learn(said, None)
        of_sides = {host: list(told_of_side(report, side)) for host, side in _SIDES.items()}
        for host, told in of_sides.items():
            attacker.learn(told, host)
            compared += bool(told)
        together = [*said, *(each for told in of_sides.values() for each in told)]
        for side, told in {None: said, **of_sides}.items():
            assert narrow(attacker, told, side, together) == [], (seed, side)
    assert compared


#: The arms of the lot by what a report calls them, and whose visits are in each.
_ARMS = {"A simulation": ("simulation",), "Only looking": ("audit",), "A talk": ("talk",)}


def test_nothing_hidden_can_be_worked_out_from_what_was_drawn_by_lot(is_in_full: bool) -> None:
    """A simulation, only looking or a talk, in blocks; some chose the first two for themselves."""
    compared = 0
    for seed in range(MANY_YEARS if is_in_full else 4):
        chance = random.Random(seed)
        drawn = chance.randint(1, 24)
        groups = {f"{kind} {DRAWN}": some(chance, drawn + chance.randint(0, 2)) for (kind,) in _ARMS.values()}
        groups |= {f"{kind} chosen": some(chance, chance.choice((0, 3, 12))) for kind in ("simulation", "audit")}
        attacker, report = Attacker(groups), printed(MadeUpLot(groups, K), MadeUpLot.name)
        told: dict[Where, list[Statement]] = {
            ("simulation " + DRAWN, "simulation chosen"): list(statements(report, is_of_several=True)),
            ("audit " + DRAWN, "audit chosen"): list(told_of_looking(report)),
            **{f"{kind} {DRAWN}": list(told_of_lot(report, arm)) for arm, (kind,) in _ARMS.items()},
        }
        for where, said in told.items():
            attacker.learn(said, where)
        attacker.know_blocks([f"{kind} {DRAWN}" for (kind,) in _ARMS.values()], apart=2)
        together = [each for said in told.values() for each in said]
        compared += bool(told[f"talk {DRAWN}"])
        for where, said in told.items():
            assert narrow(attacker, said, where, together) == [], (seed, where)
    assert compared


def some(chance: random.Random, people: int) -> list[Visit]:
    """So many visits."""
    made: list[Visit] = []
    while len(made) < people:
        made += visits(chance.randint(60_000, 69_999))
    return made[:people]


def test_nothing_of_a_small_event_can_be_worked_out_from_many() -> None:
    """A lab that is always there, with a few people each day."""
    chance = random.Random(0)
    events = {f"day {day}": visits(50_000 + day)[: chance.randint(1, 4)] for day in range(4)}
    source, attacker = MadeUpEvents(events, K), Attacker(events)
    all_said = {event: said_by(source, event) for event in (*events, None)}
    for event, said in all_said.items():
        attacker.learn(said, event)
        if event is not None:
            attacker.learn([Statement(("people",), 0, K - 1)], event)
    together = [each for said in all_said.values() for each in said]
    for event, said in all_said.items():
        assert narrow(attacker, said, event, together) == [], event


def test_denominators_told_as_they_are_would_give_small_groups_away() -> None:
    """Why a bar says "everybody who was Ann (at least 7 people)" and not "7 of 7"."""
    made = visits(58)
    report, drawn = printed(MadeUpEvents({"event": made}, K), "event"), drawn_of(made)
    said = list(statements(report, drawn))
    told = {each.name for each in said if each.name[:2] == ("tried", "With barriers") and len(each.name) == 3}
    people = Counter(("tried", "With barriers", each.persona) for each in made)
    exactly = [Statement(name, people[name], people[name]) for name in sorted(told)]
    attacker = Attacker(["event"])
    attacker.learn([*said, *unsaid(report, said, drawn), *exactly], "event")
    known = ("told", "How old may it be?", "Built well")
    assert f"{known} less None: (15.0, 18.0)" in narrow(attacker, said, "event")


def test_every_format_says_the_same_numbers(tmp_path: Path, is_in_full: bool) -> None:
    for seed in range(0, MANY_EVENTS if is_in_full else FEW_EVENTS, _EVERY):
        report = assemble(MadeUpEvents({"event": visits(seed)}, K), "event", NAMES)  # type: ignore[arg-type]
        write_book(report, tmp_path / "report.xlsx")
        told = {words: _numbers_of(words) for words in _texts(as_values(report))}
        texts = {"html": _html_text(as_html(report)), "pdf": _pdf_text(as_pdf(report)), "xlsx": _book_text(tmp_path)}
        for name, text in texts.items():
            missing = [words for words in told if _squeezed(words) not in text]
            assert missing == [], (seed, name)
        assert set(_numbers_of(texts["html"])) <= {each for numbers in told.values() for each in numbers}, seed


@pytest.mark.parametrize("is_of_several", [False, True])
def test_no_part_is_told_larger_than_its_whole(is_of_several: bool, is_in_full: bool) -> None:
    """Each number has a lot of its own, and a reader sees them beside each other."""
    for seed in range(MANY_YEARS if is_in_full else FEW_EVENTS // 3):
        events = {f"event {number}": visits(300 + 2 * seed + number) for number in range(1 + is_of_several)}
        report = printed(MadeUpEvents(events, K), None if is_of_several else "event 0")
        told = [words for words in _texts({**report, "footnote": ""}) if "at least" in words]
        for part, whole in (each for words in told for each in re.findall(r"at least (\d+) of at least (\d+)", words)):
            assert int(part) <= int(whole), (seed, told)
        people = [number(fact["number"]) for fact in report["facts"] if fact["words"] == "people took part"]
        all_told = [int(each) for words in told for each in re.findall(r"at least (\d+)", words)]
        assert max(all_told, default=0) <= (people[0][0] if people and people[0] else 0), seed


def test_at_twenty_visits_and_more_most_numbers_are_there() -> None:
    told, asked = 0, 0
    for seed in range(40):
        if len(visits(seed)) >= 20:
            report = report_of(seed)
            tables = [table for section in report["sections"] for table in section["tables"]]
            tables = [table for table in tables if "one row for each person" not in table["caption"]]
            cells = [cell for table in tables for row in table["rows"] for cell in row[1:]]
            cells = [cell for cell in cells if number(cell) or cell == "not shown"]
            asked += len(cells)
            told += sum(cell[:5] not in ("fewer", "not s") for cell in cells)
    assert told / asked > 0.7, told / asked


def test_the_price_of_the_rules_is_small(is_in_full: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """In numbers that are lower or missing; `--log-cli-level INFO` shows how many."""
    seeds = range(300 if is_in_full else 10)
    now = cells_told(seeds)
    with monkeypatch.context() as without:
        without.setattr(Lowering, "people", lambda _lowering, _counted, _k: 0)
        rounded = cells_told(seeds)
    with monkeypatch.context() as without:
        without.setattr(Shareable, "ways", Shareable._large_ways)
        bounded = cells_told(seeds)
    lower = [least(rounded[place]) - least(now[place]) for place in now.keys() & rounded.keys() if least(now[place])]
    lower = [people for people in lower if people >= 0]
    same, by_a_step, by_two = (sum(each(people) for people in lower) for each in (not_, K.__le__, (2 * K).__le__))
    log = logging.getLogger(__name__).info
    log("Of %d numbers %d are the same, %d are a step lower or more, %d two", len(lower), same, by_a_step, by_two)
    log("Lower on average by %.2f people", sum(lower) / len(lower))
    for name, found in (("Now", now), ("Without lots", rounded), ("Where few are told to go a way", bounded)):
        sizes = sum(" interval " in words for words in found.values())
        from_below = sum(least(words) > 0 for words in found.values())
        log("%s: %d cells tell something, %d from below, %d sizes", name, len(found), from_below, sizes)
    assert sum(lower) / len(lower) < K / 2
    assert len(now) > 0.9 * len(rounded)


def cells_told(seeds: Collection[int]) -> dict[tuple[Any, ...], str]:
    """Each cell of these events' tables that tells something, by its place."""
    found = {}
    for seed in seeds:
        report = printed(MadeUpEvents({"event": visits(seed)}, K), "event")
        tables = [table for section in report["sections"] for table in section["tables"]]
        for table in (each for each in tables if "one row for each person" not in each["caption"]):
            for row in table["rows"]:
                found |= {(seed, table["caption"], row[0], place): cell for place, cell in enumerate(row[1:])}
    return {place: cell for place, cell in found.items() if number(cell) or " interval " in cell}


def least(cell: str) -> int:
    """What a number that is told from below says."""
    said = number(cell)
    return said[0] if said and said[1] is None else 0


def test_the_attacker_finds_what_older_reports_gave_away() -> None:
    """A persona beside a barrier that only two can meet; runs that only one person did not do."""
    attacker = Attacker(["event"])
    older = [
        Statement(("persona", "ann"), 20, 20),
        Statement(("persona", "eve"), 0, 4),
        Statement(("barrier", "no-name"), 23, 23),
    ]
    attacker.learn(older, "event")
    assert attacker.range_of(("persona", "eve"), "event") == (3, 4)

    attacker = Attacker(["event"])
    older = [
        Statement(("people",), 28, 28),
        Statement(("order", "with barriers, then built well"), 27, 27),
        Statement(("ending", "Completed", "Built well"), 17, 17),
    ]
    attacker.learn(older, "event")
    assert attacker.range_of(("people",), "event", ("order", "with barriers, then built well")) == (1, 1)


def _texts(value: Any) -> Iterator[str]:
    """The sentences and cells of a report that hold a number of people."""
    for section in value["sections"]:
        yield from section["sentences"]
        yield from section["charts"]
        for table in section["tables"]:
            yield from (cell for row in table["rows"] for cell in row)
        yield from (fix["did"] for fix in section["fixes"])
    yield from value["in_short"]
    yield value["footnote"]
    yield from (words for fact in value["facts"] for words in fact.values())


def _numbers_of(words: str) -> list[str]:
    return re.findall(r"(?:at least|fewer than) [\d,]+", words)


def _squeezed(words: str) -> str:
    """Without spaces and what a line's end adds to them."""
    return re.sub(r"[\s\u00ad-]", "", words)


def _html_text(page: str) -> str:
    body = re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>", " ", page)
    return _Text(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def _pdf_text(document: bytes) -> str:
    return _Text(" ".join(words_of_pages(document)))


def _book_text(folder: Path) -> str:
    book = load_workbook(folder / "report.xlsx")
    return _Text(" ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row))


class _Text(str):
    """Text in which words are found wherever its lines break."""

    def __contains__(self, words: object) -> bool:
        return str(words) in _squeezed(self)
