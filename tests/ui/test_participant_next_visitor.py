"""What holds a visitor up, and what one visitor might leave to the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from empathylab.demo.keyboard_driver import rest
from empathylab.domain.errors import RecordsError
from empathylab.domain.voice import Voice
from empathylab.domain.what_to_say import Deed
from empathylab.domain.workshop import EventSettings
from empathylab.motor import Tremor
from empathylab.session.stages import Stage
from empathylab.ui.keys.tremor_pointer import TremorPointer
from empathylab.ui.kit import theme
from empathylab.ui.read_aloud.read_aloud import ON_WORDS
from empathylab.ui.sound import audio
from empathylab.ui.visit.screens.agreement import AgreementScreen
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.closing_screens import THANKS_SECONDS, StoppedScreen
from empathylab.ui.visit.screens.onlookers import OnlookersWindow, open_onlookers
from empathylab.ui.visit.screens.preview import PreviewScreen
from empathylab.ui.visit.screens.scale import PointScale
from empathylab.ui.visit.screens.story import StoryScreen
from support.participant_lab import EVENT, Station, open_station, silent_voice
from support.recording_voice import RecordingVoice

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def station_settings() -> dict[str, bool]:
    return {"paper": True, "warm_up": True}


# --- ways out -----------------------------------------------------------------


@pytest.mark.parametrize(("stage", "persona"), [(Stage.WARM_UP, "christopher"), (Stage.PAPER, "claudia")])
def test_after_stop_f9_leads_into_no_form(station: Station, stage: Stage, persona: str) -> None:
    station.arrive_at(stage, persona)
    station.stop()
    station.press(Qt.Key.Key_F9)
    assert isinstance(station.screen, StoppedScreen)
    assert not station.director.form.is_open


def test_shift_three_times_stops_under_the_warning_too(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.clock.wait(95)
    station.director.idle.look()
    assert station.lab.window.overlay is not None
    station.stop()
    assert isinstance(station.screen, StoppedScreen)


def test_a_key_whose_character_is_no_plain_digit_answers_nothing(qtbot: QtBot) -> None:
    """A raised two, as on French keyboards, is a digit to Python and no number."""
    scale = PointScale("How easy?", 1, 7, "hard", "easy")
    qtbot.addWidget(scale)
    QApplication.sendEvent(scale.entry, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_twosuperior, _NO_MODIFIER, "²"))
    assert scale.value is None
    QTest.keyClicks(scale.entry, "2")
    assert scale.value == 2


# --- a page to keep -----------------------------------------------------------


def test_whoever_looks_for_a_place_to_keep_the_page_is_still_there(station: Station) -> None:
    station.arrive_at(Stage.THANKS)
    station.press_button("Save my summary")
    station.clock.wait(THANKS_SECONDS - 1)
    station.press(Qt.Key.Key_Tab)
    station.clock.wait(THANKS_SECONDS - 1)
    station.director.idle.look()
    assert station.visit.stage is Stage.THANKS


def test_a_question_left_open_is_gone_with_who_left_it(station: Station) -> None:
    station.arrive_at(Stage.THANKS)
    station.press_button("Save my summary")
    station.clock.wait(THANKS_SECONDS + station.director.services.station.idle_warning_seconds + 1)
    station.director.idle.look()
    assert isinstance(station.screen, AttractScreen)


# --- the first screen, when nobody is at it any more ---------------------------


def test_what_was_chosen_on_the_first_screen_ends_when_nobody_is_there(station: Station) -> None:
    station.press_button("Larger text")
    station.press_button("More contrast")
    station.press(Qt.Key.Key_Right)
    station.clock.wait(station.director.services.station.idle_seconds - 1)
    station.director.idle.look()
    assert theme.current().is_high_contrast, "somebody may still be reading"
    station.clock.wait(2)
    station.director.idle.look()
    assert theme.current() == theme.STANDARD
    assert isinstance(station.screen, AttractScreen)


def test_the_preview_goes_back_to_the_first_screen_by_itself(station: Station) -> None:
    station.press_button("What happens here?")
    station.press(Qt.Key.Key_Down)
    station.clock.wait(station.director.services.station.idle_seconds + 1)
    station.director.idle.look()
    assert isinstance(station.screen, AttractScreen)


@pytest.mark.parametrize("shown", [AttractScreen, PreviewScreen])
def test_in_another_window_what_stands_between_visits_is_shown_in_its_size(
    station: Station, qtbot: QtBot, shown: type[QWidget]
) -> None:
    if shown is PreviewScreen:
        station.press_button("What happens here?")
    before = station.screen
    station.lab.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: station.screen is not before, timeout=60_000)
    assert isinstance(station.screen, shown)


def test_at_an_empty_station_no_clock_ticks(station: Station) -> None:
    station.press(Qt.Key.Key_Right)
    assert station.director.idle.is_watching
    station.clock.wait(station.director.services.station.idle_seconds + 1)
    station.director.idle.look()
    assert not station.director.idle.is_watching


# --- the event that visits are recorded under ----------------------------------


def test_an_event_that_was_deleted_begins_anew_with_the_next_visitor(station: Station) -> None:
    station.lab.store.purge(EVENT)
    station.arrive()
    assert station.visit.is_recorded
    assert [event.name for event in station.lab.store.events()] == [EVENT]


def test_records_that_cannot_be_asked_hold_no_visitor_up(
    station: Station, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    allowed_logs.append("The disk is gone.")

    def fail() -> tuple[EventSettings, ...]:
        raise RecordsError("The disk is gone.")

    monkeypatch.setattr(station.lab.store, "events", fail)
    station.arrive()
    assert [str(problem) for problem in station.lab.problems] == ["The disk is gone."]


# --- sound --------------------------------------------------------------------


class Sound:
    """A computer whose sound comes and goes, with the voices that were made for it."""

    def __init__(self) -> None:
        self.is_there = True
        self.heard: list[RecordingVoice] = []

    def has_sound(self) -> bool:
        return self.is_there

    def make_voice(self) -> Voice:
        if not self.is_there:
            return silent_voice()
        self.heard.append(RecordingVoice(is_instant=False))
        return self.heard[-1]

    @property
    def speaking(self) -> list[str]:
        return [voice.texts[-1] for voice in self.heard if voice.is_speaking]


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Sound:
    made = Sound()
    monkeypatch.setattr(audio, "has_sound", made.has_sound)
    return made


@pytest.mark.parametrize("on", ["Try a form", "Somebody else", "stop", "left"])
def test_a_sample_of_her_speed_ends_with_the_story(tmp_path: Path, sound: Sound, on: str) -> None:
    with open_station(tmp_path, make_voice=sound.make_voice) as station:
        station.director.choose((station.lab.setup.library.persona("ashleigh"),))
        station.press_button("Hear it at")
        assert len(sound.speaking) == 1
        if on == "stop":
            station.stop()
        elif on == "left":
            station.clock.wait(1_000)
            station.director.idle.look()
        else:
            station.press_button(on)
        assert sound.speaking == []


def test_the_next_visitor_hears_the_sample_softly_again(tmp_path: Path, sound: Sound) -> None:
    with open_station(tmp_path, make_voice=sound.make_voice) as station:
        ashleigh = station.lab.setup.library.persona("ashleigh")
        station.director.choose((ashleigh,))
        station.press_button("Hear it at")
        (voice,) = [each for each in sound.heard if each.is_speaking]
        before = voice.visits
        station.press_button("Somebody else")
        station.director.choose((ashleigh,))
        station.press_button("Hear it at")
        assert voice.visits > before


def test_sound_that_comes_later_is_heard_from_the_next_visitor_on(tmp_path: Path, sound: Sound) -> None:
    sound.is_there = False
    with open_station(tmp_path, make_voice=sound.make_voice) as station:
        rest(20)
        station.press(Qt.Key.Key_F7)
        assert station.lab.read_aloud.is_on
        station.press(Qt.Key.Key_F7)
        sound.is_there = True
        station.director.show_attract()
        rest(20)
        station.press(Qt.Key.Key_F7)
        assert sound.speaking == [ON_WORDS], "read aloud"
        station.press(Qt.Key.Key_F7)
        station.arrive_at(Stage.BARRIER, "ashleigh")
        station.press(Qt.Key.Key_Down)
        station.wait(lambda: sound.speaking, "the form's reader")


# --- what was copied ----------------------------------------------------------


class Clipboard:
    """A clipboard as X11 has it, with a second one for whatever was last selected."""

    def __init__(self) -> None:
        self.texts = {QClipboard.Mode.Clipboard: "copied", QClipboard.Mode.Selection: "selected"}

    def ownsClipboard(self) -> bool:
        return True

    def ownsSelection(self) -> bool:
        return True

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.texts[mode] = ""


def test_nothing_copied_or_selected_is_left_to_paste(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = Clipboard()
    station.arrive_at(Stage.FEEDBACK)
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: clipboard)
    station.director.command(Deed.RESET)
    assert set(clipboard.texts.values()) == {""}


def test_the_live_view_rests_when_the_facilitator_has_gone(station: Station) -> None:
    lab = station.lab
    lab.open_facilitator()
    assert lab.facilitator.ticking.isActive()
    facilitator = lab.facilitator.window
    assert facilitator is not None
    facilitator.hide()
    lab.facilitator.show_status()
    assert not lab.facilitator.ticking.isActive()
    lab.open_facilitator()
    assert lab.facilitator.ticking.isActive()


def test_a_trembling_pointer_that_was_left_on_the_form_is_nobody(station: Station) -> None:
    station.arrive_at(Stage.BARRIER, "claudia")
    view = station.lab.window.view
    tremor = view.findChild(TremorPointer)
    assert tremor is not None
    tremor.begin(Tremor(), 1)
    QTest.mouseMove(station.lab.window.windowHandle(), view.mapTo(station.lab.window, QPoint(200, 200)))
    swung = QSignalSpy(tremor.swung)
    station.clock.wait(95)
    station.wait(lambda: swung.count() > 3, "the pointer to tremble")
    station.director.idle.look()
    assert station.lab.window.overlay is not None


def test_something_that_lies_on_enter_agrees_to_nothing(station: Station) -> None:
    """A key that is held repeats: one press of a button is one press."""
    handle = station.lab.window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NO_MODIFIER, "\r"))
    story = station.screen
    assert isinstance(story, StoryScreen)
    for _ in range(20):
        QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NO_MODIFIER, "\r", True))
    assert station.screen is story
    station.press(Qt.Key.Key_Return)
    assert isinstance(station.screen, AgreementScreen)


def click(station: Station, words: str, *at_ms: int) -> None:
    """Clicks in the place of a button, the later ones too, whatever stands there by then; as Qt tells of them."""
    window = station.lab.window
    handle = window.windowHandle()
    assert handle is not None
    place = QPointF(station.button(words).mapTo(window, QPoint(20, 20)))
    left, kinds = Qt.MouseButton.LeftButton, QEvent.Type
    for number, ms in enumerate(at_ms):
        again = [kinds.MouseButtonDblClick] if number else []
        for kind in (kinds.MouseButtonPress, *again, kinds.MouseButtonRelease):
            event = QMouseEvent(kind, place, QPointF(handle.mapToGlobal(place)), left, left, _NO_MODIFIER)
            event.setTimestamp(ms)
            QApplication.sendEvent(handle, event)


@pytest.mark.parametrize(
    ("stage", "button", "then", "onwards"),
    [(Stage.HELPED_QUESTION, "Continue", "Before today", "Continue"), (Stage.DEBRIEF, "Next", "1 of ", "Go on")],
)
def test_a_double_click_goes_on_by_one_screen(
    station: Station, stage: Stage, button: str, then: str, onwards: str
) -> None:
    """Where the next screen has its button in the same place the second press would pass over what it asks."""
    station.arrive_at(stage)
    click(station, button, 10_000, 10_150)
    after = station.screen
    assert any(words.startswith(then) for words in station.words()), station.words()
    click(station, onwards, 12_000)
    assert station.screen is not after, "whoever clicks later means it"


def test_a_held_key_whose_repeat_the_system_tells_as_a_press_agrees_to_nothing(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As X11 now and then tells it: up and down again at one instant."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    handle = station.lab.window.windowHandle()
    assert handle is not None

    def send(kind: QEvent.Type, at_ms: int) -> None:
        event = QKeyEvent(kind, Qt.Key.Key_Return, _NO_MODIFIER, "\r")
        event.setTimestamp(at_ms)
        QApplication.sendEvent(handle, event)

    send(QEvent.Type.KeyPress, 1_000)
    story = station.screen
    for at_ms in range(1_500, 2_300, 40):
        send(QEvent.Type.KeyRelease, at_ms)
        send(QEvent.Type.KeyPress, at_ms)
    assert station.screen is story
    send(QEvent.Type.KeyRelease, 2_300)
    send(QEvent.Type.KeyPress, 2_420)
    assert isinstance(station.screen, AgreementScreen)


def test_keys_that_come_through_another_screen_reader_are_each_a_press(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux Qt asks it about each key first, and gives those that it leaves to the lab no time."""
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    handle = station.lab.window.windowHandle()
    assert handle is not None

    def press(*keys: Qt.Key) -> None:
        for key in keys:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(handle, QKeyEvent(kind, key, _NO_MODIFIER))

    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert isinstance(station.screen, AgreementScreen)
    press(*[Qt.Key.Key_Shift] * 3)
    assert isinstance(station.screen, AttractScreen)


