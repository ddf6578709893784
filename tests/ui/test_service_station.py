"""A visitor at a team's own service: through the whole way, recorded by numbers and by the task's names alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from empathylab.domain.events import (
    ErrorShown,
    FieldFocused,
    FieldLeft,
    MomentMarked,
    PageShown,
    RunStarted,
    SubmitTried,
)
from empathylab.domain.session import HelpState, Outcome, RunKind
from empathylab.measures.scores import score_runs
from empathylab.reports.exporting import export
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.results.results_page import ResultsPage
from empathylab.ui.visit.screens import keep_places
from empathylab.ui.visit.screens.closing_screens import GIVE_WORDS
from empathylab.ui.visit.screens.closing_words import PAGE_NAME
from empathylab.ui.visit.screens.form_words import MARKED_WORDS
from empathylab.ui.visit.screens.service_verdict import ServiceVerdictScreen
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.read_pdf import words_of_pages
from support.service_lab import begin_run, focus_on, offer, service_at
from support.service_site import Pages, Reply, Request, Site, serving, to

#: What the service calls its things, and what was typed: nowhere outside the page.
CANARY = "zyzzyva"


def start(request: Request) -> str | Reply:
    if request.method == "POST" and request.form.get(CANARY):
        return to(f"/{CANARY}/check?said={request.form[CANARY]}")
    return f"""<!doctype html><html lang="en"><title>{CANARY} start</title><h1>Order a bin</h1>
<a id="{CANARY}" href="/{CANARY}/help">{CANARY}</a><form method="post" novalidate>
{_summary() if request.method == "POST" else ""}
<label for="{CANARY}-name">Full name</label><input id="{CANARY}-name" name="{CANARY}" {_invalid(request)}>
<label for="{CANARY}-note">{CANARY}</label><input id="{CANARY}-note" name="{CANARY}-note">
<button id="{CANARY}-go">Go on</button></form></html>"""


def _summary() -> str:
    return f'<div role="alert" class="govuk-error-summary"><a href="#{CANARY}-name">{CANARY} is missing</a></div>'


def _invalid(request: Request) -> str:
    return 'aria-invalid="true"' if request.method == "POST" else ""


def check(request: Request) -> str:
    said = escape(request.form.get("said", ""))
    agents = escape(str(dict(request.headers)))
    return f"""<!doctype html><html lang="en"><title>{said}</title><h1>Check</h1><p>{said} {agents}</p>
