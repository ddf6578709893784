"""The same pages over the lab's own scheme, under its content policy and its larger drop-downs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob
from pytestqt.qtbot import QtBot

from empathylab.ui.page import scheme
from support.fetched_fonts import fetch_fonts
from support.form_browser import ASSETS, FormBrowser

BARRIERS = sorted(path.name for path in (ASSETS / "barriers").iterdir() if path.is_dir())
TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down
#: As in the helps of the lab: the list of a drop-down opens inside the page, where a lens can see it.
LIST_INSIDE = "select, select::picker(select) { appearance: base-select !important; }"


@pytest.fixture(scope="module")
def tab(qapp: object) -> Iterator[FormBrowser]:
    browser = FormBrowser(920, 728, is_in_lab=True)
    yield browser
    browser.close()


@pytest.fixture
def browser(tab: FormBrowser, qtbot: QtBot) -> FormBrowser:
    tab.page.signals.clear()
    tab.page.complaints.clear()
    return tab


def test_the_content_policy_refuses_nothing_that_a_page_or_a_barrier_needs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = fetch_fonts(monkeypatch)
    # With a process of its own, which has nothing of them yet.
    browser = FormBrowser(920, 728, is_in_lab=True)
    for page in ("your-details", "collection", "check", "done"):
        browser.open("missed-bin", page, BARRIERS)
        assert browser.signals("fault") == []
        assert browser.run("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')") is True
    assert fetched
    refused = [words for words in browser.page.complaints if "Refused" in words or "Uncaught" in words]
    assert refused == []
    browser.close()


def test_answers_and_barriers_are_carried_from_page_to_page(browser: FormBrowser) -> None:
    browser.open("missed-bin", "your-details", ["silent-error"])
    browser.focus("#full-name")
    browser.type("Sam Reed")
    browser.press(TAB)
    browser.type("14 Mare Court")
    with browser.next_page():
        browser.press(ENTER)
    assert browser.page_name == "collection"
    browser.focus(".button")
    browser.press(ENTER)
    assert browser.barriers_met() == ["silent-error"]
    browser.focus(".back-link")
    with browser.next_page():
        browser.press(ENTER)
    assert browser.run("document.getElementById('full-name').value") == "Sam Reed"


def test_the_next_page_asks_for_nothing_that_its_process_has_and_another_tab_for_all(
    browser: FormBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reply = scheme._reply

    def reply_and_note(job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
        asked.append(job.requestUrl().path())
        reply(job, kind, content)

    monkeypatch.setattr(scheme, "_reply", reply_and_note)
    browser.open("missed-bin", "your-details", ["low-contrast"])
    asked.clear()
    browser.open("missed-bin", "collection", ["low-contrast"])
    assert asked == ["/tasks/missed-bin/collection.html"]
    other = FormBrowser(is_in_lab=True)
    other.open("missed-bin", "collection", ["low-contrast"])
    assert {"/js/form.js", "/css/form.css", "/barriers/low-contrast/barrier.js"} < set(asked)
    other.close()


def test_a_list_inside_the_page_still_leaves_it_on_one_arrow(browser: FormBrowser) -> None:
    browser.open("missed-bin", "collection", ["change-on-input"])
    browser.run(
        "document.head.append(Object.assign(document.createElement('style'), {textContent: "
        f"{LIST_INSIDE!r}}})), document.querySelector('#bin').focus()"
    )
    with browser.next_page():
        browser.press(DOWN)
    assert browser.page_name == "check"
    assert browser.barriers_met() == ["change-on-input"]


def test_a_page_loaded_in_advance_is_met_only_when_it_is_seen(browser: FormBrowser) -> None:
    browser.view.hide()
    browser.page.setVisible(False)
    with_loaded: list[bool] = []
    browser.page.loadFinished.connect(with_loaded.append)
    browser.page.load("lab://forms/tasks/missed-bin/your-details.html?barriers=low-contrast")
    browser.wait(lambda: bool(with_loaded))
    browser.page.loadFinished.disconnect(with_loaded.append)
    assert browser.run("document.visibilityState") == "hidden"
    assert browser.barriers_met() == []
    browser.view.show()
    browser.page.setVisible(True)
    browser.wait(lambda: browser.barriers_met() == ["low-contrast"])
