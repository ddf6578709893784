"""The screen reader of a run: its voice, its keys and the curtain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QLineEdit, QWidget

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import CurtainLifted
from empathylab.domain.keys import KeyPress
from empathylab.domain.voice import Voice
from empathylab.reader.common_phrases import common_phrases
from empathylab.reader.keymap import caret_unit
from empathylab.reader.page_messages import Box, Edited
from empathylab.reader.screen_reader import ScreenReader
from empathylab.reader.speech_manager import SpeechPriority
from empathylab.reader.utterance import notice
from empathylab.ui.keys.qt_keys import stroke_of
from empathylab.ui.kit.accessible_nodes import node_of
from empathylab.ui.kit.field_echo import Caret, caret_of, edit_between
from empathylab.ui.kit.page_covers import Curtain
from empathylab.ui.reader.reader_session import ReaderSession

CURTAIN_CODE = "F8"
_AGAIN = frozenset({"ArrowUp", "ArrowDown"})
#: The language of the lab's own forms.
LANGUAGE = "en-GB"


class Reading(QObject):
    """Reads the page of a run aloud. One voice serves all runs, since a warm one answers at once."""

    caption = Signal(str)
    #: The same with what the visitor typed left out.
    public_caption = Signal(str)
    #: The `Price` of a page with a field that has been opened.
    page_priced = Signal(object)
    #: The reader may be somewhere else on the page.
    cursor_moved = Signal()
    #: True when the curtain has come down, False when it was lifted.
    curtain_moved = Signal(bool)

    def __init__(self, voice: Voice, curtain: Curtain, recorder: Recorder) -> None:
        super().__init__(curtain)
        self._voice, self._recorder = voice, recorder
        self._curtain = curtain
        self._station: ReaderSession | None = None
        self._has_curtain = False
        #: What a dialog over the page says; empty while the reader is at the page.
        self._beside = ""
        #: What stood in the dialog's field, and where its caret was.
        self._typed, self._caret = "", Caret()

    @property
    def station(self) -> ReaderSession | None:
        """The reader of the run in hand."""
        return self._station

    @property
    def cursor_node(self) -> int | None:
        """The page's own number for what the reader is at, None when it is nowhere."""
        node = None if self._station is None else self._station.reader.cursor.node
        return None if node is None else node.id

    def find_cursor(self, then: Callable[[Box | None], None]) -> None:
        """Give `then` where on the page the reader is; None when it is nowhere."""
        if self._station is None:
            then(None)
        else:
            self._station.find_cursor(then)

    def preload(self) -> None:
        """Between visitors: have the voice and the commonest phrases ready; the next one hears it softly at first."""
        self._voice.begin_visit()
        self._voice.prepare(common_phrases(), LANGUAGE)

    def begin(self, worn: ScreenReader, page: QWebEnginePage) -> None:
        """Read this page and those that follow it, behind the curtain when that is worn, too."""
        self.end()
        station = ReaderSession(page, self._voice, worn.settings, self._recorder, self)
        station.phrase.connect(self.caption)
        station.public_phrase.connect(self.public_caption)
        for moved in (station.phrase, station.cursor_moved, station.opened):
            moved.connect(lambda *_: self.cursor_moved.emit())
        station.page_priced.connect(self.page_priced)
        station.curtain_asked.connect(self._toggle_curtain)
        self._station = station
        self._has_curtain = worn.curtain
        self._show_curtain(self._has_curtain)
        station.start()

    def end(self) -> None:
        """Be silent at once, and lift the curtain for good."""
        self._has_curtain, self._beside = False, ""
        self._curtain.hide()
        self._curtain.forget()
        station, self._station = self._station, None
        if station is not None:
            station.stop()
            station.deleteLater()

    def take(self, press: KeyPress) -> bool:
        """Whether the reader or the curtain used this key; any other is for the page."""
        if self._station is None:
            return False
        if press.code == CURTAIN_CODE:
            if not press.is_repeat:
                self._toggle_curtain()
            return True
        return self._key_beside(press) if self._beside else self._station.key(press)

    def does_as_taught(self, press: KeyPress) -> bool:
        """Whether a key does what people are taught it for; without a reader that is the page's to say."""
        return self._station is None or self._station.does_as_taught(press)

    # --- a dialog over the page, which stands still meanwhile ---

    def turn_to(self, words: str) -> None:
        """Say what a dialog says; its controls follow as the focus comes to them."""
        self._beside = words
        if self._station is not None:
            self._station.silence()
            self._station.reader.say(notice(words))

    def turn_to_page(self) -> None:
        """Be where the reader was before."""
        self._beside = ""
        if self._station is not None:
            self._station.silence()

    def say_control(self, control: QWidget) -> None:
        """A control of the dialog that has the focus now."""
        if self._station is not None and self._beside:
            reader = self._station.reader
            reader.say(reader.book.phrase(node_of(control)), SpeechPriority.NEXT)
            reader.echo.left()
        if isinstance(control, QLineEdit):
            self._typed, self._caret = control.text(), caret_of(control)

    def say_edit(self, field: QLineEdit) -> None:
        """What a key has just done in the dialog's field: the same as in a field of the page."""
        typed, where = self._typed, self._caret
        self._typed, self._caret = field.text(), caret_of(field)
        if self._station is None or not self._beside:
            return
        reader = self._station.reader
        if self._typed != typed:
            reader.typed(Edited(*edit_between(typed, self._typed)))
        elif self._caret != where:
            reader.caret_moved(self._caret.moved)

    def _key_beside(self, press: KeyPress) -> bool:
        """Any key is silence, arrows say the words again, and everything else is for the dialog."""
        assert self._station is not None
        self._station.silence()
        self._station.reader.echo.caret_unit = caret_unit(stroke_of(press))
        is_again = press.code in _AGAIN
        if is_again:
            self._station.reader.say(notice(self._beside))
        return is_again

    def _show_curtain(self, is_down: bool) -> None:
        self._curtain.setVisible(is_down)
        self._curtain.raise_()
        self.curtain_moved.emit(is_down)

    def _toggle_curtain(self) -> None:
        if not self._has_curtain:
            return
        is_lifted = self._curtain.isVisible()
        self._show_curtain(not is_lifted)
        if is_lifted:
            self._recorder.record(CurtainLifted())
