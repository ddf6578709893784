"""A colleague measures a profile of their own, by keyboard, and takes it away: the lab has forgotten it."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.files.layers import layers_over
from empathylab.files.library import load_library, read_persona
from empathylab.files.own_profile import CONSENT
from empathylab.files.settings import ScreenCalibration
from empathylab.ui.facilitator.setup.content_page import ContentPage
from empathylab.ui.facilitator.setup.own_profile_page import OwnProfilePage
from empathylab.ui.keys.qt_keys import to_event
from empathylab.ui.kit.measured_screen import resolution_of, screen_key
from support.clocks import SetClock
from support.facilitator_lab import Lab, open_lab
from support.own_observers import Hands, observer

NAME = "Zebrana Quoll"
_KEYS = {0: Qt.Key.Key_Right, 90: Qt.Key.Key_Up, 180: Qt.Key.Key_Left, 270: Qt.Key.Key_Down}


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "records", visits=1) as made:
        yield Lab(made.store, load_library(layers_over(tmp_path / "records" / "lab")), made.folder)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(0)


@pytest.fixture
def page(lab: Lab, clock: SetClock, qtbot: QtBot) -> OwnProfilePage:
    desk = lab.desk()
    screen = QApplication.primaryScreen()
    measured = ScreenCalibration(px_per_mm=3.6, distance_cm=60, resolution_px=resolution_of(screen))
    desk.change(calibrations={screen_key(screen): measured})
    return shown(OwnProfilePage(desk, lambda _name: None, rng=random.Random(4), clock=clock), qtbot)


def shown(page: OwnProfilePage, qtbot: QtBot) -> OwnProfilePage:
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def answer_rings(page: OwnProfilePage, qtbot: QtBot, logmar: float, log_cs: float) -> None:
    """Somebody with these eyes; with no ring to see they press Space."""
    smaller, paler = observer(logmar, 0.04, 5), observer(-log_cs, 0.08, 5)
    while (stairs := page.rings.stairs) is not None:
        is_right = (paler if stairs.ladder.coarsest == 0 else smaller)(stairs.size)
        qtbot.keyClick(page.rings.view, _KEYS[page.rings.direction] if is_right else Qt.Key.Key_Space)


def copy_lines(page: OwnProfilePage, clock: SetClock, qtbot: QtBot, hands: Hands) -> None:
    while page.lines.isVisible():
        for press in hands.copy(page.lines.line.text()):
            clock.ms = press.at_ms
            QApplication.sendEvent(page.lines.pad, to_event(press))
        qtbot.keyClick(page.lines.pad, Qt.Key.Key_Return)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_of_it_and_the_lab_keeps_nothing(
    page: OwnProfilePage,
    lab: Lab,
    clock: SetClock,
    qtbot: QtBot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    lab.store.commit()
    before = contents(lab.folder)
    page.start_button.click()
    answer_rings(page, qtbot, 0.7, 1.2)
    copy_lines(page, clock, qtbot, Hands((Spec("drop", {"probability": 0.2}),), 1))
    assert "The smallest rings that you can tell: 0." in page.found.text()
    assert "Of 395 letters: " in page.found.text()
    page.name.setText(NAME)
    page.folder.path.setText(str(tmp_path / "stick"))
    page.save_button.click()
    assert page.said.text() == "Give it a name, and sign it with the tick."
    qtbot.keyClick(page.signed, Qt.Key.Key_Space)
    page.save_button.click()
    assert "the lab has forgotten it" in page.said.text()

    (path,) = (tmp_path / "stick").iterdir()
    persona = read_persona(path)
    acuity, drop = persona.barrier.simulations
    assert (persona.id, persona.name, acuity.kind, drop.kind) == ("own-zebrana-quoll", NAME, "acuity", "drop")
    assert acuity.params["logmar"] == pytest.approx(0.7, abs=0.1)
    assert acuity.params["log_cs"] == pytest.approx(1.2, abs=0.15)
    assert drop.params["probability"] == pytest.approx(0.2, rel=0.2)
    assert CONSENT in persona.source

    lab.store.commit()
    assert contents(lab.folder) == before
    for secret in (NAME, path.name, str(acuity.params["logmar"]), str(drop.params["probability"])):
        assert secret not in caplog.text
    left = " ".join(each.accessibleName() + each.accessibleDescription() for each in page.findChildren(QWidget))
    assert NAME not in left
    assert page.name.text() == page.found.text() == ""


def test_esc_stops_and_what_was_measured_goes_at_the_second_only(page: OwnProfilePage, qtbot: QtBot) -> None:
    page.start_button.click()
    qtbot.keyClick(page.rings.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.rings.view, Qt.Key.Key_Escape)
    assert page.said.text() == "Stopped. Nothing was kept."
    assert page.rings.stairs is None
    assert page.choice.isVisible()

    page.wants_hands.setChecked(False)
    page.start_button.click()
    answer_rings(page, qtbot, 0.5, 1.5)
    assert page.result.isVisible()
    assert not page.more_button.isVisible()
    qtbot.keyClick(page.name, Qt.Key.Key_Escape)
    assert page.said.text().startswith("This is not saved.")
    qtbot.keyClick(page.name, Qt.Key.Key_Escape)
    assert page.choice.isVisible()
    assert page.found.text() == ""


@pytest.mark.parametrize("how", ["Shift", "Esc", "button"])
@pytest.mark.parametrize("part", ["sight", "hands"])
def test_it_is_stopped_in_each_part_by_every_way(page: OwnProfilePage, qtbot: QtBot, part: str, how: str) -> None:
    (page.wants_hands if part == "sight" else page.wants_sight).setChecked(False)
    page.start_button.click()
    asked = page.rings.view if part == "sight" else page.lines.pad
    qtbot.keyClick(asked, Qt.Key.Key_Up if part == "sight" else Qt.Key.Key_T)
    if how == "button":
        page.stop_button.click()
    else:
        for _ in range(3 if how == "Shift" else 1):
            qtbot.keyClick(asked, Qt.Key.Key_Shift if how == "Shift" else Qt.Key.Key_Escape)
    assert page.said.text() == "Stopped. Nothing was kept."
    assert page.choice.isVisible()
    assert not any(press.text for press in page.lines.pad.presses)
    assert page.rings.stairs is None


def test_a_line_with_capitals_is_no_stop(page: OwnProfilePage, qtbot: QtBot) -> None:
    page.wants_sight.setChecked(False)
    page.start_button.click()
    pad = page.lines.pad
    for key in (Qt.Key.Key_T, Qt.Key.Key_H, Qt.Key.Key_E):
        qtbot.keyPress(pad, Qt.Key.Key_Shift)
        qtbot.keyClick(pad, key, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyRelease(pad, Qt.Key.Key_Shift)
    assert pad.typed.text().upper() == "THE"
    for _ in range(2):
        qtbot.keyClick(pad, Qt.Key.Key_Shift)
    assert page.lines.isVisible()


def test_more_lines_are_counted_together_and_another_page_forgets_all(
    page: OwnProfilePage, clock: SetClock, qtbot: QtBot
) -> None:
    page.wants_sight.setChecked(False)
    page.start_button.click()
    hands = Hands((), 2)
    copy_lines(page, clock, qtbot, hands)
    page.more_button.click()
    copy_lines(page, clock, qtbot, hands)
    assert page.found.text().startswith("Of 790 letters: 0 missed")
    page.hide()
    assert page.found.text() == ""
    assert page.choice.isVisibleTo(page)


def test_a_held_key_is_one_press_and_no_error_can_be_erased(
    page: OwnProfilePage, clock: SetClock, qtbot: QtBot
) -> None:
    page.wants_sight.setChecked(False)
    page.start_button.click()
    pad = page.lines.pad
    for at_ms, is_repeat in ((0, False), (500, True), (533, True)):
        clock.ms = at_ms
        QApplication.sendEvent(pad, to_event(KeyPress("KeyT", True, at_ms, "t", is_repeat=is_repeat)))
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert pad.typed.text() == "ttt"
    assert [press.is_repeat for press in pad.presses if press.is_down] == [False, True, True]


def test_a_screen_that_nobody_measured_measures_no_sight(lab: Lab, qtbot: QtBot) -> None:
    gone: list[str] = []
    page = shown(OwnProfilePage(lab.desk(), gone.append), qtbot)
    assert page.screen_words.text().startswith("Sight needs a measured screen. Nobody has measured it.")
    assert not page.start_button.isEnabled()
    page.measure_button.click()
    assert gone == ["screen"]
    page.wants_sight.setChecked(False)
    assert page.start_button.isEnabled()


def test_in_a_lab_folder_it_is_removed_on_the_content_page(
    page: OwnProfilePage, lab: Lab, clock: SetClock, qtbot: QtBot
) -> None:
    page.wants_sight.setChecked(False)
    page.start_button.click()
    copy_lines(page, clock, qtbot, Hands((Spec("bounce", {"probability": 0.2}),), 3))
    page.name.setText(NAME)
    page.signed.setChecked(True)
    folder = lab.folder / "lab" / "personas"
    page.folder.path.setText(str(folder))
    page.save_button.click()
    desk = Lab(lab.store, load_library(layers_over(lab.folder / "lab")), lab.folder).desk()
    assert desk.library.persona("own-zebrana-quoll").barrier.simulations[0].kind == "bounce"
    content = ContentPage(desk)
    qtbot.addWidget(content)
    with qtbot.waitExposed(content):
        content.show()
    remove = content.withdraw_buttons["own-zebrana-quoll"]
    remove.click()
    remove.click()
    assert content.said.text() == "Removed."
    assert not any(folder.iterdir())
    assert "own-zebrana-quoll" not in desk.library.personas


def test_nothing_is_written_over_and_a_full_disk_is_told(page: OwnProfilePage, tmp_path: Path, qtbot: QtBot) -> None:
    page.wants_hands.setChecked(False)
    page.start_button.click()
    answer_rings(page, qtbot, 0.5, 1.5)
    page.name.setText(NAME)
    page.signed.setChecked(True)
    (tmp_path / "own-zebrana-quoll.toml").write_text("another's", encoding="utf-8")
    for folder, told in ((tmp_path, "is there already"), (tmp_path / "own-zebrana-quoll.toml", "cannot be written to")):
        page.folder.path.setText(str(folder))
        page.save_button.click()
        assert told in page.said.text()
    assert page.result.isVisible(), "and it can be tried again"
    assert (tmp_path / "own-zebrana-quoll.toml").read_text(encoding="utf-8") == "another's"
