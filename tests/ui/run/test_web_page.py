"""The page can be a form and nothing else: what it asks for beyond that is refused, and the station stays up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

import support
from empathylab.ui.page import page_process
from support.web_station import WebStation, pause, wait_until

PAGE = """<!doctype html><html lang=en><title>Test</title><body data-page="one">
<form action="two.html"><label>Name <input id="name" data-field="name" name="name"></label>
<a id="away" href="https://example.org/">Away</a> <a id="file" href="file:///etc/passwd">File</a>
<a id="window" href="two.html" target="_blank">Window</a> <a id="download" href="data:text/plain,x" download>Save</a>
<a id="mail" href="mailto:x@example.org">Mail</a> <button id="go">Go</button></form>
<script src="../../js/act.js"></script></body></html>"""
TWO = '<!doctype html><html lang=en><title>Two</title><body data-page="two"><p>Two</p>'
ACT = (Path(support.__file__).parent / "hostile_page.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {"page.html": PAGE, "two.html": TWO, "../../js/act.js": ACT}


@pytest.fixture
def station(next_visitor: WebStation) -> WebStation:
    return next_visitor


def do(station: WebStation, deed: str) -> None:
    assert station.view.page is not None
    station.view.page.runJavaScript(f"document.dispatchEvent(new CustomEvent('do', {{ detail: '{deed}' }}))")


def title(station: WebStation) -> str:
    assert station.view.page is not None
    return station.view.page.title()


def is_usable(station: WebStation) -> bool:
    """The form is still there and takes what is typed."""
    station.tab_to("name")
    station.type("Ann")
    wait_until(lambda: station.value("#name") == "Ann", "the typed name")
    return len([top for top in QApplication.topLevelWidgets() if top.isVisible()]) == 1


@pytest.mark.parametrize("deed", ["open", "away", "file"])
def test_a_page_cannot_open_or_go_anywhere_else(same_visitor: WebStation, deed: str) -> None:
    do(same_visitor, deed)
    assert is_usable(same_visitor)
    assert same_visitor.view.page.url() == QUrl(same_visitor.test_url())


@pytest.mark.parametrize("link", ["away", "file", "window", "download", "mail"])
def test_a_link_out_does_nothing(same_visitor: WebStation, link: str) -> None:
    same_visitor.js(f"document.getElementById('{link}').focus()")
    same_visitor.press("\r")
    assert is_usable(same_visitor)
    assert same_visitor.view.page.url() == QUrl(same_visitor.test_url())


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("alert", "after alert"),
        ("confirm", "confirm false"),
        ("prompt", "prompt null"),
        ("geolocation", "no place"),
        ("camera", "no camera"),
        ("fetch", "no fetch"),
        ("image", "no image"),
    ],
)
def test_a_page_that_asks_is_told_no_and_no_dialog_appears(same_visitor: WebStation, deed: str, told: str) -> None:
    do(same_visitor, deed)
    wait_until(lambda: title(same_visitor) == told, told)
    assert is_usable(same_visitor)


def test_no_page_recognises_speech(station: WebStation) -> None:
    """In this engine, which has no recogniser, asking for it ends the page's process."""
    assert station.js("typeof SpeechRecognition + typeof webkitSpeechRecognition") == "undefinedundefined"


def test_a_page_that_wants_to_keep_people_cannot(station: WebStation) -> None:
    do(station, "stay")
    station.tab_to("go")
    station.press(" ")
    wait_until(lambda: station.view.page.url().path().endswith("two.html"), "the next page")


def test_a_form_sent_with_get_arrives_with_its_answers_and_what_the_session_kept(station: WebStation) -> None:
    station.js("sessionStorage.setItem('kept', 'yes')")
    station.tab_to("name")
    station.type("Ann")
    station.press("\r")
    # The title may be told a moment before the address.
    wait_until(lambda: title(station) == "Two" and station.view.page.url().query() == "name=Ann", "the next page")
    assert station.js("sessionStorage.getItem('kept')") == "yes"


def test_nothing_of_a_visitor_is_left_for_the_next(station: WebStation) -> None:
    station.js("sessionStorage.setItem('a', '1'); localStorage.setItem('a', '1'); document.cookie = 'a=1'")
    station.start(station.test_url())
    assert station.js("[sessionStorage.length, localStorage.length, document.cookie].join()") == "0,0,"


def test_the_form_tells_what_happens_and_never_what_was_typed(station: WebStation) -> None:
    station.happened.clear()
    station.tab_to("name")
    station.type("Ann Secret")
    do(station, "errors")
    do(station, "words")
    do(station, "done")
    completed = QSignalSpy(station.view.completed)
    wait_until(completed.count, "the end of the form")
    assert station.wait_for("field.focused")[0].data == {"is_form_field": True}
    assert station.of_kind("error.shown")[0].data == {"count": 3}
    assert [met.field for met in station.of_kind("barrier.met")] == ["ok-id"]
    assert "ecret" not in repr(station.happened)


def test_a_flood_of_signals_is_cut_short(station: WebStation) -> None:
    do(station, "flood")
    station.wait_for("submit.tried")
    assert is_usable(station)
    assert len(station.of_kind("submit.tried")) < 5_000, "of a hundred thousand; forty a second, however slow the page"


def test_a_page_of_a_hundred_megabytes_is_only_slow(station: WebStation) -> None:
    do(station, "grow")
    wait_until(lambda: title(station) == "grown", "the large page")
    station.view.end()
    station.start(station.test_url())
    assert is_usable(station)


def test_a_page_that_hangs_does_not_hang_the_station(station: WebStation) -> None:
    do(station, "loop")
    pause(50)
    station.start(station.test_url())
    assert is_usable(station)


@pytest.mark.parametrize("deed", ["print", "rename"])
def test_a_page_that_floods_the_lab_is_ended_and_brought_back(
    station: WebStation, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    # Beside others a page may not come to as many within a second, and nothing is learnt by more.
    monkeypatch.setattr(page_process, "MOST_A_SECOND", 200)
    do(station, deed)
    station.wait_for("page.lost")
    station.wait_for("page.restored")
    assert is_usable(station)
