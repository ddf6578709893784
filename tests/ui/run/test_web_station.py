"""Runs at the station: from the first page to the last, spoken or not, and what happens when the page dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import psutil
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineUrlRequestJob
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.ui.kit.page_covers import Curtain, OneMoment
from empathylab.ui.lens.lens import Lens
from empathylab.ui.page import form_host, scheme
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.form_host import FormHost
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.reader.reader_session import ReaderSession
from support.fetched_fonts import fetch_fonts
from support.web_station import BLUR, WebStation, engine_window, pause, pixels, sharpness, wait_until

READER = Spec("screen-reader", {"rate_wpm": 200, "curtain": True})
TWO_PAGES = {
    "page.html": """<!doctype html><html lang=en><title>One</title><body data-page="one"><main><h1>About you</h1>
<label>Name <input id="name" data-field="name" onchange=""></label></main>
<script src="../../js/keep.js"></script></body></html>""",
    "../../js/keep.js": """
const box = document.getElementById("name");
box.value = sessionStorage.getItem("name") || "";
box.addEventListener("input", () => sessionStorage.setItem("name", box.value));
document.addEventListener("hang", () => { for (;;) ; });
""",
}


@pytest.fixture
def keeping_station(qapp: QApplication, tmp_path: Path) -> Iterator[WebStation]:
    made = WebStation(TWO_PAGES, tmp_path)
    yield made
    made.close()


def inner_widget(station: WebStation) -> QWidget | None:
    """As Qt tells it."""
    view = station.view.findChild(EngineView)
    assert view is not None
    return view.focusProxy()


def kill_page(station: WebStation) -> None:
    assert station.view.page is not None
    os.kill(station.view.page.renderProcessPid(), signal.SIGKILL)


# ---- a whole form by keyboard ----


def fill_in_missed_bin(station: WebStation) -> None:
    station.tab_to("full-name")
    station.type("Ann Lee")
    station.tab_to("address")
    station.type("14 Mare Court")
    station.press("\r")
    wait_until(lambda: station.view.page.url().path().endswith("collection.html"), "the second page")
    wait_until(lambda: station.js("document.readyState") == "complete", "the second page")


def test_the_accessible_form_is_filled_in_by_keyboard_under_the_lens(station: WebStation) -> None:
    station.start(simulations=(Spec("acuity", {"logmar": 0.7}),), helps=(Spec("zoom"), Spec("focus-ring")))
    fill_in_missed_bin(station)
    station.wait_for("page.shown", 2)
    assert [item.data["page"] for item in station.of_kind("page.shown")] == ["your-details", "collection"]
    assert "submit.tried" in station.kinds()
    assert [item.field for item in station.of_kind("field.focused") if item.data["is_form_field"]][:2] == [
        "full-name",
        "address",
    ]


def test_errors_are_counted_and_the_last_page_completes_the_run(station: WebStation) -> None:
    station.start()
    completed = QSignalSpy(station.view.completed)
    station.js("document.querySelector('form button, form [type=submit]').focus()")
    station.press("\r")
    assert station.wait_for("error.shown")[0].data == {"count": 2}
    station.js("location.href = 'done.html'")
    wait_until(completed.count, "the end")


def test_a_barrier_that_is_met_is_told_by_its_id(station: WebStation) -> None:
    station.start("lab://forms/tasks/missed-bin/your-details.html?barriers=no-skip-link")
    for _ in range(6):
        station.press(Qt.Key.Key_Tab)
    assert station.wait_for("barrier.met")[0].field == "no-skip-link"


def test_the_form_is_there_when_its_words_are(station: WebStation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a slow computer would take the cover away from a page without its letters."""
    fetched = fetch_fonts(monkeypatch)
    reply = scheme._reply

    def fonts_come_late(job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
        wait_ms = 1_000 if kind.startswith(b"font") else 0
        QTimer.singleShot(wait_ms, job, lambda: reply(job, kind, content))

    monkeypatch.setattr(scheme, "_reply", fonts_come_late)
    station.start()
    assert station.js("document.fonts.status") == "loaded"
    assert fetched


# ---- the reader ----


def test_the_page_is_read_behind_a_dark_curtain_that_f8_lifts(station: WebStation) -> None:
    said: list[str] = []
    station.view.caption.connect(said.append)
    station.start(simulations=(READER,))
    curtain = station.view.findChild(Curtain)
    assert curtain.isVisible()
    assert station.seen().mean() < 20
    wait_until(lambda: any("Your details" in phrase for phrase in said), "the title")
    station.press(Qt.Key.Key_F8)
    assert not curtain.isVisible()
    station.press(Qt.Key.Key_F8)
    assert curtain.isVisible()
    assert len(station.of_kind("curtain.lifted")) == 1


def test_the_readers_keys_do_not_reach_the_page_and_typing_does(station: WebStation) -> None:
    station.start(simulations=(READER,))
    wait_until(lambda: any("Full name" in text for text in station.voice.texts), "the page to be read")
    station.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: "Skip to main content" in station.voice.texts[-1], "the page's beginning")
    station.press("e")
    wait_until(lambda: "Full name" in station.voice.texts[-1], "the first field")
    station.press("\r")
    wait_until(lambda: station.js("document.activeElement.id") == "full-name", "focus mode")
    station.type("14 Mare")
    wait_until(lambda: station.value("#full-name") == "14 Mare", "what was typed")
    assert station.value("#address") == ""


