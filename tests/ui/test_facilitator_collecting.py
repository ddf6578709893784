"""Two laptops and a stick: the facilitator takes one event home and brings it in on the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.joined import JoinReport
from empathylab.domain.workshop import EventSettings
from empathylab.storage import import_records, open_store, set_aside, write_bundle
from empathylab.ui.facilitator.controls.form_controls import Page
from empathylab.ui.facilitator.export.server_page import ServerPage
from empathylab.ui.facilitator.export.take_home_page import TakeHomePage
from empathylab.ui.facilitator.results.bring_in_page import BringInPage, import_words
from empathylab.ui.facilitator.results.results_page import ResultsPage
from empathylab.ui.facilitator.results.set_aside_page import SetAsidePage
from empathylab.ui.facilitator.setup.permanent_page import PermanentPage
from empathylab.ui.facilitator.setup.watched_folder import WatchedFolder
from support.facilitator_lab import EARLIER, EVENT, Lab, open_lab


@dataclass
class StickHere:
    """Sticks are the folders that a test says."""

    found: tuple[Path, ...] = ()

    def folders(self) -> tuple[Path, ...]:
        return self.found


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "here", visits=3) as made:
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Lab]:
    """The other laptop, with two visits to an event of the same name."""
    with open_lab(tmp_path / "there", visits=0) as made:
        setup = made.setup()
        setup.change(station_name="Library desk")
        for number in (11, 12):
            made.visit(number)
        yield made


def shown(page: Page, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1280, 700)
    with qtbot.waitExposed(page):
        page.show()


def taken_home(other: Lab, stick: Path, qtbot: QtBot, passphrase: str = "") -> TakeHomePage:
    page = TakeHomePage(other.desk(), sticks=StickHere((stick,)))
    shown(page, qtbot)
    page.passphrase.setText(passphrase)
    page.write_button.click()
    qtbot.waitUntil(lambda: page.written_to is not None)
    return page


def test_a_stick_takes_an_event_from_one_laptop_to_the_other(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot, announced: list[str]
) -> None:
    home = taken_home(other, stick, qtbot)
    assert home.written_to is not None
    assert home.written_to.parent == stick / "Empathy Lab"
    assert home.written_to.name.startswith("Library desk ")
    assert "It is not locked." in home.said.text()
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.isEnabled)
    assert page.of_station.text() == "From Library desk"
    qtbot.waitUntil(lambda: any(said.startswith("From Library desk. On the other laptop. ") for said in announced))
    assert " 2 visits." in announced[-1]
    page.take_button.click()
    qtbot.waitUntil(lambda: "Brought in" in page.said.text())
    assert page.said.text() == "Brought in: 2 visits, 2 comments."
    assert lab.store.counts(EVENT).people == 5
    results = ResultsPage(lab.desk(), lambda _name: None)
    shown(results, qtbot)
    assert results.people.text() == "5 people"
    results.station.setCurrentIndex(results.station.findText("Library desk"))
    assert results.people.text() == "2 people"


def test_one_of_a_kind_is_not_many() -> None:
    assert import_words(JoinReport(visits=1, deletions=28)) == "Brought in: 1 visit, 28 deletions."


def test_events_of_one_name_stand_side_by_side_and_are_kept_apart_when_the_facilitator_says_so(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot
) -> None:
    taken_home(other, stick, qtbot)
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.isEnabled)
    choice = page.events.choices[EVENT]
    choice.buttons[1].click()
    page.take_button.click()
    qtbot.waitUntil(lambda: "Brought in" in page.said.text())
    apart = f"{EVENT} (Library desk)"
    assert (lab.store.counts(EVENT).people, lab.store.counts(apart).people) == (3, 2)
    page.choose(page.file.currentData())
    qtbot.waitUntil(page.take_button.isEnabled)
    assert not page.events.choices, "it is known where its visits belong"


def test_an_event_written_in_other_letters_is_offered_as_the_same(
    lab: Lab, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    written = EVENT.lower()
    with closing(open_store(tmp_path / "there")) as store:
        store.begin_event(replace(lab.store.events()[0], name=written))
        Lab(store, lab.library, tmp_path / "there").visit(13, event=written)
        write_bundle(store, stick / "one.labrecords", "Library desk", [written])
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.isEnabled)
    assert page.events.choices[written].accessibleName() == f"Two events are called “{written}” and “{EVENT}”"
    page.take_button.click()
    qtbot.waitUntil(lambda: "Brought in" in page.said.text())
    assert lab.store.counts(EVENT).people == 4
    assert written not in {each.name for each in lab.store.events()}


def test_visits_that_are_no_simulation_are_counted_and_go_home_too(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot
) -> None:
    for seed, laptop in enumerate((other, lab)):
        laptop.visits_of_all_modes(seed)
    home = taken_home(other, stick, qtbot)
    assert home.events[EVENT].text() == f"{EVENT}: 6 visits"
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.isEnabled)
    told = {each.text() for each in page.events.findChildren(QLabel)}
    assert {"23 November 2026, 6 visits", "23 November 2026, 7 visits"} <= told


def test_a_locked_file_opens_with_its_passphrase_alone(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot, announced: list[str]
) -> None:
    assert "with the passphrase only" in taken_home(other, stick, qtbot, "four plain words here").said.text()
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    assert page.passphrase.isVisible()
    assert "The file is locked." in announced
    page.passphrase.setText("four other words here")
    page.look_button.setFocus()
    page.look_button.click()
    qtbot.waitUntil(lambda: "passphrase does not open" in page.said.text())
    assert not page.take_button.isEnabled()
    assert page.focusWidget() is page.look_button, "the keyboard is where it was pressed"
    page.passphrase.setText("four plain words here")
    page.look_button.click()
    qtbot.waitUntil(page.take_button.isEnabled)
    assert page.passphrase.text() == "", "once it has opened the file nobody reads it from the screen"
    page.passphrase.undo()
    assert page.passphrase.text() == "", "nor brings it back"
    page.take_button.click()
    qtbot.waitUntil(lambda: "Brought in" in page.said.text())


def test_no_passphrase_and_no_password_stays_on_a_page_that_was_left(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot
) -> None:
    home = taken_home(other, stick, qtbot, "four plain words here")
    assert home.passphrase.text() == "four plain words here", "to be noted down, and for a second stick"
    opened = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(opened, qtbot)
    opened.passphrase.setText("four other words here")
    server = ServerPage(lab.desk())
    shown(server, qtbot)
    server.address.setText("postgresql://lab:secret@127.0.0.1:9/records")
    for page in (home, opened, server):
        page.hide()
        page.show()
    assert (home.passphrase.text(), opened.passphrase.text()) == ("", "")
    assert server.address.text() == "postgresql://lab@127.0.0.1:9/records"


def test_a_stick_put_in_later_is_found_and_one_pulled_out_is_told(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot
) -> None:
    sticks = StickHere()
    page = BringInPage(lab.desk(), lambda _name: None, sticks=sticks)
    shown(page, qtbot)
    assert page.file.count() == 0
    written = taken_home(other, stick, qtbot).written_to
    assert written is not None
    sticks.found = (stick,)
    qtbot.waitUntil(page.take_button.isEnabled)
    written.unlink()
    page.take_button.click()
    qtbot.waitUntil(lambda: "Is the stick in its place?" in page.said.text())
    assert lab.store.counts(EVENT).people == 3


def test_a_stick_and_a_folder_of_files_are_told_apart_and_an_event_past_its_date_is_pointed_out(
    lab: Lab, other: Lab, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second = tmp_path / "SECOND"
    second.mkdir()
    write_bundle(other.store, second / "one.labrecords", "Town hall", [EARLIER])
    write_bundle(other.store, stick / "two.labrecords", "Library desk", [EVENT])
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.isEnabled)
    page.choose(second)
    assert {page.file.itemText(index) for index in range(page.file.count())} == {
        "one.labrecords, in SECOND",
        "two.labrecords, in STICK",
    }
    qtbot.waitUntil(lambda: page.of_station.text() == "From Town hall")
    words = [label.text() for label in page.events.findChildren(type(page.of_station))]
    assert any("was to be deleted on 1 October 2026" in each for each in words)


def test_arrow_keys_go_through_all_files_of_a_stick(lab: Lab, other: Lab, stick: Path, qtbot: QtBot) -> None:
    """A list that sends the keyboard away at its first change has no second one."""
    for name in ("One", "Two", "Three"):
        write_bundle(other.store, stick / f"{name}.labrecords", name, [EVENT])
    page = BringInPage(lab.desk(), lambda _name: None, sticks=StickHere((stick,)))
    shown(page, qtbot)
    qtbot.waitUntil(page.take_button.hasFocus)
    page.file.setFocus()
    seen = [page.of_station.text()]
    for _ in range(2):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: page.take_button.isEnabled() and page.of_station.text() not in seen)
        seen.append(page.of_station.text())
        qtbot.waitUntil(page.file.hasFocus)
    assert sorted(seen) == ["From One", "From Three", "From Two"]


def test_what_was_set_aside_is_decided_on(lab: Lab, other: Lab, stick: Path, qtbot: QtBot) -> None:
    path = stick / "x.labrecords"
    write_bundle(other.store, path, "Library desk", [EVENT])
    import_records(lab.store, path)
    changed = "UPDATE sessions SET hash = id, persona = 'ashleigh'"
    other.store.write(lambda connection: connection.exec_driver_sql(changed))
    write_bundle(other.store, path, "Library desk", [EVENT])
    assert import_records(lab.store, path).quarantined == 2
    page = SetAsidePage(lab.desk())
    shown(page, qtbot)
    taken = page.take_buttons[1]
    taken.click()
    assert len(set_aside(lab.store)) == 2, "the first press only asks"
    taken.click()
    assert len(set_aside(lab.store)) == 1
    kept = page.keep_buttons[0]
    kept.click()
    kept.click()
    assert set_aside(lab.store) == ()
    assert page.said.text() == "Decided."


@contextmanager
def described_on_arrival(qapp: QApplication) -> Iterator[list[tuple[QWidget | None, str]]]:
    """Where the focus comes to meanwhile, with what describes it there and then."""
    found: list[tuple[QWidget | None, str]] = []
    following = qapp.focusChanged.connect(
        lambda _, now: found.append((now, now.accessibleDescription() if now else ""))
    )
    yield found
    qapp.focusChanged.disconnect(following)


def test_a_server_is_tried_and_sent_to_while_the_lab_is_open(
    lab: Lab, database: str, qtbot: QtBot, qapp: QApplication
) -> None:
    lab.store.begin_event(EventSettings("Lab by itself", lab.store.events()[0].held_on, lab.store.events()[0].held_on))
    page = ServerPage(lab.desk())
    shown(page, qtbot)
    page.address.setText("postgresql://lab:secret@127.0.0.1:9/records")
    page.send_button.click()
    qtbot.waitUntil(lambda: "cannot be reached" in page.said.text())
    again = ServerPage(lab.desk())
    shown(again, qtbot)
    assert "The last time it did not work" in again.problem.text()
    assert "secret" not in (lab.folder / "settings.json").read_text(encoding="utf-8")
    page.address.setText(database)
    page.try_button.setFocus()
    page.try_button.click()
    qtbot.waitUntil(lambda: "It is empty" in page.said.text())
    assert page.focusWidget() is page.try_button, "the keyboard is where it was pressed"
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.send_button.setFocus()
    with described_on_arrival(qapp) as arrivals:
        page.send_button.click()
        qtbot.waitUntil(lambda: page.said.text() == "Sent: 3 visits.")
    told = {(page.progress, "Sending…"), (page.send_button, "Sent: 3 visits.")}
    assert told <= {*arrivals}, "said with the focus, once"
    assert page.waiting.text() == "Everything is sent."
    assert "3 visits" in page.last.text()
    assert page.problem.isHidden()


def test_a_watched_folder_takes_files_as_they_come_and_a_locked_one_waits(
    lab: Lab, other: Lab, stick: Path, qtbot: QtBot
) -> None:
    desk = lab.desk()
    desk.change(watched_folder=str(stick))
    watched = WatchedFolder(desk)
    write_bundle(other.store, stick / "one.labrecords", "Library desk", [EVENT])
    write_bundle(other.store, stick / "two.labrecords", "Library desk", [EVENT], "four plain words here")
    (stick / "cut.labrecords").write_bytes((stick / "one.labrecords").read_bytes()[:-5])
    with qtbot.waitSignal(watched.looked):
        watched.look()
    assert lab.store.counts(EVENT).people == 5
    for words in ("one.labrecords: 2 new visits.", "two.labrecords is locked", "cut.labrecords: The file is damaged"):
        assert words in desk.watched_words
    other.visit(13)
    write_bundle(other.store, stick / "one.labrecords", "Library desk", [EVENT])
    with qtbot.waitSignal(watched.looked):
        watched.look()
    assert desk.watched_words.endswith("one.labrecords: 1 new visit.")
    page = PermanentPage(desk)
    qtbot.addWidget(page)
    assert page.watched_words.text() == desk.watched_words
    page.watched.setText(str(stick / "nowhere"))
    page.save()
    assert "There is no folder" in page.said.text()
