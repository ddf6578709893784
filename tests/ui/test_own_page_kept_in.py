"""What a team's own page may load, and that what it does not get is said: in a line beside it, and in the list."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.ui.own_page import page_audit
from empathylab.ui.own_page.own_page_screens import NotOpenedScreen, PageFindingsScreen, keep_list
from empathylab.ui.page import page_watch
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.attract import AttractScreen
from support.own_page_lab import open_page, page_js, start_page
from support.participant_lab import Station
from support.service_site import Reply, serving, to
from support.web_station import wait_until

PAGE = """<!doctype html><html lang="en"><title>Order a bin</title>
<link rel="stylesheet" href="css/style.css"><link rel="stylesheet" href="../outside.css">
<script src="js/ran.js"></script><script type="module" src="js/module.mjs"></script>
<h1>Order a bin</h1><iframe id="below" src="below/inner.html"></iframe>
<iframe id="outside" src="../outside.html"></iframe>
<p><a id="away" href="https://elsewhere.example/?q=typed">Away</a> <a id="mail" href="mailto:a@b.example">Write</a>
<a id="tel" href="tel:123">Ring</a> <a id="window" href="next.html" target="_blank">New window</a>
<a id="pdf" href="a.pdf">PDF</a> <a id="file" href="a.zip">File</a> <a id="gone" href="gone.html">Gone</a>
<input id="choose" type="file"> <button id="print" onclick="print()">Print</button>
<button id="empty" onclick="document.title = 'Order: ' + window.open('')">Empty</button>
<button id="open" onclick="document.title = 'Order: ' + window.open('next.html')">Open</button>
<a id="next" href="next.html">Next</a></p></html>"""
FILES = {
    "order.html": PAGE,
    "css/style.css": "h1 { margin-left: 77px }",
    "js/ran.js": "document.documentElement.dataset.ran = 'script'",
    "js/module.mjs": "document.documentElement.dataset.module = 'module'",
    "below/inner.html": "<!doctype html><html lang=en><title>In</title><p>In",
    "next.html": '<!doctype html><html lang="en"><title>Order: next</title><h1>Next</h1><img src="x.png">',
    "a.pdf": "%PDF-1.4",
    "a.zip": "PK\x03\x04",
    "../outside.css": "h1 { margin-right: 55px }",
    "../outside.html": "<!doctype html><title>Outside</title><p>Outside",
}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name, words in FILES.items():
        path = (site / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return site / "order.html"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is shown here by how long axe-core takes.
    monkeypatch.setattr(page_audit, "MOST_ASKS", 600)


def press_on(station: Station, element: str) -> None:
    view = station.lab.window.view

    def is_there() -> bool:
        """The title comes before what follows it."""
        view.page_focus(element)
        return bool(page_js(station, "document.activeElement?.id") == element)

    wait_until(is_there, f"the focus on {element}")
    station.press(Qt.Key.Key_Return if element not in ("choose",) else Qt.Key.Key_Space)


def test_a_page_from_a_file_loads_all_below_its_folder_and_nothing_else(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")
    assert page_js(station, "getComputedStyle(document.querySelector('h1')).marginLeft") == "77px"
    assert page_js(station, "getComputedStyle(document.querySelector('h1')).marginRight") == "0px"
    assert page_js(station, "Object.values(document.documentElement.dataset).join()") == "script,module"
    web = station.lab.window.view.page
    assert web is not None
    wait_until(lambda: "In" in [frame_title(each) for each in web.mainFrame().children()], "the frame below")
    assert "Outside" not in [frame_title(each) for each in web.mainFrame().children()]
    wait_until(lambda: any("The page has parts at" in words for words in station.words()), "what was left out")


def frame_title(frame: object) -> str:
    got: list[object] = []
    frame.runJavaScript("document.title", 0, got.append)  # type: ignore[attr-defined]
    wait_until(lambda: got, "an answer of the frame")
    return str(got[0])


@pytest.mark.parametrize(
    ("element", "asked"),
    [
        ("away", "A link leads to https://elsewhere.example."),
        ("mail", "A link leads to an e-mail program."),
        ("tel", "A link leads to a telephone."),
        ("pdf", "The page leads to a PDF."),
        ("file", "The page offers a file to keep."),
        ("choose", "The page asked for a file of this computer."),
        ("print", "The page asked to be printed."),
        ("gone", "gone.html is not there"),
    ],
)
def test_what_does_not_open_is_told_beside_the_page_which_keeps_focus_and_ring(
    station: Station, page: Path, element: str, asked: str
) -> None:
    open_page(station, page, "claudia")
    press_on(station, element)
    wait_until(lambda: any(words.startswith(asked) for words in station.words()), asked)
    wait_until(lambda: page_js(station, "document.hasFocus()"), "the focus to be the page's")
    wait_until(
        lambda: page_js(station, "document.querySelector(':focus-visible')?.id") == element, "the ring to be drawn"
    )
    assert page_js(station, "location.pathname").endswith("order.html")
    assert [each for each in station.director.own_page._unopened if each.asked.startswith(asked)]


@pytest.mark.parametrize("element", ["window", "open"])
def test_what_asks_for_a_window_is_opened_in_the_one_view(station: Station, page: Path, element: str) -> None:
    open_page(station, page, "claudia")
    press_on(station, element)
    asked = "The page asked for a new window. It is opened here, in the one view."
    wait_until(lambda: asked in station.words(), "what is told of it")
    wait_until(lambda: page_js(station, "location.pathname").endswith("next.html"), "the page that was asked for")


def test_no_program_is_started_and_open_says_that_no_window_came(station: Station, page: Path) -> None:
    started: list[object] = []
    for scheme in ("mailto", "tel", "https"):
        QDesktopServices.setUrlHandler(scheme, station.lab.window, "close")
    open_page(station, page, "claudia")
    press_on(station, "mail")
    press_on(station, "empty")
    wait_until(lambda: page_js(station, "document.title") == "Order: null", "what open gave")
    assert started == []
    assert station.lab.window.isVisible()


def test_what_did_not_open_stands_in_the_list_and_axe_looks_at_each_page(
    station: Station, page: Path, tmp_path: Path
) -> None:
    open_page(station, page, "claudia")
    press_on(station, "away")
    audits = station.director.own_page._audits
    wait_until(lambda: audits.findings, "axe-core to have looked at the first page")
    press_on(station, "next")
    wait_until(lambda: page_js(station, "document.title") == "Order: next", "the next page")
    station.press(Qt.Key.Key_F9)
    wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
    hurt = station.director.own_page.found
    assert [each.address.rpartition("/")[2] for each in hurt.findings if each.rule == "image-alt"] == ["next.html"]
    assert "frame-title" in [each.rule for each in hurt.findings if each.address.endswith("order.html")]
    assert any("A link leads to https://elsewhere.example. It does not open here." in each for each in station.words())
    keep_list(hurt, tmp_path)
    told = next(tmp_path.glob("*/moments.md")).read_text(encoding="utf-8")
    assert "# What did not open here" in told
    assert "all 2 pages" in told
    assert "typed" not in told


def test_a_dead_address_says_why_and_what_to_do(station: Station) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
    start_page(station, f"{address}/form", "claudia")
    wait_until(lambda: isinstance(station.screen, NotOpenedScreen), "the reason")
    assert any(f"{address} cannot be reached" in words for words in station.words())
    assert any("Check that the service is running" in words for words in station.words())
    assert not station.lab.window.view.lens.is_on
    first = station.screen
    station.press_button("Try again")
    wait_until(lambda: isinstance(station.screen, NotOpenedScreen) and station.screen is not first, "the reason again")
    station.press_button("Leave")
    assert isinstance(station.screen, AttractScreen)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Reply(status=204), "answered without a page"),
        (to("/none"), "answered without a page"),
        (Reply("PK", headers={"Content-Type": "application/zip"}), "The page offers a file to keep."),
        (to("https://elsewhere.example/"), "A link leads to https://elsewhere.example."),
    ],
)
def test_an_address_that_answers_without_a_page_says_so(station: Station, answer: Reply, told: str) -> None:
    """It left a white view, and nobody said why."""
    with serving({"/": answer, "/none": Reply(status=204)}) as site:
        start_page(station, f"{site.origin}/", "claudia")
        wait_until(lambda: isinstance(station.screen, NotOpenedScreen), "the reason")
    assert any(told in words for words in station.words())
    assert not station.lab.window.view.lens.is_on


@pytest.mark.parametrize("element", ["same", "send"])
def test_a_page_stays_where_what_it_asks_for_answers_without_one(station: Station, element: str) -> None:
    body = "<a id=same href=/same>Same</a><form method=post action=/none><button id=send>Send</button></form>"
    home = f"<!doctype html><html lang=en><title>Order</title><h1>Order</h1>{body}"
    with serving({"/": home, "/none": Reply(status=204), "/same": Reply(status=304)}) as site:
        start_page(station, f"{site.origin}/", "claudia")
        wait_until(lambda: page_js(station, "document.readyState") == "complete", "the page")
        page = station.lab.window.view.page
        assert page is not None
        ends = QSignalSpy(station.lab.window.view._host.stayed)
        press_on(station, element)
        wait_until(lambda: ends.count() == 1, "the answer")
        assert page_js(station, "document.title") == "Order"
        wait_until(lambda: page_js(station, "document.hasFocus()"), "the focus to be the page's")
    assert station.lab.window.view.lens.is_on


def test_no_server_leads_into_the_labs_own_forms(station: Station) -> None:
    """They opened as if they were the team's page."""
    with serving({"/": to("lab://forms/tasks/missed-bin/your-details.html")}) as site:
        start_page(station, f"{site.origin}/")
        wait_until(lambda: any("lab://forms. It does not open here" in words for words in station.words()), "the line")
    assert page_js(station, "document.title") == ""