<script>document.dispatchEvent(new CustomEvent("lab:barrier", {{detail: '{{"id": "{CANARY}"}}'}}));
document.body.dataset.page = "{CANARY}"; document.body.dataset.outcome = "completed";</script>
<label for="{said}">{said}</label><input id="{said}" name="{said}" value="{said}">
<a id="send" href="/{CANARY}/done?said={said}">Send</a></html>"""


def done(request: Request) -> str:
    return f"<!doctype html><html lang='en'><title>{CANARY}</title><h1>Order  sent</h1><p>{request.form}</p></html>"


PAGES: Pages = {"/": start, f"/{CANARY}/check": check, f"/{CANARY}/done": done}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(PAGES) as site:
        yield site


def walk(station: Station) -> None:
    """Through the three pages, with one error on the way."""
    focus_on(station, f"{CANARY}-note")
    focus_on(station, f"{CANARY}-go")
    station.press(Qt.Key.Key_Return)
    station.wait(lambda: page_js(station, "document.querySelector('[role=alert]') !== null"), "the error")
    station.wait(lambda: station.happened(ErrorShown), "the error in the record")
    focus_on(station, f"{CANARY}-name")
    station.hands.type(CANARY)
    station.wait(lambda: page_js(station, "document.activeElement.value") == CANARY, "what was typed")
    station.press(Qt.Key.Key_Return)
    station.wait(lambda: page_js(station, "document.querySelector('#send') !== null"), "the second page")
    focus_on(station, CANARY)
    focus_on(station, "send")
    station.press(Qt.Key.Key_Return)
    station.wait(lambda: station.director.form.is_done, "the end of the service")


def test_a_whole_visit_without_and_then_with_what_helps(
    station: Station, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(station, service_at(f"{site.origin}/"), follow_up=True)
    station.director.show_attract()
    invited = "You try “Order a bin” twice: without help, then with what helps."
    assert invited in station.words()
    station.press_button("What happens here?")
    assert any(words.startswith(invited) for words in station.words())
    station.press_button("Back")
    begin_run(station)
    assert "Run 1 of 2" in station.words()
    walk(station)
    assert station.visit.outcomes == {RunKind.FIRST: Outcome.COMPLETED}
    station.press(Qt.Key.Key_F9)
    station.wait(lambda: station.visit.stage is Stage.FIRST_QUESTION, "the question")
    station.visit.answer("ease", RunKind.FIRST, number=3)
    station.go_to(Stage.BEFORE_SECOND)
    assert any("Now with what helps." in words for words in station.words())
    begin = len(station.happened(RunStarted))
    station.press_button("Go on")
    station.wait(lambda: len(station.happened(RunStarted)) > begin, "the second run")
    station.wait(lambda: page_js(station, "document.querySelector('h1')?.textContent") == "Order a bin", "a fresh page")
    assert page_js(station, f"document.getElementById('{CANARY}-name').value") == ""
    station.press(Qt.Key.Key_F9)
    assert station.visit.outcomes[RunKind.SECOND] is Outcome.GAVE_UP
    station.go_to(Stage.DEBRIEF)
    assert isinstance(station.screen, ServiceVerdictScreen)
    assert "3 pages. 1 error was shown. You said 3 of 7, where 7 is very easy." in station.words()
    conditions = station.visit.plan.conditions
    assert [each.help for each in conditions.values()] == [HelpState.WITHOUT, HelpState.WITH]
    station.go_to(Stage.THANKS)
    station.press_button(GIVE_WORDS)
    monkeypatch.setattr(keep_places, "places", lambda: [keep_places.KeepPlace("Here", tmp_path)])
    station.press_button("Save my summary")
    station.press_button("Here")
    (page,) = words_of_pages(tmp_path / PAGE_NAME)
    assert ", ".join(station.visit.words) in " ".join(page.split())
    station.press_button("Finish")
    results = ResultsPage(Desk(station.lab.store, station.lab.setup), lambda _page: None)
    results.load()
    assert [results.at_service.ways.item(0, x).text() for x in (1, 2)] == ["1", "1 completed"]  # type: ignore[union-attr]
    assert results.chart.parentWidget().isHidden(), "nobody was at a form"


def test_a_visitor_marks_what_hurts_and_says_afterwards_what_it_was(station: Station, site: Site) -> None:
    """Recorded is the place by the task's own name; where nothing was marked nobody is asked what it was."""
    offer(station, service_at(f"{site.origin}/", marks=True))
    begin_run(station)
    focus_on(station, f"{CANARY}-name")
    station.wait(lambda: station.happened(FieldFocused), "the focus in the record")
    station.press(Qt.Key.Key_F2)
    station.press_button("That hurts   F2")
    assert station.button("That hurts").x() < station.button("Stop").x(), "Stop is where it is in every run"
    assert len(station.happened(MomentMarked)) == 2
    assert MARKED_WORDS in station.words()
    station.press(Qt.Key.Key_F9)
    station.wait(lambda: station.visit.stage is Stage.FIRST_QUESTION, "the question")
    station.press_button("Continue")
    assert "What hurt where you pressed F2?" in station.words()
    station.press_button("Continue")
    station.go_to(Stage.SECOND)
    station.press(Qt.Key.Key_F9)
    station.press_button("Continue")
    assert station.visit.stage is Stage.THINKING_BACK
    first, second = score_runs(station.visit.log)
    assert (dict(first.marked), dict(second.marked)) == ({"full-name": 2}, {})


def test_a_service_that_does_not_ask_for_marks_has_no_such_key(station: Station, site: Site) -> None:
    offer(station, service_at(f"{site.origin}/"))
    begin_run(station)
    station.press(Qt.Key.Key_F2)
    assert not station.happened(MomentMarked)


def test_what_a_service_calls_its_things_and_what_was_typed_is_nowhere(
    station: Station, site: Site, records_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    offer(station, service_at(f"{site.origin}/", marks=True))
    begin_run(station)
    focus_on(station, f"{CANARY}-note")
    station.hands.type(CANARY)
    station.wait(lambda: page_js(station, "document.activeElement.value") == CANARY, "what was typed")
    station.press(Qt.Key.Key_F2)
    assert len(station.happened(MomentMarked)) == 1
    walk(station)
    assert [event.page for event in station.happened(PageShown)] == ["page-1", "page-2", "page-3"]
    assert [event.count for event in station.happened(ErrorShown)] == [1]
    assert len(station.happened(SubmitTried)) == 2
    fields = {event.field for kind in (FieldFocused, FieldLeft) for event in station.happened(kind)}
    assert fields == {"full-name", "page-1-field-2", "page-1-button-1", "page-2-field-1", "page-2-link-1"}
    assert CANARY not in str(station.visit.log)
    assert CANARY not in " ".join(map(str, station.lab.problems))
    station.go_to(Stage.THANKS)
    station.press_button("Finish")
    export(station.lab.store, tmp_path / "out")
    with (tmp_path / "out" / "runs.csv").open(encoding="utf-8-sig") as table:
        (run,) = csv.DictReader(table)
    assert (run["run"], run["form"], run["version"], run["help"]) == ("first", "service-b", "today", "without")
    written = [path for folder in (records_folder, tmp_path / "out") for path in folder.rglob("*") if path.is_file()]
    assert "page-1-field-2" in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8-sig")
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []
    assert CANARY not in caplog.text
