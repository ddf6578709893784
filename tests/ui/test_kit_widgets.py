"""The pieces that every screen is made of, each by itself: words, rows, the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from empathylab.domain.session import RunKind
from empathylab.files.library import load_library
from empathylab.files.questions import load_questions
from empathylab.files.setup import LiveSetUp
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.controls.confirm import ConfirmButton
from empathylab.ui.facilitator.setup.calibration import CalibrationPage
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.widgets import ButtonKind, OneInFront, button, column, holding, text
from empathylab.ui.visit.screens.question_pages import run_pages
from empathylab.ui.visit.screens.question_screen import QuestionScreen
from empathylab.ui.visit.screens.scale import SliderScale
from support.participant_screens import plan_for

LONG = "Saved: visits are recorded under “Northmere town hall open day, housing and digital services”."


def test_a_label_is_called_what_it_says_also_when_it_says_something_else(qtbot: QtBot) -> None:
    heading, named = text("Choose a PIN", "title"), text("R T L K")
    named.setAccessibleName("the recovery code")
    heading.setText("• Recovery code")
    named.setText("B C D F")
    assert heading.accessibleName() == "Recovery code"
    assert named.accessibleName() == "the recovery code"


def test_the_last_words_of_a_row_have_all_that_is_left_of_it(qtbot: QtBot) -> None:
    said = text(LONG, "good")
    flow = Flow(button("Back", lambda: None), button("Save event", lambda: None), said)
    qtbot.addWidget(flow)
    flow.resize(flow.sizeHint().width() + 60, 400)
    flow.show()
    assert said.geometry().right() >= flow.width() - 2
    assert said.y() < flow.children_in_order[0].geometry().bottom(), "it stands beside the buttons"


def test_a_page_behind_the_one_in_front_is_not_asked_how_tall_its_words_are(qtbot: QtBot) -> None:
    """The facilitator's window keeps each page that was opened, thirty and more: each change would ask them all."""
    asked: list[int] = []

    class Behind(QLabel):
        def heightForWidth(self, width: int) -> int:
            asked.append(width)
            return super().heightForWidth(width)

    pages = OneInFront()
    qtbot.addWidget(window := holding(column(holding(pages))))
    behind = Behind("words " * 40, wordWrap=True)
    for page in (behind, text(LONG)):
        pages.addWidget(holding(column(page)))
    window.show()
    assert asked
    pages.setCurrentIndex(1)
    asked.clear()
    window.resize(400, 300)
    QApplication.processEvents()
    assert not asked


def test_words_are_measured_anew_when_they_or_their_letters_or_their_room_are_others(qtbot: QtBot) -> None:
    """How tall they are at a width is kept, as Qt asks for it again and again."""
    theme.use(theme.STANDARD)
    label = text("words " * 30)
    qtbot.addWidget(label)

    def tall() -> int:
        assert label.heightForWidth(300) == QLabel.heightForWidth(label, 300)
        return label.heightForWidth(300)

    undressed = tall()
    label.ensurePolished()
    dressed = tall()
    label.setText("words " * 60)
    longer = tall()
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    larger = tall()
    label.setContentsMargins(60, 0, 60, 0)
    narrower = tall()
    assert undressed < dressed < longer < larger < narrower
    label.setText("")
    assert tall() < undressed


def test_a_row_of_which_nothing_is_shown_takes_no_room(qtbot: QtBot) -> None:
    flow = Flow(button("Back", lambda: None))
    qtbot.addWidget(flow)
    flow.children_in_order[0].hide()
    assert flow.heightForWidth(500) == 0


def test_what_goes_while_its_row_is_out_of_sight_leaves_no_gap(qtbot: QtBot) -> None:
    flow = Flow(*(button(words, lambda: None) for words in ("What to say", "Rehearsal", "Run sheet")))
    qtbot.addWidget(flow)
    flow.resize(900, 80)
    flow.show()
    _, second, third = flow.children_in_order
    place = second.x()
    flow.hide()
    second.hide()
    flow.show()
    assert third.x() == place


def test_a_row_tells_whether_one_more_would_take_a_row_of_its_own(qtbot: QtBot) -> None:
    back, more = button("Back", lambda: None), text("more", wraps=False)
    flow = Flow(back, more)
    qtbot.addWidget(flow)
    wide = back.sizeHint().width()
    for beside_px, has_room in ((200, True), (4, False)):
        flow.resize(wide + beside_px, 400)
        assert flow.has_room_for(more) == has_room
    back.hide()
    flow.resize(500, 400)
    assert not flow.has_room_for(more), "alone it would be a row"


