"""A team tries its own page: real pages in the real engine, marked moments, the audit, and a list to keep."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton

from empathylab.domain.session import Ending
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.setup.own_page_setup import OwnPageSetupPage
from empathylab.ui.own_page import issue_capture, page_audit
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.own_page.own_page_screens import FOLDER, HurtScreen, PageFindingsScreen, keep_list
from empathylab.ui.page import page_meters, way_out
from empathylab.ui.page.page_inputs import SignIn, SignIns
from empathylab.ui.visit.screens import keep_places
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.closing_screens import StoppedScreen
from empathylab.ui.visit.screens.keep_places import KeepPlace
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from support.own_page_lab import open_page, page_js
from support.participant_lab import Station
from support.service_lab import offer, service_at
from support.web_station import wait_until

PAGE = """<!doctype html><html lang="en"><title>Order a [big] bin</title>
<link rel="stylesheet" href="https://elsewhere.example/style.css">
<h1>Order a bin</h1><form action="next.html"><input id="who" name="who"><img src="bin.png"><button>Order</button></form>
</html>"""
SECRET = "zyzzyva"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing is shown here by how long a page takes to be painted and looked at.
    monkeypatch.setattr(issue_capture, "_PATIENCE_MS", 60_000)
    monkeypatch.setattr(page_audit, "MOST_ASKS", 600)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "next.html").write_text("<!doctype html><title>Thank you</title><h1>Ordered</h1>", encoding="utf-8")
    path = site / "order.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def mark(station: Station) -> HurtScreen:
    station.press(Qt.Key.Key_F2)
    wait_until(lambda: isinstance(station.screen, HurtScreen), "the note")
    screen = station.screen
    assert isinstance(screen, HurtScreen)
    return screen


def found(station: Station) -> PageFindingsScreen:
    wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
    screen = station.screen
    assert isinstance(screen, PageFindingsScreen)
    return screen


def test_a_team_marks_what_hurts_and_takes_the_list_home(
    station: Station, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_places, "places", lambda: (KeepPlace("Stick", tmp_path),))
    open_page(station, page)
    station.lab.window.view.page_focus("who")
    screen = mark(station)
    screen.note.setText("Nothing says what to type")
    screen.criterion.setCurrentIndex(screen.criterion.findText("3.3.2", Qt.MatchFlag.MatchStartsWith))
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.lab.window.current() is station.lab.window.frame, "the page again")
    station.press(Qt.Key.Key_F9)
    found(station)
    station.press_button("Keep the list")
    station.press(Qt.Key.Key_Return)
    assert any(words.startswith("Written to") for words in station.words())
    out = tmp_path / FOLDER
    told = (out / "moments.md").read_text(encoding="utf-8")
    assert "## 1. Nothing says what to type" in told
    assert "3.3.2 Labels or Instructions (A)" in told
    assert '`<input id="who" name="who">`' in told
    assert "Order a \\[big] bin" in told
    assert "Rule: image-alt (critical)" in told
    rows = list(csv.DictReader((out / "moments.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    assert [row["kind"] for row in rows[:2]] == ["moment", "axe"]
    assert (rows[0]["Summary"], rows[0]["Labels"]) == ("Nothing says what to type", "moment"), "for a tracker"
    assert rows[0]["Title"] == rows[0]["Summary"]
    assert '\nelement: `<input id="who" name="who">`\n' in rows[0]["Description"]
    assert not QImage(str(out / "moment-01.png")).isNull()
    station.press_button("Leave")
    assert isinstance(station.screen, AttractScreen)


def test_a_moment_in_hand_is_decided_on_before_the_page_is_finished(station: Station, page: Path) -> None:
    """F9 ended it all and the note that somebody was writing was gone."""
    open_page(station, page)
    screen = mark(station)
    screen.note.setText("Nothing says what to type")
    station.press(Qt.Key.Key_F9)
    assert station.screen is screen
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.lab.window.current() is station.lab.window.frame, "the page again")
    station.press(Qt.Key.Key_F9)
    found(station)
    assert [moment.note for moment in station.director.own_page.found.moments] == ["Nothing says what to type"]


def test_where_axe_finds_nothing_the_list_says_so(station: Station, page: Path) -> None:
    page.write_text(
        '<!doctype html><html lang="en"><title>Order</title><main><h1>Order a bin</h1></main></html>', encoding="utf-8"
    )
    open_page(station, page)
    station.press(Qt.Key.Key_F9)
    found(station)
    assert "axe-core looked at the page. It found nothing. Much of what hurts it cannot see." in station.words()


def test_nothing_that_was_typed_is_kept(station: Station, page: Path, tmp_path: Path) -> None:
    open_page(station, page, "ashleigh")
    view = station.lab.window.view
    heard = QSignalSpy(view.caption)
    js = (
        f"history.replaceState(0, '', '#x'); who.value = '{SECRET}'; "
        "who.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert view.page is not None
    view.page.runJavaScript(js, 0)
    wait_until(heard.count, "the reader to begin")

    def is_read() -> bool:
        """The page tells the reader of what was typed a moment later, so it is read from its top until it has."""
        station.hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        station.press(Qt.Key.Key_Down)
        return any(SECRET in heard.at(index)[0] for index in range(heard.count()))

    wait_until(is_read, "the field to be read")
    assert station.director.form.said
    assert SECRET not in str(station.director.form.said)
    mark(station).keep()
    station.press(Qt.Key.Key_F9)
    found(station)
    keep_list(station.director.own_page.found, tmp_path)
    for path in [*(tmp_path / FOLDER).iterdir(), *(tmp_path / "records").rglob("*")]:
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path
    assert station.records() == []


def test_shift_three_times_ends_it_and_the_page_goes(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")
    mark(station).keep()
    station.stop()
    assert "Stopped" in " ".join(words_of(found(station)))
    assert station.lab.window.view.page is None
    station.press_button("Leave")
    assert isinstance(station.screen, AttractScreen)


def test_a_page_that_would_stand_still_under_axe_core_is_left_to_who_uses_it(station: Station, page: Path) -> None:
    """The list says that it was not looked at: this one stood still for 15 seconds, a deeper one was ended for it."""
    page.write_text(f"<title>Order</title>{('<div>word' * 100 + '</div>' * 100) * 16}", encoding="utf-8")
    open_page(station, page)
    told = "globalThis.labAudit?.told() ?? ''"
    wait_until(lambda: page_js(station, told), "what axe-core does with the page")
    assert page_js(station, told) == "too large"
    station.stop()
    assert any("order.html: too large, or too little time there" in words for words in words_of(found(station)))


def test_the_page_reaches_nothing_that_was_not_allowed(station: Station, page: Path) -> None:
    open_page(station, page)
    view = station.lab.window.view
    assert view.page is not None
    asked: list[object] = []
    script = "[...document.styleSheets].filter((sheet) => sheet.href && sheet.cssRules.length).length"
    view.page.runJavaScript(f"try {{ {script} }} catch {{ 0 }}", 0, asked.append)
    wait_until(lambda: asked, "an answer")
    assert asked == [0]
    view.page.runJavaScript("location.href = 'https://elsewhere.example/'", 0)
    station.press(Qt.Key.Key_Tab)
    wait_until(lambda: view.page is not None and view.page.url().isLocalFile(), "the page to stay")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "There is no address yet"),
        ("example.org/form", "write the whole address with https://"),
        ("https://", "is not a complete address"),
        ("/", "is a folder"),
    ],
)
def test_a_wrong_address_is_one_sentence(station: Station, typed: str, told: str) -> None:
    station.lab.open_facilitator()
    opened: list[OwnPage] = []
    form = OwnPageSetupPage(station.lab.facilitator.window.desk, opened.append)  # type: ignore[union-attr]
    form.address.setText(typed)
    form.open()
    assert told in form.said.text()
    assert opened == []


def test_without_a_gate_no_own_page_is_opened(station: Station, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way_out, "_gate", None)
    station.lab.open_facilitator()
    opened: list[OwnPage] = []
    form = OwnPageSetupPage(station.lab.facilitator.window.desk, opened.append)  # type: ignore[union-attr]
    form.address.setText(str(page))
    form.open()
    assert "so it opens no page but its own" in form.said.text()
    assert opened == []


def words_of(screen: PageFindingsScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel)]


def test_a_team_that_talks_for_long_keeps_its_page_and_its_list(station: Station, page: Path) -> None:
    open_page(station, page)
    mark(station).keep()
    station.clock.wait(10_000)
    station.director.idle.look()
    assert station.director.form.is_open
    station.lab.setup.change(has_motion=False)
    assert station.director.form.is_open
    station.press(Qt.Key.Key_F9)
    found(station)
    station.clock.wait(10_000)
    station.director.idle.look()
    assert isinstance(station.screen, PageFindingsScreen)


def test_the_facilitators_key_makes_everything_normal(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")
    station.lab.open_facilitator()
    assert not station.lab.window.view.lens.is_on
    assert isinstance(station.screen, PageFindingsScreen)


def test_stopping_at_the_list_takes_nothing_from_it(station: Station, page: Path) -> None:
    open_page(station, page)
    station.press(Qt.Key.Key_F9)
    there = found(station)
    station.stop()
    assert station.screen is there
    station.press_button("Keep the list")
    station.stop()
    assert isinstance(station.screen, KeepScreen)
    station.press_button("Back")
    assert isinstance(station.screen, PageFindingsScreen)


def test_a_page_that_was_put_away_is_nothing_to_the_next_visitor(station: Station, page: Path) -> None:
    open_page(station, page)
    station.director.show_attract()
    station.arrive()
    station.stop()
    assert isinstance(station.screen, StoppedScreen)


def test_a_visit_under_way_ends_before_a_team_comes_and_records_nothing_of_it(station: Station, page: Path) -> None:
    station.arrive_at(Stage.BARRIER)
    open_page(station, page)
    assert [record.ending for record in station.records()] == [Ending.INTERRUPTED]
    assert station.director.visit is None


def test_the_address_is_remembered_and_a_service_of_the_lab_is_one_press_away(
    station: Station, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.lab.open_facilitator()
    desk = station.lab.facilitator.window.desk  # type: ignore[union-attr]
    opened: list[OwnPage] = []
    first = OwnPageSetupPage(desk, opened.append)
    first.address.setText(str(page))
    first.also.setText("https://fonts.example.org")
    first.open()
    again = OwnPageSetupPage(desk, opened.append)
    assert (again.address.text(), again.also.text()) == (str(page), "https://fonts.example.org")
    service = service_at(
        "http://127.0.0.1:9/start", file=str(page), allowed=("http://127.0.0.1:9", "http://127.0.0.1:8")
    )
    offer(station, service)
    monkeypatch.setattr(type(desk), "library", property(lambda _desk: station.director.services.library))
    sign_ins = SignIns()
    sign_ins.keep(service.id, SignIn(user="tester"))
    looking = OwnPageSetupPage(desk, opened.append, sign_ins)
    chosen = next(each for each in looking.findChildren(QPushButton) if each.text() == "Order a bin: Today's service")
    chosen.click()
    looking.open()
    assert opened[-1].address == "http://127.0.0.1:9/start"
    assert "http://127.0.0.1:8" in opened[-1].allowed
    assert (opened[-1].given.sign_in.user, opened[-1].given.file) == ("tester", str(page))


#: What a reader says of them is the same before and after.
SEEN_CHANGES = (
    ("colour", "#767676", "Now: rgb(118, 118, 118), contrast 4.5 to 1."),
    ("background", "black", "Now: rgb(0, 0, 0), contrast 4.6 to 1."),
    ("size", "40", "Now: 40px."),
    ("focus", "no", "Before: yes. Now: no."),
    ("colour", "grün", "Nothing changed by “grün”: it is rgb(118, 118, 118), contrast 4.6 to 1 as before."),
)


def test_a_change_is_tried_at_the_marked_element_and_goes_into_the_list(
    station: Station, page: Path, tmp_path: Path
) -> None:
    """Before beside after, as the reader says it, and without what was typed."""
    open_page(station, page)
    station.lab.window.view.page_focus("who")
    page_js(station, f"document.querySelector('#who').value = '{SECRET}'")
    screen = mark(station)
    screen.note.setText("What is it called?")
    screen.what.setCurrentIndex(screen.what.findData("name"))
    screen.value.setText("Full name")
    screen.try_out()
    wait_until(lambda: station.lab.window.current() is station.lab.window.frame, "the page again")
    assert page_js(station, "document.querySelector('#who').getAttribute('aria-label')") == "Full name"
    told = [words for words in station.words() if "Before:" in words]
    assert told
    assert "Now: “Full name, edit" in told[0]
    for kind, value, words in SEEN_CHANGES:
        screen = mark(station)
        screen.what.setCurrentIndex(screen.what.findData(kind))
        screen.value.setText(value)
        screen.try_out()
        wait_until(lambda: station.lab.window.current() is station.lab.window.frame, "the page again")
        assert any(words in each for each in station.words()), (kind, station.words())
    station.press(Qt.Key.Key_F9)
    hurt = found(station)
    assert any("aria-label): Full name" in words for words in station.words())
    assert keep_list(station.director.own_page.found, tmp_path).startswith("Written")
    (text,) = (file.read_text("utf-8") for file in tmp_path.rglob("moments.md"))
    assert "Change tried: Name for screen readers (aria-label): Full name" in text
    assert "said before: “edit" in text
    assert SECRET not in text
    assert hurt is station.screen


def test_what_the_lab_itself_changes_is_no_surprise_of_the_page(
    station: Station, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet_ms = 300
    monkeypatch.setattr(page_meters, "QUIET_MS", quiet_ms)
    told: list[object] = []
    station.lab.window.view.metered.connect(told.append)
    open_page(station, page)
    wait_until(lambda: told, "the meters")
    page_js(station, "document.querySelector('button').focus()")
    since_ms = page_js(station, "performance.now()")
    wait_until(lambda: page_js(station, "performance.now()") > since_ms + 2 * quiet_ms, "a page that has stood a while")
    screen = mark(station)
    screen.what.setCurrentIndex(screen.what.findData("text"))
    screen.value.setText("Full name")
    screen.try_out()
    wait_until(lambda: station.lab.window.current() is station.lab.window.frame, "the page again")
    station.press(Qt.Key.Key_F9)
    found(station)
    assert not any("moved by itself" in words for words in station.words())


def test_what_came_unannounced_and_vague_words_stand_in_the_list(station: Station, page: Path, tmp_path: Path) -> None:
    vague = "<h1>Order a bin</h1><p>Supply the relevant details in due course, where applicable.</p>"
    page.write_text(f"<!doctype html><html lang='en'><title>Order</title>{vague}<form></form></html>", "utf-8")
    told: list[object] = []
    station.lab.window.view.metered.connect(told.append)
    open_page(station, page)
    wait_until(lambda: told, "the meters")
    page_js(station, "setTimeout(() => location.assign('next.html')), 0")
    wait_until(lambda: len(told) >= 3, "the page that nobody asked for")
    station.lab.director.own_page.finish()
    words = " ".join(words_of(found(station)))
    assert "Vague phrases, which do not say what is asked or would be enough, 3 ×" in words
    assert "relevant details" in words
    assert "A page that nobody had asked for or told of, 1 ×: h1" in words
    keep_list(station.director.own_page.found, tmp_path)
    (text,) = (file.read_text("utf-8") for file in tmp_path.rglob("moments.md"))
    assert "# What came unannounced or was unclear" in text
    (table,) = (file.read_text("utf-8-sig") for file in tmp_path.rglob("moments.csv"))
    assert [row["kind"] for row in csv.DictReader(table.splitlines(keepends=True))].count("unclear") == 2
