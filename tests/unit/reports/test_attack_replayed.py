"""An attack by somebody who has a report and the code: other events, tried one by one, that lead to the same report.

Of each event k others are built, in which every hidden number is another one each time; the code makes the same report
of all of them, so that nobody can know which it was. A few made-up events, two thousand with `pytest -m attack`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import ASKED, Scale
from empathylab.files.library import load_questions
from empathylab.measures.contact import CONTACT
from empathylab.measures.scales import SCALES
from empathylab.reports.assemble import assemble
from empathylab.reports.html_report import as_html
from empathylab.reports.model import Report
from empathylab.reports.names import Names
from empathylab.reports.pdf_report import as_pdf
from empathylab.reports.summary_files import as_values, write_book
from support.made_up_events import AFTER_ALL, CAN_MEET, MOST_FACTS, MadeUpEvents, Visit, visits
from support.printed import FACTS, ORDERS, WAYS, Name, hidden_names, statements
from support.uncounted_visits import beside, uncounted

pytestmark = pytest.mark.attack

K = 5
FEW_EVENTS, MANY_EVENTS = 4, 2_000
#: Every so many events the slow formats are compared as well.
_EVERY = 20
_RUNS = {"With barriers": RunKind.BARRIER, "Built well": RunKind.HELPED}
_ORDERS = dict(zip(ORDERS, (tuple(_RUNS.values()), (RunKind.BARRIER,)), strict=True))
_ENDINGS = {
    "Completed": (Outcome.COMPLETED,),
    "Gave up": (Outcome.GAVE_UP,),
    "Ended another way": (Outcome.TIMED_OUT, Outcome.STOPPED),
}
_SCALES = {SCALES[scale].name: scale for scale in Scale}
_FACTS = {FACTS[fact]: number for number, fact in enumerate(sorted(load_questions().facts)[:MOST_FACTS])}


def reported(made: list[Visit]) -> Report:
    return assemble(MadeUpEvents({"event": made}, K), "event", Names())  # type: ignore[arg-type]


def values_of(report: Report) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(as_values(report)))
    return values


# --- what is true of an event -------------------------------------------------------------------------------------


def count(made: list[Visit], name: Name) -> int:
    return sum(is_of(each, *name) for each in made)


def is_of(visit: Visit, what: str, *which: str) -> bool:
    """Whether a visit is one of those that a name counts; the last word may be a persona."""
    match what, *which:
        case "people", *_:
            return True
        case "tried", run, *who:
            return _RUNS[run] in visit.outcomes and who in ([], [visit.persona])
        case "ending", end, run, *who:
            return visit.outcomes.get(_RUNS[run]) in _ENDINGS[end] and who in ([], [visit.persona])
        case "barrier", barrier, *who:
            return barrier in visit.met and who in ([], [visit.persona])
        case "answered", scale, *who:
            return _SCALES[scale] in visit.pairs and who in ([], [visit.persona])
        case "way", scale, way, *who:
            return way_of(_SCALES[scale], visit.pairs.get(_SCALES[scale])) == way and who in ([], [visit.persona])
        case "later", scale, *ways:
            return _SCALES[scale] in visit.later and ways in ([], [way_of(_SCALES[scale], since(visit, scale))])
        case "told", question, run, *right:
            knew = visit.knew.get((_FACTS[question], _RUNS[run]))
            return knew is not None and (knew or not right)
    return _OTHERWISE[what](visit, which[0])


_OTHERWISE: Mapping[str, Callable[[Visit, str], bool]] = {
    "persona": lambda visit, persona: visit.persona == persona,
    "order": lambda visit, order: tuple(visit.outcomes) == _ORDERS[order],
    "contact": lambda visit, often: visit.contact in CONTACT[often],
    "stopped": lambda visit, barrier: barrier in visit.met and visit.outcomes[RunKind.BARRIER] is not Outcome.COMPLETED,
}


def since(visit: Visit, scale: str) -> tuple[float, float]:
    return visit.pairs[_SCALES[scale]][1], visit.later[_SCALES[scale]]


def way_of(scale: Scale, pair: tuple[float, float] | None) -> str:
    if pair is None:
        return ""
    before, after = pair
    if before == after:
        return WAYS[1]
    return WAYS[0] if (after > before) is SCALES[scale].is_higher_better else WAYS[2]


# --- other events that lead to the same report ------------------------------------------------------------------------


def others(made: list[Visit], way: str) -> Iterator[list[Visit]]:
    """Each with one more of everything that nobody knows, and of those who came back this way."""
    for more in range(K):
        yield [*came_back(answered(made, K - 1 - more), way, more), *more * uncounted()]


def answered(made: list[Visit], people: int) -> list[Visit]:
    """Where so few of a persona answered that no line is drawn, so many did, and they are in no sample."""
    found = made
    for persona in CAN_MEET:
        hidden = {scale for scale in ASKED if count(made, ("answered", SCALES[scale].name, persona)) < K}
        found = [without(each, hidden) if each.persona == persona else each for each in found]
        pairs = dict.fromkeys(hidden, (2.0, 5.0))
        found = [*found, *people * [beside(persona, (Outcome.GAVE_UP, Outcome.GAVE_UP), pairs)]]
    return found


def without(visit: Visit, scales: set[Scale]) -> Visit:
    pairs, later = (
        {scale: value for scale, value in of.items() if scale not in scales} for of in (visit.pairs, visit.later)
    )
    return replace(visit, pairs=pairs, later=later)


def came_back(made: list[Visit], way: str, people: int) -> list[Visit]:
    """Of those who answered and are not among the counted who came back, so many came back."""
    for scale in AFTER_ALL:
        are_free = [scale in each.pairs and not (each.is_counted and scale in each.later) for each in made]
        free = [each for each, is_free in zip(made, are_free, strict=True) if is_free]
        made = [each for each, is_free in zip(made, are_free, strict=True) if not is_free]
        for place, each in enumerate(free):
            made += weeks_later(each, scale, way if place < people else "")
    return made


def weeks_later(visit: Visit, scale: Scale, way: str) -> list[Visit]:
    """Came back so, or not; a visit in the sample becomes two: one in it, and one beside it that answered and came."""
    now = visit.pairs[scale][1]
    step = {WAYS[0]: 1, WAYS[1]: 0, WAYS[2]: -1}.get(way, 0) * (1 if SCALES[scale].is_higher_better else -1)
    later = {scale: int(now) + step} if way else {}
    if visit.is_counted and way:
        rest = beside(visit.persona, (Outcome.GAVE_UP,), {scale: visit.pairs[scale]})
        return [without(visit, {scale}), replace(rest, later=later)]
    return [replace(visit, later={**without(visit, {scale}).later, **later})]


# --- the attack -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(4))
def test_each_report_may_be_of_k_events_that_differ_in_every_hidden_number(
    part: int, pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    events = MANY_EVENTS if "attack" in pytestconfig.getoption("markexpr", "") else FEW_EVENTS
    for seed in range(part, events, 4):
        assert given_away(visits(seed), tmp_path if seed % _EVERY == 0 else None) == [], seed


def given_away(made: list[Visit], folder: Path | None) -> list[str]:
    """What an event's report says of it; with a folder all its formats are compared."""
    report = reported(made)
    hidden = dict.fromkeys(hidden_names(list(statements(values_of(report)))))
    # Which way those came back who did is a number of its own for each way.
    ways = WAYS if any(name[0] == "later" for name, _less in hidden) else WAYS[:1]
    tried = [each for way in ways for each in others(made, way)]
    found = [f"event {number} has another report" for number, each in enumerate(tried) if reported(each) != report]
    if folder is not None and files_of(reported(tried[-1]), folder) != files_of(report, folder):
        found.append("a format tells it apart")
    return found + [f"{name} less {less}" for name, less in hidden if not is_open(name, less, tried)]


def is_open(name: Name, less: Name | None, events: list[list[Visit]]) -> bool:
    """Whether a number is k different ones in these events."""
    found = set()
    for made in events:
        found.add(count(made, name) - (count(made, less) if less else 0))
        if len(found) == K:
            return True
    return False


def files_of(report: Report, folder: Path) -> tuple[str, list[str], dict[str, bytes]]:
    """HTML, PDF and workbook, but for when the last two were written."""
    write_book(report, folder / "report.xlsx")
    with ZipFile(folder / "report.xlsx") as book:
        sheets = {name: book.read(name) for name in book.namelist() if not name.startswith("docProps/")}
    return as_html(report), [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(report))).pages], sheets