def test_behind_the_curtain_the_engines_own_windows_are_dark_as_well(qapp: QApplication, tmp_path: Path) -> None:
    page = (
        "<!doctype html><html lang=en><title>Day</title><body data-page=a><label>Day <input type=date id=day></label>"
    )
    station = WebStation({"page.html": page}, tmp_path)
    station.start(station.test_url(), simulations=(READER,))
    reader = station.view.findChild(ReaderSession)
    station.js("document.getElementById('day').focus()")
    wait_until(lambda: reader.mode == "focus", "focus mode")
    station.press(Qt.Key.Key_Space)
    popup = engine_window()
    assert pixels(popup.grab().toImage()).mean() < 20
    wait_until(lambda: popup.findChild(Lens).picture is not None, "the lens on the window")
    assert station.view.page_widget is inner_widget(station)
    assert pixels(popup.grab().toImage()).mean() < 20
    station.close()


def test_stop_silences_the_reader_and_lifts_the_curtain(station: WebStation) -> None:
    station.start(simulations=(READER,))
    station.view.set_simulation_enabled(False)
    said = len(station.voice.texts)
    assert not station.view.findChild(Curtain).isVisible()
    station.press(Qt.Key.Key_Down)
    pause(50)
    assert len(station.voice.texts) == said


# ---- the page dies ----


def test_a_page_that_dies_comes_back_where_the_visitor_was(keeping_station: WebStation) -> None:
    station = keeping_station
    station.start(station.test_url(), simulations=(BLUR,))
    station.tab_to("name")
    station.type("Ann")
    wait_until(lambda: station.js("sessionStorage.getItem('name')") == "Ann", "the kept name")
    lost, back = QSignalSpy(station.view.page_lost), QSignalSpy(station.view.page_back)
    kill_page(station)
    wait_until(lost.count, "the loss")
    assert station.view.findChild(OneMoment).isVisible()
    station.type("lost words")
    wait_until(back.count, "the page")
    assert not station.view.findChild(OneMoment).isVisible()
    assert station.value("#name") == "Ann"
    assert [kind for kind in station.kinds() if kind.startswith("page.")] == [
        "page.shown",
        "page.lost",
        "page.shown",
        "page.restored",
    ]
    station.tab_to("name")
    station.type("a")
    wait_until(lambda: station.value("#name") in ("Anna", "aAnn", "a"), "typing to go on")


def test_a_page_that_dies_each_time_it_is_back_is_not_opened_without_end(station: WebStation) -> None:
    faults: list[tuple[str, bool]] = []
    station.view.form_fault.connect(lambda words, is_fatal: faults.append((words, is_fatal)))
    for _ in range(2):
        station.start()
        with_each = station.view.page_back.connect(lambda: kill_page(station))
        kill_page(station)
        wait_until(lambda: faults, "what is told")
        station.view.page_back.disconnect(with_each)
        assert faults == [("The page ended 4 times in one run, and is not opened again.", True)]
        faults.clear()
    assert [station.kinds().count(kind) for kind in ("page.lost", "page.restored")] == [8, 6]


def test_the_form_keeps_its_answers_when_its_page_dies(station: WebStation) -> None:
    station.start()
    fill_in_missed_bin(station)
    kill_page(station)
    station.wait_for("page.restored")
    assert station.view.page_widget is inner_widget(station)
    assert station.view.page.url().path().endswith("collection.html")
    assert "14 Mare Court" in station.js("JSON.stringify(Object.values(sessionStorage))")


def test_the_page_comes_back_under_the_lens(station: WebStation) -> None:
    station.start()
    plain = sharpness(station.seen())
    station.start(simulations=(BLUR,))
    kill_page(station)
    station.wait_for("page.restored")
    for _ in range(10):
        assert sharpness(station.seen()) < plain / 5
        pause(10)


def test_a_page_that_answers_no_more_is_taken_for_dead(keeping_station: WebStation) -> None:
    station = keeping_station
    station.start(station.test_url())
    host = station.view.findChild(FormHost)
    host.hung_after_ms = 200
    assert station.view.page is not None
    station.view.page.runJavaScript("document.dispatchEvent(new Event('hang'))")
    pause(30)
    station.press("x")
    station.wait_for("page.restored")


