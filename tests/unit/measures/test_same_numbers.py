"""One event seen three ways: what a visitor is told, the results screen and the report give the same numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import empathylab
from empathylab.domain.calibration import Calibration, CalibrationSource
from empathylab.domain.errors import LabError
from empathylab.domain.events import ZoomChanged
from empathylab.domain.session import Ending, Outcome, RunKind
from empathylab.domain.summary import Counts, PairCount, PersonaPairs, Scale, Summary
from empathylab.files.library import load_library
from empathylab.reports import endings
from empathylab.reports import findings as report
from empathylab.reports.names import library_names
from empathylab.reports.sharing import COUNTED, Shareable
from empathylab.session.plan import plan_visit
from empathylab.session.stages import Stage
from empathylab.session.visit import Visit
from empathylab.storage import Store, open_store
from empathylab.ui.facilitator.results import findings as screen
from empathylab.ui.visit.screens.visit_findings import findings_of_visit
from support.clocks import SetClock
from support.parsed import parsed

EVENT = "Library week"
LIBRARY = load_library()
SHIFT = re.compile(r"Typical change (.+?)\.(?: |$)")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path)
    yield made
    made.close()


def visit_claudia(store: Store, number: int, pixel_ratio: float) -> str:
    """A whole visit with Claudia's eyes; what the visitor is told of the size of the text."""
    calibration = Calibration(pixel_ratio * 3.61, 60, CalibrationSource.BANK_CARD, pixel_ratio)
    plan = plan_visit(
        event=EVENT,
        station="station-1",
        personas=[LIBRARY.personas["claudia"]],
        task=LIBRARY.tasks["missed-bin"],
        calibration=calibration,
        seed=number,
    )
    problems: list[LabError] = []
    visit = Visit(plan, store, SetClock(step_ms=1_000), problems.append)
    visit.agree()
    for stage, run in ((Stage.BARRIER, RunKind.BARRIER), (Stage.HELPED, RunKind.HELPED)):
        visit.go_to(stage)
        if run is RunKind.HELPED:
            visit.record(ZoomChanged(2.5))
        visit.answer("ease", run, number=2 + number % 3 if run is RunKind.BARRIER else 6)
        visit.end_run(Outcome.COMPLETED)
    told = " ".join(findings_of_visit(visit, LIBRARY).sentences)
    visit.end(Ending.FINISHED)
    assert problems == []
    return told


def in_the_report(summary: Summary) -> Shareable:
    return Shareable(summary, 5, library_names(), (summary,))


@pytest.mark.parametrize("pixel_ratio", [1.0, 2.0])
def test_the_zoom_for_comfort_is_the_same_for_the_visitor_on_the_screen_and_in_the_report(
    store: Store, pixel_ratio: float
) -> None:
    told = {visit_claudia(store, number, pixel_ratio) for number in range(8)}
    (sentence,) = {words[words.index("on this screen") :] for words in told}
    low, high = (int(number) / 100 for number in re.findall(r"(\d+) to (\d+) %", sentence)[0])
    assert (low, high) == (2.6, 3.0)
    summary = store.summary(EVENT)
    ((_persona, _chosen, on_screen, _people),) = screen.zoom_rows(summary, str)
    assert on_screen == f"{low:g} to {high:g} times"
    (chart,) = endings.zoom_section(in_the_report(summary)).charts
    assert f"comfortable reading would need {on_screen}." in chart.words
    assert f"comfort needs {on_screen}" in chart.svg


def event_of(people: int) -> Summary:
    """People of whom some changed this way and some that, and two in ten did not answer."""
    pairs = tuple(PairCount(3, 3 + change, people // 5) for change in (-1, 0, 1, 2))
    scales = {scale: (PersonaPairs("claudia", pairs),) for scale in Scale}
    return Summary(EVENT, Counts(people=people), personas=(("claudia", people),), pairs=scales)


@pytest.mark.parametrize("people", [20, 400, 500, 505, 600, 60_000])
@pytest.mark.parametrize("scale", COUNTED)
def test_the_typical_change_is_the_same_on_the_screen_and_in_the_report(people: int, scale: Scale) -> None:
    summary = event_of(people)
    on_screen, in_report = screen.caption(summary, scale), report.sentence(in_the_report(summary), scale)
    assert SHIFT.search(on_screen) is not None
    assert SHIFT.findall(on_screen) == SHIFT.findall(in_report)
    assert re.findall(r"[\d,]+", on_screen)[:3] == re.findall(r"[\d,]+", in_report)[:3]


def test_harm_is_told_in_the_same_words_on_the_screen_and_in_the_report() -> None:
    summary = event_of(400)
    section = report.change_section(in_the_report(summary))
    sentences, warning = screen.harm_sentences(summary)
    assert warning == section.warning != ""
    assert [words.split(" Typical")[1] for words in sentences] == [
        words.split(" Typical")[1] for words in section.sentences[1:]
    ]


@pytest.mark.parametrize("package", ["storage", "reports", "ui/facilitator", "ui/visit"])
def test_nobody_but_measures_works_out_what_changed(package: str) -> None:
    """Before and after are handed on, never set against each other, outside of `measures`."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in Path(empathylab.__file__).parent.joinpath(package).rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.BinOp | ast.Compare)
        for part in ast.iter_child_nodes(node)
        if isinstance(part, ast.Attribute) and part.attr in ("before", "after", "chosen", "change", "predicted")
    ]
    assert found == []