def test_a_comment_has_no_menu_of_the_systems_and_a_held_enter_still_makes_new_lines_in_it(station: Station) -> None:
    """The menu stood over all and kept the keys to itself; it also offered what the one before had copied."""
    station.arrive_at(Stage.FEEDBACK)
    while not (fields := station.screen.findChildren(QPlainTextEdit)):
        station.press_button("Skip")
    fields[0].setFocus()
    assert not asks_for_menu(station, fields[0])
    handle = station.lab.window.windowHandle()
    for is_repeat in (False, True, True):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, _NO_MODIFIER, "\r", is_repeat)
        QApplication.sendEvent(handle, key)
    assert fields[0].toPlainText() == "\n\n\n"


def test_nothing_beside_a_form_has_a_menu_of_the_systems(station: Station) -> None:
    station.arrive_at(Stage.BARRIER)
    station.press(Qt.Key.Key_F1)
    bars = [bar for bar in station.screen.findChildren(QScrollBar) if bar.isVisible()]
    assert bars
    for bar in bars:
        assert not asks_for_menu(station, bar)


def asks_for_menu(station: Station, widget: QWidget) -> bool:
    """Is there one after the right button in the middle of it, and after the key for it?"""
    window = station.lab.window
    handle, middle = window.windowHandle(), widget.mapTo(window, widget.rect().center())
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.RightButton, _NO_MODIFIER, middle)
    by_hand = QApplication.activePopupWidget() is not None
    QApplication.sendEvent(handle, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, middle))
    return by_hand or QApplication.activePopupWidget() is not None


