"""A service that does not come, or leads out: one calm screen, a sentence for the facilitator, recorded as its own."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from empathylab.demo.participant import Participant
from empathylab.demo.screenshots import Screenshots
from empathylab.domain.errors import InputError
from empathylab.domain.events import PageAsked
from empathylab.domain.service import Service
from empathylab.domain.session import Outcome, RunKind
from empathylab.session.flow import Input
from empathylab.session.stages import Stage
from empathylab.ui.own_page import service_run
from empathylab.ui.visit.screens.service_ended import ServiceEndedScreen
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.service_lab import begin_run, focus_on, offer, service_at
from support.service_site import Pages, Reply, Request, Site, serving, to

START = """<!doctype html><html lang="en"><title>Order</title><h1>Order a bin</h1><form method="post" action="/sent">
<button id="send">Send</button></form><a id="away" href="https://elsewhere.example/?said=zyzzyva">Away</a>
<a id="tab" href="/next" target="_blank">New tab</a>
<a id="gone" href="/gone">Gone</a> <a id="pdf" href="/file">File</a>
<button id="open" type="button" onclick="window.open('/next')">Open</button>
<button id="empty" type="button" onclick="window.open('')">Window</button>
<button id="print" type="button" onclick="print()">Print</button>
<button id="script" type="button" onclick="location.href = 'https://login.example/'">Script</button>
<label for="choose">Your letter</label><input id="choose" type="file"></html>"""
NEXT = "<!doctype html><html lang='en'><title>Next</title><h1>Next</h1></html>"


def slow(_request: Request) -> str:
    threading.Event().wait(120)
    return START


PAGES: Pages = {
    "/": START,
    "/next": NEXT,
    "/broken": Reply("<h1>Sorry</h1>", 500),
    "/who": Reply("<h1>Who are you?</h1>", 401),
    "/circle": to("/circle"),
    "/out": to("https://login.example/start"),
    "/slow": slow,
    "/sent": to("https://pay.example/"),
    "/file": Reply("%PDF", headers={"Content-Type": "application/octet-stream", "Content-Disposition": "attachment"}),
    "/busy": START + "<script>setInterval(() => { document.title += '.'; document.body.append('.'); }, 5)</script>",
    "/windows": START + "<script>setInterval(() => window.open('/next'), 50)</script>",
    "/invalid": Reply(START, 422),
}


@pytest.fixture(autouse=True)
def _told(allowed_logs: list[str]) -> None:
    allowed_logs.append("Order a bin")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(PAGES) as site:
        yield site


def start_run(station: Station, service: Service) -> None:
    """The visitor opens it, whether it comes or not."""
    station.director.take(Input.RESET)
    offer(station, service)
    station.lab.problems.clear()
    station.agree()
    station.go_to(Stage.FIRST)


def see_the_end(station: Station) -> str:
    """The calm screen; gives the facilitator's sentence."""
    station.wait(lambda: isinstance(station.screen, ServiceEndedScreen), "the calm screen")
    assert station.visit.outcomes == {RunKind.FIRST: Outcome.ENDED_BY_SERVICE}
    assert station.lab.window.view.page is None
    (problem,) = station.lab.problems
    station.press_button("Go on")
    assert station.visit.stage is Stage.BEFORE_SECOND, "nothing is asked of a run that was none"
    return str(problem)


