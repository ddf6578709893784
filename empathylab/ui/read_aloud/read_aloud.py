"""Reads the lab's own screens to whoever asks for it: F7 turns it on and off, F6 reads the whole screen.

Beside a form, where no key leads to what stands there, F6 tells it to another screen reader, too.

It looks from outside at a window: which page is in front, which control has the focus, what that control is like after
a key. The screens themselves know nothing of it. In a form a web page's own reader speaks, or nobody does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.keys import KeyPress
from empathylab.domain.voice import Voice
from empathylab.reader.keymap import caret_unit
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.speech_manager import SpeechPriority
from empathylab.ui.keys.qt_keys import stroke_of
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput
from empathylab.ui.kit import other_screen_reader, theme
from empathylab.ui.kit.accessible_nodes import texts_of
from empathylab.ui.kit.announcing import announce, announcements
from empathylab.ui.kit.focused import tries_keys
from empathylab.ui.kit.group import words_in
from empathylab.ui.read_aloud.focus_reading import FocusReading
from empathylab.ui.read_aloud.spoken_pages import Caption, everything_on, page_in_front, words_beside_form
from empathylab.ui.read_aloud.voice_offer import VoiceOffer
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.screen_voice import ScreenVoice

TOGGLE_CODE, SCREEN_CODE = "F7", "F6"
ON_WORDS = "Reading aloud. F6 reads the whole screen, F7 stops reading, any key stops the voice."
OFF_WORDS = "Reading aloud is off."
FORM_WORDS = "The form is not read aloud in this run. F6 reads what stands beside it."
#: How soon a screen reader is noticed that has begun while the lab reads aloud.
_NOTICED_MS = 500
_STIRS = {QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd}


class ScreensAloud(QObject):
    """One for a window. Off until somebody asks; `listened` says that somebody is there who listens."""

    changed = Signal(bool)
    listened = Signal()

    def __init__(
        self,
        window: QWidget,
        voice: Voice,
        *,
        has_sound: Callable[[], bool],
        view: RunView | None = None,
    ) -> None:
        super().__init__(window)
        self.is_on = False
        self._window, self._has_sound, self._view = window, has_sound, view
        self._screen_voice = ScreenVoice(voice, self)
        self._book = Phrasebook(ReaderSettings())
        self._focus = FocusReading(window, self._screen_voice, self._book)
        self._caption = Caption(window)
        self._kept_codes: set[str] = set()
        self._at_window = _AtWindow(self)
        self._news: list[str] = []
        self._screen_voice.began.connect(self._caption.say)
        self._screen_voice.followed.connect(self.listened)
        self._forget_place()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self._others = QTimer(self, interval=_NOTICED_MS)
        self._others.timeout.connect(self._give_way)
        window.installEventFilter(self)
        _application().focusChanged.connect(self._focus_changed)
        announcements().made.connect(self._announced)

    @classmethod
    def of(cls, window: QWidget) -> ScreensAloud | None:
        """The window's own, when it has one."""
        return window.findChild(cls)

    # --- on and off ---

    def toggle(self) -> None:
        """What F7 does. Over another screen reader nobody speaks unasked: that is offered, and accepted by F7 too."""
        offer = self._window.findChild(VoiceOffer)
        if self.is_on:
            self.turn_off()
            self._screen_voice.tell(OFF_WORDS)
        elif offer is not None and offer.isVisible():
            offer.accept()
        elif other_screen_reader.is_running():
            VoiceOffer(self._window, self.turn_on)
        else:
            self.turn_on()

    def turn_on(self) -> None:
        """Softly at first: say how it works, then where the person is."""
        self._screen_voice.begin_visit()
        self.is_on = True
        if not other_screen_reader.is_running():
            self._others.start()
        self._forget_place()
        self.changed.emit(True)
        self._screen_voice.tell(theme.with_keys(ON_WORDS))
        page = page_in_front(self._window)
        if page is not None:
            self._arrive(page, SpeechPriority.NEXT)

    def _give_way(self) -> None:
        """Another screen reader has begun: nobody has asked for two voices yet, so that is offered as F7 does."""
        if not other_screen_reader.is_running():
            return
        self.turn_off()
        page = page_in_front(self._window)
        if page is not None and not self._is_form(page):
            self.toggle()

    def turn_off(self) -> None:
        """Silent at once, for the next person too."""
        self._others.stop()
        self._screen_voice.silence()
        self._caption.hide()
        self._caption.say("")
        if self.is_on:
            self.is_on = False
            self._forget_place()
            self.changed.emit(False)

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said just now."""
        return self._screen_voice.is_speaking

    # --- what happens in the window ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and not event.spontaneous():
            self._watch_keys()
        elif kind == QEvent.Type.Hide and not event.spontaneous():
            self.turn_off()
        elif kind == QEvent.Type.WindowDeactivate:
            self._screen_voice.silence()
        elif self.is_on and kind in (QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved):
            self._soon.start()
        return False

    def _watch_keys(self) -> None:
        """Anew each time: Qt makes a window another handle when it likes, and takes the old one away."""
        handle = self._window.windowHandle()
        if handle is not None:
            WindowInput.of(handle).put(Place.READING_ALOUD, self._at_window)

    def stir(self) -> None:
        """Something was done in the window."""
        if self.is_on:
            self._soon.start()

    def key(self, press: KeyPress) -> bool:
        """True: the key was for reading aloud."""
        if not press.is_down:
            self.stir()
            is_ours = press.code in self._kept_codes
            self._kept_codes.discard(press.code)
            return is_ours
        if self.is_on:
            self._screen_voice.silence()
            self._soon.start()
        is_ours = press.code in (TOGGLE_CODE, SCREEN_CODE) and not press.modifiers and self._does(press)
        if is_ours:
            self._kept_codes.add(press.code)
        elif self.is_on:
            self._focus.caret_unit = caret_unit(stroke_of(press))
        return is_ours

    def _does(self, press: KeyPress) -> bool:
        """Carry a key out; in a form F7 is the page's, and F6 too where nobody has a use for it."""
        page = page_in_front(self._window)
        is_toggling = press.code == TOGGLE_CODE
        if page is None or tries_keys():
            return False
        if self._is_form(page) if is_toggling else not self._is_to_be_read(page):
            return False
        if press.is_repeat:
            return True
        self.listened.emit()
        if is_toggling:
            self.toggle()
        else:
            self._read_through(page)
        return True

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.is_on and new is not None and self._window.isAncestorOf(new):
            self._soon.start()

    def _announced(self, about: QWidget, words: str) -> None:
        if self.is_on and about.window() is self._window:
            self._news.append(words)
            self._soon.start()

    # --- looking, and saying what is new ---

    def _forget_place(self) -> None:
        self._page: QWidget | None = None
        self._form_name = ""
        self._focus.forget()

    def _look(self) -> None:
        """What is otherwise than last time: the page, the focus, or the control that has it."""
        page = page_in_front(self._window) if self.is_on else None
        news, self._news = self._news, []
        if page is None:
            return
        if page is not self._page or self._form_name != self._name_of_form(page):
            self._arrive(page)
        elif not self._is_form(page):
            self._focus.look(page, is_told=bool(news))
        if not self._is_read_by_page(page):
            for words in news:
                self._screen_voice.tell(words, SpeechPriority.NEXT)

    def _arrive(self, page: QWidget, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Another page: its title, the focused control, then its words until a key is pressed."""
        self._forget_place()
        self._page, self._form_name = page, self._name_of_form(page)
        self._caption.setVisible(not self._has_sound() and not self._is_read_by_page(page))
        if self._is_read_by_page(page):
            self._screen_voice.silence()
            return
        title = page.accessibleName()
        self._screen_voice.tell(title, urgency)
        if self._is_form(page):
            self._screen_voice.tell(theme.with_keys(FORM_WORDS), SpeechPriority.NEXT)
            return
        self._focus.say(page, SpeechPriority.NEXT)
        self._screen_voice.follow(words for words in texts_of(page) if words not in title)

    # --- reading on ---

    def _is_to_be_read(self, page: QWidget) -> bool:
        """Whether the key that reads a whole screen is for this one: by the lab's voice, or by another reader."""
        if self.is_on:
            return not self._is_read_by_page(page)
        return self._is_form(page) and other_screen_reader.is_running()

    def _read_through(self, page: QWidget) -> None:
        """All of a page, controls too; beside a form, what to enter."""
        if not self.is_on:
            announce(page, words_in(page))
        elif self._is_form(page):
            self._screen_voice.follow(words_beside_form(page))
        else:
            self._screen_voice.follow(everything_on(page, self._book))

    # --- forms ---

    def _is_form(self, page: QWidget) -> bool:
        view = self._view
        return view is not None and view.isVisible() and page.isAncestorOf(view)

    def _is_read_by_page(self, page: QWidget) -> bool:
        return self._view is not None and self._is_form(page) and self._view.is_reading

    def _name_of_form(self, page: QWidget) -> str:
        """Forms share one frame and differ by its name."""
        return f"{page.accessibleName()} {self._is_read_by_page(page)}" if self._is_form(page) else ""


class _AtWindow(InputHandler):
    """Its place in the window's input."""

    def __init__(self, reading: ScreensAloud) -> None:
        self._reading = reading

    def key(self, press: KeyPress) -> bool:
        return self._reading.key(press)

    def other(self, event: QEvent) -> bool:
        if event.type() in _STIRS:
            self._reading.stir()
        return False


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