@pytest.mark.parametrize("stage", [Stage.DEBRIEF, Stage.BARRIER])
def test_a_bag_on_the_keyboard_is_nobody(station: Station, stage: Stage) -> None:
    station.arrive_at(stage)
    handle = station.lab.window.windowHandle()
    station.clock.wait(95)
    for _ in range(5):
        QApplication.sendEvent(handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, _NO_MODIFIER, "a", True))
    station.director.idle.look()
    assert station.lab.window.overlay is not None


def test_whoever_lets_the_reader_read_on_is_still_there(station: Station) -> None:
    station.arrive_at(Stage.BARRIER, "ashleigh")
    for _ in range(3):
        station.clock.wait(60)
        station.lab.window.view.caption.emit("Postcode, edit")
        station.director.idle.look()
    assert station.visit.stage is Stage.BARRIER
    assert station.lab.window.overlay is None


# --- a second screen ----------------------------------------------------------


@dataclass(frozen=True)
class Screen:
    """A screen that this computer does not have."""

    place: QRect

    def geometry(self) -> QRect:
        return self.place


def test_onlookers_never_get_the_screen_that_the_visitor_is_at(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = station.lab
    other = Screen(QRect(3000, 0, 1600, 1000))
    monkeypatch.setattr(QApplication, "screens", lambda: [other, lab.window.screen()])
    monkeypatch.setattr(OnlookersWindow, "showFullScreen", OnlookersWindow.show)
    onlookers = open_onlookers(lab.window, lab.window.view)
    assert onlookers is not None
    assert onlookers.geometry() == other.place
    onlookers.deleteLater()