def test_words_with_no_room_in_their_row_have_all_of_the_next(qtbot: QtBot) -> None:
    said = text(LONG, "good")
    flow = Flow(button("Back", lambda: None), said)
    qtbot.addWidget(flow)
    flow.resize(flow.children_in_order[0].sizeHint().width() + 60, 400)
    flow.show()
    assert said.geometry().left() == 0
    assert said.width() == flow.width()


def test_something_that_lies_on_enter_asks_once_and_does_nothing(qtbot: QtBot) -> None:
    done: list[str] = []
    delete = ConfirmButton("Delete", lambda: done.append("deleted"))
    qtbot.addWidget(delete)
    for is_repeat in (False, True, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", is_repeat)
        QApplication.sendEvent(delete, held)
    assert delete.is_armed
    assert not done


def test_what_a_list_has_no_room_for_is_not_cut_in_the_middle_of_a_letter(qtbot: QtBot) -> None:
    chosen = DropDown([(1, LONG)])
    qtbot.addWidget(chosen)
    chosen.setFixedWidth(260)
    option = QStyleOptionComboBox()
    chosen.initStyleOption(option)
    assert chosen.shortened(option).endswith("…")
    chosen.setFixedWidth(2000)
    chosen.initStyleOption(option)
    assert chosen.shortened(option) == LONG


def test_the_wheel_changes_no_answer_and_no_setting_that_it_passes_over(tmp_path: Path, qtbot: QtBot) -> None:
    effort = run_pages(load_questions(), RunKind.BARRIER, only_short=False)[-1]
    asked = QuestionScreen(plan_for(load_library(), "claudia"), Stage.BARRIER_QUESTION, effort, lambda _given: None)
    measured = CalibrationPage(LiveSetUp(tmp_path))
    one_of_many = DropDown([(number, str(number)) for number in range(9)], 4)
    for screen in (asked, measured, one_of_many):
        qtbot.addWidget(screen)
    sliders = [each.slider for each in asked.findChildren(SliderScale)]
    for slider in sliders:
        slider.setValue(50)

    def values() -> list[object]:
        numbers: list[object] = [each.value() for each in (*sliders, measured.box, measured.distance)]
        return [*numbers, one_of_many.currentData()]

    before = values()
    for control in (*sliders, measured.box, measured.distance, one_of_many):
        turn_wheel(control)
        assert control.focusPolicy() & Qt.FocusPolicy.WheelFocus != Qt.FocusPolicy.WheelFocus
    assert sliders
    assert values() == before


def turn_wheel(control: QWidget) -> None:
    middle = QPointF(control.rect().center())
    no_button, no_key, no_phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    down = QPoint(0, -240)
    turned = QWheelEvent(middle, control.mapToGlobal(middle), QPoint(), down, no_button, no_key, no_phase, False)
    QApplication.sendEvent(control, turned)


_ON_A_BARE_COMPUTER = """
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from empathylab.files.paths import assets_dir
from empathylab.ui.kit import theme
application = QApplication([])
theme.load_fonts(assets_dir())
print(theme.lacks_signs(), sorted(each for each in QFontDatabase.families() if each[:4] in ("Atki", "Noto")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system has fonts of its own")
def test_arrows_ticks_and_dots_are_there_on_a_computer_without_any_font(tmp_path: Path) -> None:
    """An empty box before "Done" says that it is not."""
    empty = f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    (tmp_path / "fonts.conf").write_text(empty, encoding="utf-8")
    bare = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(
        [sys.executable, "-c", _ON_A_BARE_COMPUTER], env=bare, capture_output=True, text=True, check=True
    )
    assert told.stdout == "False ['Atkinson Hyperlegible Next', 'Noto Sans Symbols', 'Noto Sans Symbols2']\n"


@pytest.mark.parametrize("look", [theme.STANDARD, theme.HIGH_CONTRAST], ids=["standard", "high contrast"])
def test_a_button_shows_that_the_mouse_is_on_it_and_that_it_is_down(qtbot: QtBot, look: theme.Theme) -> None:
    kinds: tuple[ButtonKind, ...] = ("plain", "main", "small", "stop")
    buttons = [button("Save", lambda: None, kind) for kind in kinds]
    window = holding(column(text("Nothing to press"), *buttons))
    window.setStyleSheet(theme.stylesheet(look))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    for pressed in buttons:
        QTest.mouseMove(window, QPoint(2, 2))
        pressed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        away = ground_of(pressed)
        QTest.mouseMove(pressed)
        qtbot.waitUntil(lambda pressed=pressed, away=away: ground_of(pressed) != away)
        over = ground_of(pressed)
        pressed.setDown(True)
        assert ground_of(pressed) not in (away, over)


def ground_of(widget: QWidget) -> str:
    return widget.grab().toImage().pixelColor(8, widget.height() // 2).name()
