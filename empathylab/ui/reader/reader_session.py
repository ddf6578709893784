"""The screen reader at a station: a page, a voice and the keys, glued together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.event_log import InteractionEvent, Recorder
from empathylab.domain.keys import KeyPress
from empathylab.domain.voice import Voice
from empathylab.reader.keystroke_cost import keystroke_cost_of
from empathylab.reader.page_messages import Box
from empathylab.reader.reader import Reader
from empathylab.reader.settings import Echo, ReaderSettings
from empathylab.reader.taught_keys import does_as_taught
from empathylab.reader.utterance import Utterance
from empathylab.ui.keys.qt_keys import stroke_of
from empathylab.ui.reader.reader_tree import ReaderTree


class ReaderSession(QObject):
    """The reader over one page. Make it before the page loads; before `start()` and after `stop()` nothing speaks."""

    phrase = Signal(str)  # each phrase as it is spoken: the onlooker's caption
    public_phrase = Signal(str)  # the same with what was typed left out, for a second screen
    curtain_asked = Signal()
    cursor_moved = Signal(float, float, float, float)  # x, y, width, height in CSS pixels of the viewport
    opened = Signal()  # the reader has a new page
    page_priced = Signal(object)  # the Price of such a page, when it has a field

    def __init__(
        self,
        page: QWebEnginePage,
        voice: Voice,
        settings: ReaderSettings,
        recorder: Recorder,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._tree = ReaderTree(page, self, is_echoing=settings.echo is not Echo.NONE)
        self._tree.cursor_moved.connect(self.cursor_moved)
        self._tree.opened.connect(self._opened)
        self.reader = Reader(self._tree, voice, _Outside(self, recorder.record), settings)
        self._is_insert_down = False
        self._is_on = False
        self.adjust(settings)

    def start(self) -> None:
        """Read this page and those that follow it."""
        self._is_on = True
        self._tree.attach(self.reader)

    def stop(self) -> None:
        """Be silent and leave the page alone."""
        self._is_on = False
        self._tree.detach()
        self.reader.hush()

    def key(self, press: KeyPress) -> bool:
        """A key goes down, before the page gets it. True: the reader has used it; False: let it go to the page."""
        if not self._is_on:
            return False
        if press.code == "Insert":
            self._is_insert_down = True
            self.silence()
            return True
        if press.is_modifier or press.code == "CapsLock":
            self.silence()
            return False
        self._tree.look_again()
        stroke = stroke_of(press, self._is_insert_down)
        self._is_insert_down = False
        return self.reader.key(stroke)

    def does_as_taught(self, press: KeyPress) -> bool:
        """Whether a key does, where the reader is now, what people are taught it for."""
        return does_as_taught(self.reader, stroke_of(press))

    def silence(self) -> None:
        """Stop speaking at once."""
        self.reader.hush()

    def adjust(self, settings: ReaderSettings) -> None:
        """From the next phrase on with these settings."""
        self.reader.adjust(settings)
        self._voice.set_rate_wpm(settings.rate_wpm)
        self._voice.set_pitch(settings.pitch)

    def find_cursor(self, then: Callable[[Box | None], None]) -> None:
        """Give `then` where the cursor is in the page; None when it is nowhere."""
        node = self.reader.cursor.node
        if node is None:
            then(None)
        else:
            self._tree.find_box(node.id, then)

    @property
    def settings(self) -> ReaderSettings:
        return self.reader.settings

    @property
    def mode(self) -> str:
        """ "browse", "focus" or "elements"."""
        return self.reader.mode.value

    def _opened(self) -> None:
        self.opened.emit()
        price = keystroke_cost_of(self.reader.tree)
        if price is not None:
            self.page_priced.emit(price)

    def _say(self, utterance: Utterance) -> None:
        self.phrase.emit(utterance.text)
        self.public_phrase.emit(utterance.public_text)


@dataclasses.dataclass(frozen=True, slots=True)
class _Outside:
    """The reader's ear at the station."""

    session: ReaderSession
    record: Callable[[InteractionEvent], None]

    def phrase(self, utterance: Utterance) -> None:
        self.session._say(utterance)

    def curtain_asked(self) -> None:
        self.session.curtain_asked.emit()