def test_suggestions_below_a_field_stand_over_no_page_and_never_outlive_theirs(station: Station, page: Path) -> None:
    """Qt lays them over the window, under no lens; typed into after their page had gone, they ended the whole lab."""
    words = page.read_text(encoding="utf-8").replace(
        'id="choose" type="file"', 'id="street" list="streets"><datalist id="streets"><option>Mare Court</datalist'
    )
    page.write_text(words.replace('"print()"', '"street.focus(); street.showPicker()"'), encoding="utf-8")
    for _ in range(2):
        open_page(station, page, "claudia")
        press_on(station, "print")
        wait_until(lambda: any("suggestions below a field" in said for said in station.words()), "what is told")
        station.hands.type("m")
        wait_until(lambda: page_js(station, "street.value") == "m", "the letter in the field")
        assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [station.lab.window]
        station.stop()
        wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
        station.press_button("Leave")


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_a_page_whose_process_ends_again_and_again_leads_to_the_list(station: Station, page: Path) -> None:
    view = station.lab.window.view
    open_page(station, page, "claudia")
    for _ in range(3):
        back = QSignalSpy(view.page_back)
        kill(view)
        wait_until(back.count, "the page again")
    kill(view)
    wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
    assert any("The page ended 4 times in one run, and is not opened again." in words for words in station.words())
    station.press_button("Leave")
    assert isinstance(station.screen, AttractScreen)


def kill(view: RunView) -> None:
    assert view.page is not None
    os.kill(view.page.renderProcessPid(), signal.SIGKILL)


def test_a_page_that_takes_too_much_is_ended_and_the_list_says_so(
    station: Station, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_watch, "MOST_OF_PAGE_MB", 600)
    (page.parent / "grow.js").write_text("const kept = []; for (;;) kept.push(new Uint8Array(1e6).fill(1));")
    words = page.read_text(encoding="utf-8").replace('id="print"', 'id="grow" onclick="grow()"')
    grow = "<script>const grow = () => document.head.append(Object.assign(document.createElement('script'), "
    page.write_text(f"{words}{grow}{{ src: 'grow.js' }}));</script>", encoding="utf-8")
    open_page(station, page, "claudia")
    press_on(station, "grow")
    wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
    assert any("took more than 600 MB of memory" in words for words in station.words())
