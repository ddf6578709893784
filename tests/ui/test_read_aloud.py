"""A blind visitor and a blind facilitator at the real lab: what they press, and what they hear."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import KeyboardDriver, rest
from empathylab.session.stages import Stage
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.facilitator.shell.pin_screen import PinScreen
from empathylab.ui.page.application import make_application
from empathylab.ui.read_aloud.read_aloud import FORM_WORDS, OFF_WORDS, ON_WORDS, ScreensAloud
from empathylab.ui.read_aloud.spoken_pages import Caption
from empathylab.ui.run.voice_control import CommandHeard, ListeningState
from empathylab.ui.sound import audio
from empathylab.ui.visit.screens import keep_places
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.keep_places import KeepPlace
from empathylab.ui.visit.screens.question_screen import QuestionScreen
from empathylab.ui.visit.screens.scale import PointScale
from support.clocks import SetClock
from support.participant_lab import EVENT, Station
from support.recording_voice import RecordingVoice


class Voices(list[RecordingVoice]):
    """Every voice that the lab asked for: one."""

    def make(self) -> RecordingVoice:
        self.append(RecordingVoice())
        return self[-1]


class Listener(Station):
    """Presses keys and hears."""

    def __init__(self, lab: Lab, clock: SetClock, voices: Voices, qtbot: QtBot) -> None:
        super().__init__(lab, clock)
        self.voices, self.qtbot = voices, qtbot
        self.reading = lab.read_aloud

    @property
    def voice(self) -> RecordingVoice:
        """The one that all speak with."""
        (voice,) = self.voices
        return voice

    def hear(self, *keys: Qt.Key, after: str = "") -> list[str]:
        """What is said from these keys on, as soon as the phrase `after` (anything when empty) is among it."""
        start = len(self.voice.said) if self.voices else 0
        for key in keys:
            self.press(key)
        said: list[str] = []

        def is_said() -> bool:
            said[:] = self.voice.texts[start:]
            return bool(said) and (not after or any(after in phrase for phrase in said))

        self.qtbot.waitUntil(is_said)
        return said

    def silence(self, *keys: Qt.Key) -> list[str]:
        """What is said after these keys and all that follows them at once: hopefully nothing."""
        start = len(self.voice.said)
        for key in keys:
            self.press(key)
        rest(50)
        return self.voice.texts[start:]


@pytest.fixture
def visitor(tmp_path: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    make_application()
    monkeypatch.setattr(audio, "has_sound", lambda: False)
    voices = Voices()
    clock = SetClock()
    lab = Lab(Options(tmp_path, "all", EVENT, is_windowed=True), clock=clock, seeds=lambda: 7, make_voice=voices.make)
    lab.open()
    lab.window.activateWindow()
    qtbot.waitUntil(lambda: bool(voices))
    yield Listener(lab, clock, voices, qtbot)
    lab.close()
    rest(20)


def test_f7_says_how_it_works_and_where_one_is(visitor: Listener) -> None:
    said = visitor.hear(Qt.Key.Key_F7)
    assert said[:2] == [ON_WORDS, "Choose a person"]
    assert said[2].startswith("Christopher. ")
    assert said[2].endswith("button")
    assert "You fill in a short council form twice: once with barriers, once built well." in said
    assert visitor.button("Stop reading").isVisible()
    assert visitor.voice.visits == 1
    assert visitor.hear(Qt.Key.Key_F7) == [OFF_WORDS]
    assert visitor.button("Read aloud").isVisible()
    assert visitor.silence(Qt.Key.Key_Tab) == []


def test_from_the_first_screen_to_the_first_form(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    assert visitor.hear(Qt.Key.Key_Right)[0].startswith("Claudia. ")
    assert visitor.hear(Qt.Key.Key_Right)[0].startswith("Ashleigh. ")
    story = visitor.hear(Qt.Key.Key_Return)
    assert story[0] == "Meet Ashleigh"
    assert story[1] == "Try a form as Ashleigh, button"
    assert any(words.startswith("In the way: ") for words in story)
    agreement = visitor.hear(Qt.Key.Key_Return)
    assert agreement[:2] == ["Before you start", "I agree, button"]
    assert "Press Shift three times, or the Stop button." in agreement
    before = len(visitor.voice.said)
    of_page: list[str] = []
    visitor.lab.window.view.caption.connect(of_page.append)
    visitor.press(Qt.Key.Key_Return)
    assert visitor.visit.stage is Stage.TUTOR
    visitor.wait(lambda: of_page, "the page reader")
    visitor.silence(Qt.Key.Key_F6)
    others = [text for text in visitor.voice.texts[before:] if not any(text in phrase for phrase in of_page)]
    assert others == [], "one reader at a time"
    visitor.press(Qt.Key.Key_F9)
    start = len(visitor.voice.said)
    visitor.stop()
    visitor.wait(lambda: "Stopped" in visitor.voice.texts[start:], "the lab's own reader again")


def test_a_form_without_a_reader_tells_what_to_enter_when_asked(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    start = len(visitor.voice.said)
    visitor.arrive_at(Stage.BARRIER, "christopher")
    visitor.wait(lambda: FORM_WORDS in visitor.voice.texts[start:], "the form's words")
    visitor.lab.window.frame.listening.tell(CommandHeard(ListeningState.OFF))
    visitor.hear(after="The microphone is off. F3 listens.")
    said = visitor.hear(Qt.Key.Key_F6)
    assert said[:2] == ["The microphone is off.", "F3 listens."]
    said = said[2:]
    assert said[0] == "What to enter"
    entries = {phrase.split(": ")[0] for phrase in said[1:]}
    assert entries == {line.label for line in visitor.visit.plan.card(visitor.visit.run)}  # type: ignore[arg-type]
    assert visitor.silence(Qt.Key.Key_Tab, Qt.Key.Key_F7) == []
    assert visitor.reading.is_on


def test_a_scale_is_answered_by_keyboard(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.arrive_at(Stage.BARRIER_QUESTION, "christopher")
    screen = visitor.screen
    assert isinstance(screen, QuestionScreen)
    said = visitor.hear(after="1 of 7")
    scale = screen.findChild(PointScale)
    assert scale is not None
    assert said[0] == "With barriers"
    focused = next(phrase for phrase in said if "1 of 7" in phrase)
    assert focused.endswith("radio button, not checked")
    assert visitor.hear(Qt.Key.Key_Right) == ["2 of 7, radio button, checked"]
    start = len(visitor.voice.said)
    visitor.hands.type("5")
    assert visitor.voice.texts[start:] == ["5 of 7, radio button, checked"]
    assert scale.value == 5


def test_a_slider_says_its_value(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.lab.setup.change(questions="full")
    visitor.arrive_at(Stage.BARRIER_QUESTION, "christopher")
    sliders = [each for each in visitor.screen.findChildren(QSlider) if each.isVisible()]
    while not sliders:
        visitor.press_button("Skip")
        sliders = [each for each in visitor.screen.findChildren(QSlider) if each.isVisible()]
    visitor.wait(lambda: any(words.endswith("slider, not answered") for words in visitor.voice.texts), "the control")
    before = sliders[0].value()
    said = visitor.hear(Qt.Key.Key_Right)
    assert len(said) == 1
    assert int(said[0]) > before


def test_what_is_typed_is_said_back(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.arrive_at(Stage.FEEDBACK, "claudia")
    while not visitor.screen.findChildren(QPlainTextEdit):
        visitor.press_button("Skip")
    comment = visitor.screen.findChildren(QPlainTextEdit)[0]
    comment.setFocus(Qt.FocusReason.TabFocusReason)
    visitor.hear(after=f"{comment.accessibleName()}, edit, blank")
    start = len(visitor.voice.said)
    visitor.hands.type("bin")
    assert visitor.voice.texts[start:] == ["b", "i", "n"]
    assert visitor.hear(Qt.Key.Key_Backspace) == ["n"]
    assert visitor.hear(Qt.Key.Key_Left) == ["i"]
    assert comment.toPlainText() == "bi"


def test_the_thank_you_is_read_and_the_next_visitor_chooses_anew(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.arrive_at(Stage.FEEDBACK, "claudia")
    start = len(visitor.voice.said)
    visitor.go_to(Stage.THANKS)
    visitor.wait(lambda: "Finish, button" in visitor.voice.texts[start:], "the thank-you")
    thanks = visitor.voice.texts[start:]
    assert thanks[0] == "Thank you"
    assert thanks[1] == "Finish, button"
    assert "To take away" in thanks
    everything = visitor.hear(Qt.Key.Key_F6)
    assert "Finish, button" in everything
    visitor.press(Qt.Key.Key_Return)
    assert isinstance(visitor.screen, AttractScreen)
    assert not visitor.reading.is_on, "the next visitor chooses anew"
    assert visitor.silence(Qt.Key.Key_Right) == []


def test_where_to_keep_a_page_is_read_and_chosen_by_ear(
    visitor: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(keep_places, "places", lambda: (KeepPlace("SAMS STICK", stick),))
    visitor.hear(Qt.Key.Key_F7)
    visitor.arrive_at(Stage.THANKS)
    visitor.hear(Qt.Key.Key_Tab, after="Save my summary, button")
    said = visitor.hear(Qt.Key.Key_Return, after="SAMS STICK, button")
    assert "Where shall your summary go?" in said
    assert visitor.hear(Qt.Key.Key_Tab, after="Look again, button")
    assert visitor.hear(Qt.Key.Key_Return, after="SAMS STICK, button")
    visitor.hear(Qt.Key.Key_Return, after="Your summary is saved as empathy-lab.pdf.")
    assert list(stick.iterdir())


def test_it_lasts_on_the_way_back_and_ends_when_nobody_is_there(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.hear(Qt.Key.Key_Return)
    visitor.press_button("Somebody else")
    assert visitor.reading.is_on
    visitor.press(Qt.Key.Key_Return)
    quiet = visitor.director.services.station
    visitor.clock.wait(quiet.idle_seconds + 1)
    visitor.director.idle.look()
    warned = visitor.hear(after="Are you still there?")
    assert "Press any key to go on." in " ".join(warned)
    visitor.clock.wait(quiet.idle_warning_seconds + 1)
    visitor.director.idle.look()
    assert isinstance(visitor.screen, AttractScreen)
    assert not visitor.reading.is_on


def test_on_the_first_screen_the_wish_ends_when_nobody_is_there(visitor: Listener) -> None:
    visitor.hear(Qt.Key.Key_F7)
    visitor.hear(Qt.Key.Key_Return)
    visitor.press_button("Somebody else")
    visitor.press(Qt.Key.Key_Right)
    visitor.director.idle.look()
    assert visitor.reading.is_on
    visitor.clock.wait(visitor.director.services.station.idle_seconds + 1)
    visitor.director.idle.look()
    assert not visitor.reading.is_on


def test_the_button_does_what_the_key_does(visitor: Listener) -> None:
    visitor.button("Read aloud").setFocus(Qt.FocusReason.TabFocusReason)
    assert visitor.hear(Qt.Key.Key_Return)[:3] == [ON_WORDS, "Choose a person", "Stop reading, button, Press F7"]
    assert visitor.hear(Qt.Key.Key_Return) == [OFF_WORDS]


def test_any_key_silences(visitor: Listener) -> None:
    visitor.voice.is_instant = False
    visitor.hear(Qt.Key.Key_F7)
    assert visitor.voice.is_speaking
    visitor.press(Qt.Key.Key_Control)
    assert not visitor.voice.is_speaking


def test_without_a_sound_device_it_is_a_caption(visitor: Listener) -> None:
    strip = visitor.lab.window.findChild(Caption)
    assert strip is not None
    assert not strip.isVisible()
    visitor.hear(Qt.Key.Key_F7)
    assert strip.isVisible()
    window = visitor.lab.window
    place = strip.rect().translated(strip.mapTo(window, strip.rect().topLeft()))
    assert (place.width(), place.bottom()) == (window.width(), window.height() - 1), "along the bottom, over nothing"
    visitor.hear(Qt.Key.Key_Right)
    assert strip.words.startswith("Claudia. ")
    visitor.press(Qt.Key.Key_F7)
    assert not strip.isVisible()


def test_the_facilitator_chooses_a_pin_by_ear(visitor: Listener) -> None:
    visitor.lab.open_facilitator()
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, FacilitatorWindow))
    reading = ScreensAloud.of(window)
    assert reading is not None
    handle = window.windowHandle()
    assert handle is not None
    visitor.hands = KeyboardDriver(handle, random.Random(5), is_quick=True)
    visitor.qtbot.waitUntil(window.isActiveWindow)
    visitor.hear(Qt.Key.Key_F7, after=ON_WORDS)
    said = visitor.hear(Qt.Key.Key_F7, Qt.Key.Key_F7, after="New PIN")
    assert "Choose a PIN" in said
    assert "New PIN, edit, protected, blank, 4 to 12 digits" in said
    lock = window.findChild(PinScreen)
    assert lock is not None
    start = len(visitor.voice.said)
    visitor.hands.type("24")
    assert visitor.voice.texts[start:] == ["star", "star"]
    assert visitor.hear(Qt.Key.Key_Tab) == ["The same PIN again, edit, protected, blank"]
    said = visitor.hear(Qt.Key.Key_Return, after="not the same")
    assert "The two PINs are not the same. Please enter both again." in said
    assert not [phrase for phrase in visitor.voice.texts if "24" in phrase]
    window.close()
    assert not reading.is_on


def test_behind_the_facilitators_door_the_visitors_screen_comes_back(visitor: Listener) -> None:
    visitor.lab.open_facilitator()
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, FacilitatorWindow))
    assert window.isVisible()
    window.give_back()
    assert not window.isVisible()
    assert visitor.lab.window.isVisible()


def test_a_window_that_gets_another_handle_is_still_read_aloud(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    screen = QWidget(window, objectName="screen", accessibleName="A page")
    QLineEdit(screen)
    qtbot.addWidget(window)
    reading = ScreensAloud(window, RecordingVoice(), has_sound=lambda: False)
    for _time in range(2):
        with qtbot.waitExposed(window):
            window.show()
        handle = window.windowHandle()
        assert handle is not None
        KeyboardDriver(handle, random.Random(5), is_quick=True).press(Qt.Key.Key_F7)
        assert reading.is_on
        window.hide()
        window.destroy()


def test_while_it_reads_nobody_on_the_first_screen_is_cut(visitor: Listener) -> None:
    visitor.lab.window.resize(1280, 800)
    visitor.hear(Qt.Key.Key_F7, after=ON_WORDS)
    screen = visitor.screen
    assert isinstance(screen, AttractScreen)
    visitor.wait(lambda: not screen.scroll_bar.maximum(), "room for the cards")