def test_a_service_that_does_not_come_ends_the_run_and_the_visit_goes_on(
    station: Station, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"http://127.0.0.1:{server.getsockname()[1]}/"
    gone = service_at((tmp_path / "gone.html").as_uri(), allowed=(tmp_path.as_uri(),))
    for service, told in (
        (service_at(nobody), "“Order a bin” cannot be reached: nothing answers"),
        (service_at(f"{site.origin}/broken"), "The server of “Order a bin” is in trouble (status 500)"),
        (service_at(f"{site.origin}/who"), "“Order a bin” asks who you are"),
        (service_at(f"{site.origin}/circle"), "“Order a bin” sends its readers round in circles"),
        (service_at(f"{site.origin}/out"), "“Order a bin” leads to an address that is not among those"),
        (gone, "“Order a bin” is not there"),
    ):
        start_run(station, service)
        assert see_the_end(station).startswith(told)
    late = service_at(f"{site.origin}/slow")
    monkeypatch.setattr(service_run, "SLOW_MS", 100)
    start_run(station, late)
    station.wait(lambda: any(words.startswith("The page has not come yet") for words in station.words()), "the words")
    monkeypatch.setattr(service_run, "TOO_SLOW_MS", 1_000)
    start_run(station, late)
    assert see_the_end(station).startswith("“Order a bin” had not come after 1 second.")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_a_service_whose_page_dies_again_and_again_ends_the_run_and_stop_waits_for_no_page(
    station: Station, site: Site
) -> None:
    view = station.lab.window.view

    def kill() -> None:
        assert view.page is not None
        os.kill(view.page.renderProcessPid(), signal.SIGKILL)

    offer(station, service_at(f"{site.origin}/"))
    begin_run(station)
    for _ in range(3):
        back = QSignalSpy(view.page_back)
        kill()
        station.wait(back.count, "the page again")
    kill()
    assert see_the_end(station).startswith("“Order a bin” ended 4 times in one run")
    station.director.take(Input.RESET)
    begin_run(station)
    lost = QSignalSpy(view.page_lost)
    kill()
    station.wait(lost.count, "the loss")
    station.stop()
    assert station.visit.stage is Stage.STOPPED


def test_a_demo_at_a_service_that_ends_a_run_ends_with_why(station: Station, site: Site) -> None:
    for page, told in (("broken", "is in trouble"), ("", "leads to an address that is not among those")):
        station.director.take(Input.RESET)
        offer(station, service_at(f"{site.origin}/{page}"))
        participant = Participant(station.lab, "christopher", Random(1), Screenshots(station.lab.window, None))
        with pytest.raises(InputError, match=told):
            participant.visit()


def test_what_a_service_asks_for_on_its_way_is_counted_explained_or_ends_it(station: Station, site: Site) -> None:
    letter = str(Path(__file__))
    service = service_at(f"{site.origin}/", file=letter)

    def press(element: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        focus_on(station, element)
        station.press(key)

    def see(words: str) -> None:
        station.wait(lambda: any(said.startswith(words) for said in station.words()), words)

    offer(station, service)
    begin_run(station)
    press("away")
    see("A link leads to https://elsewhere.example. It does not open here.")
    press("script")
    see("A link leads to https://login.example.")
    press("pdf")
    see("The page offers a file to keep.")
    press("print")
    see("The page asked to be printed.")
    press("choose", Qt.Key.Key_Space)
    see("The page asked for a file. It is given a made-up one.")
    station.wait(
        lambda: page_js(station, "document.querySelector('#choose').files[0]?.name") == Path(letter).name, "it"
    )
    press("tab")
    see("The page asked for a new window. It is opened here")
    station.wait(lambda: page_js(station, "document.title") == "Next", "the page in the one view")
    asked = [event.what for event in station.happened(PageAsked)]
    assert asked == ["navigation", "navigation", "download", "print", "made-up-file", "window-of-its-own"]
    assert station.visit.run is RunKind.FIRST
    for element, told in (
        ("send", "leads to an address that is not among those"),
        ("empty", "needs a window of its own"),
        ("gone", "is not there (status 404)"),
    ):
        start_run(station, service)
        press(element)
        assert told in see_the_end(station)
        assert "zyzzyva" not in " ".join(map(str, station.lab.problems))


def test_a_page_that_never_rests_or_opens_windows_or_tells_of_faults_is_used_as_any_other(
    station: Station, site: Site
) -> None:
    for path in ("busy", "windows", "invalid"):
        station.director.take(Input.RESET)
        offer(station, service_at(f"{site.origin}/{path}"))
        begin_run(station)
        focus_on(station, "send")
        assert station.visit.run is RunKind.FIRST
        station.stop()
        station.wait(lambda: station.visit.stage is Stage.STOPPED, "Stop")