def test_a_page_is_not_taken_for_dead_because_others_have_the_processor(
    station: WebStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Others may have it for long after they are let go here as well.
    monkeypatch.setattr(form_host, "_LOOKS_OF_HELD_UP", 1_000)
    station.start()
    host = station.view.findChild(FormHost)
    host.hung_after_ms = 1_000
    assert station.view.page is not None
    page = psutil.Process(station.view.page.renderProcessPid())
    page.suspend()
    station.press("x")
    pause(1_500)
    page.resume()
    assert station.js("1") == 1, "the page answers"
    assert station.of_kind("page.lost") == []


def test_a_page_is_not_taken_for_dead_because_the_computer_was_held_up(station: WebStation) -> None:
    station.start()
    host = station.view.findChild(FormHost)
    host.hung_after_ms = 2_000
    assert station.view.page is not None
    station.view.page.runJavaScript("{ const until = Date.now() + 2500; while (Date.now() < until); }")
    station.press("x")
    Event().wait(2.2)
    assert station.js("1") == 1, "the page answers"
    assert station.of_kind("page.lost") == []


def test_ending_twice_is_fine_and_no_process_is_left(station: WebStation) -> None:
    station.start()
    assert station.view.page is not None
    process = psutil.Process(station.view.page.renderProcessPid())
    station.view.end()
    station.view.end()
    wait_until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "the process to end")


def test_before_and_after_a_run_the_view_has_no_page(station: WebStation) -> None:
    """Qt would make one for a view without, and that a process."""

    def look_elsewhere_and_back() -> list[QWebEnginePage]:
        station.view.hide()
        station.view.show()
        return station.window.findChildren(QWebEnginePage)

    assert look_elsewhere_and_back() == []
    station.start()
    station.view.end()
    wait_until(lambda: not station.window.findChildren(QWebEnginePage), "the page to be gone")
    assert look_elsewhere_and_back() == []


def test_a_run_can_be_left_before_its_page_is_there(station: WebStation) -> None:
    for _ in range(3):
        station.view.start(Condition("missed-bin", Twin.ACCESSIBLE, "a", simulations=(BLUR,)), station.test_url())
        pause(3)
        station.view.end()
    station.start()
    station.tab_to("full-name")


def test_a_page_that_is_not_there_does_not_bring_the_station_down(station: WebStation) -> None:
    station.view.start(Condition("missed-bin", Twin.ACCESSIBLE, "a"), "lab://forms/tasks/nothing/here.html")
    pause(200)
    station.start()
    station.tab_to("full-name")


@pytest.mark.parametrize("keys", [("Down",), ("Space", "Down"), ("R",)])
def test_a_list_that_sends_on_change_bites_open_or_closed(station: WebStation, keys: tuple[str, ...]) -> None:
    station.start("lab://forms/tasks/missed-bin/collection.html?barriers=change-on-input")
    station.tab_to("bin")
    for key in keys:
        station.press(Qt.Key[f"Key_{key}"])
        pause(100)
    assert station.wait_for("barrier.met")[0].field == "change-on-input"
    wait_until(lambda: station.view.page.url().path().endswith("check.html"), "the page to be left")


# ---- the page that waits for the next form ----


@pytest.mark.parametrize("is_there", [False, True], ids=["on its way", "there"])
def test_a_form_takes_the_page_that_waits_only_once_that_has_come_to_rest(station: WebStation, is_there: bool) -> None:
    """To one on its way some of the lab's scripts come too late, and others miss them: the form was blamed."""
    station.view.preload()
    waits = next(page for page in station.view.findChildren(LockedPage) if page.url().isEmpty())
    if is_there:
        wait_until(QSignalSpy(waits.loadFinished).count, "the blank page")
    faults = QSignalSpy(station.view.form_fault)
    station.start()
    assert (station.view.page is waits) is is_there
    assert not faults.count()


# ---- the voice ----


def test_between_visitors_the_voice_starts_softly_again_and_common_phrases_are_made_ready(station: WebStation) -> None:
    station.view.preload()
    assert station.voice.visits == 1
    assert {"browse mode", "focus mode", "space", "a", "no next heading"} <= set(station.voice.prepared)
    station.start(simulations=(READER,))
    station.view.end()
    station.view.preload()
    assert station.voice.visits == 2


def test_what_is_read_anew_is_recorded_as_read_again(station: WebStation) -> None:
    station.start(simulations=(READER,))

    def said_at(key: Qt.Key, words: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        count = len(station.voice.texts)
        station.press(key, modifiers)
        wait_until(lambda: any(words in said for said in station.voice.texts[count:]), words)
        return bool(station.of_kind("speech.started")[-1].data["is_again"])

    # However far it had read on its own by now.
    said_at(Qt.Key.Key_Home, "", Qt.KeyboardModifier.ControlModifier)
    said_at(Qt.Key.Key_E, "Full name, edit")
    said_at(Qt.Key.Key_Down, "")
    assert said_at(Qt.Key.Key_Up, "Full name, edit")
    assert not station.of_kind("speech.started")[0].data["is_again"]
