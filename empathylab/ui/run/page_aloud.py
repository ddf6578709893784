"""Reads a page aloud, from what is selected or from where the focus is, and marks the word that sounds.

What is read goes from the page to the voice and nowhere else: no record, no log and no caption has any of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.feature import worn
from empathylab.domain.keys import KeyPress
from empathylab.domain.session import Condition
from empathylab.domain.voice import Voice, VoiceEvent, VoiceEventKind, WordTime
from empathylab.helps import ReadAloud
from empathylab.ui.keys.key_watch import taught_name
from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call
from empathylab.ui.run.helps_in_use import HelpsInUse

KEY = "Ctrl+L"
_STOP_CODE = "Escape"
#: A page of any length is read no longer than this at a time, so that a reader who has left frees the station.
LONGEST_MS = 600_000


class PageAloud(QObject):
    """One for a view, at the voice that it was lent; it reads where the run's condition has the help."""

    def __init__(
        self, area: QWidget, voice: Voice, page: Callable[[], QWebEnginePage | None], helps: HelpsInUse
    ) -> None:
        super().__init__(area)
        self._area, self._voice, self._page, self._helps = area, voice, page, helps
        self._help: ReadAloud | None = None
        #: The sentence that was asked of the page or is being said; one that was given up is nobody's.
        self._number = 0
        self.is_reading = False
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._longest.timeout.connect(self.stop)
        voice.listener, voice.word_listener = self._heard, self._heard_words
        app = QGuiApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        app.applicationStateChanged.connect(self._state_changed)

    def begin(self, condition: Condition) -> None:
        """Another run."""
        self.end()
        self._help = worn(condition.helps, ReadAloud)
        if self._help is not None:
            self._voice.begin_visit()

    def end(self) -> None:
        """Silence, and no key reads any more."""
        self.stop()
        self._help = None

    def stop(self) -> None:
        """Silence at once, and no mark is left. A second call does nothing."""
        if not self.is_reading:
            return
        self.is_reading = False
        self._number += 1
        self._longest.stop()
        self._voice.stop()
        self._ask("labAloud.end")

    def take_key(self, press: KeyPress) -> bool:
        """Whether a key begins or ends it; Escape is the page's own where nothing is read."""
        if self._help is None:
            return False
        if self.is_reading and press.code == _STOP_CODE:
            self.stop()
            return True
        if taught_name(press) != KEY:
            return False
        if not press.is_repeat:
            self._toggle(self._help)
        return True

    def does_as_taught(self, press: KeyPress) -> bool:
        """Not Escape in a silence, and not the key that begins it while it is under way."""
        keys = {_STOP_CODE: True, KEY: False}
        wanted = keys.get(press.code, keys.get(taught_name(press)))
        return self._help is None or wanted is None or wanted is self.is_reading

    def _toggle(self, how: ReadAloud) -> None:
        if self.is_reading:
            self.stop()
            return
        self.is_reading = True
        self._longest.start()
        self._helps.take(ReadAloud.id)
        self._voice.set_rate_wpm(how.rate_wpm)
        self._ask_for("labAloud.begin")

    # ---- sentence by sentence ----

    def _ask_for(self, function: str) -> None:
        self._number += 1
        number = self._number
        self._ask(function, then=lambda told: self._say(number, told))

    def _say(self, number: int, told: object) -> None:
        if number != self._number or not self.is_reading:
            return
        if not isinstance(told, str) or not told:
            self.stop()
            return
        sentence = json.loads(told)
        self._voice.speak(number, sentence["text"], sentence["language"])

    def _heard(self, event: VoiceEvent) -> None:
        if event.utterance_id != self._number or not self.is_reading:
            return
        if event.kind is VoiceEventKind.STARTED:
            self._ask("labAloud.sounds")
        elif event.kind is VoiceEventKind.FINISHED:
            self._ask_for("labAloud.next")
        else:
            self.stop()

    def _heard_words(self, utterance_id: int, words: tuple[WordTime, ...]) -> None:
        if utterance_id == self._number and self.is_reading:
            self._ask("labAloud.words", [[word.start, round(word.at_ms)] for word in words])

    def _ask(self, function: str, *given: object, then: Callable[[object], None] | None = None) -> None:
        page = self._page()
        if page is None:
            return
        if then is None:
            page.runJavaScript(call(function, *given), ISOLATED_WORLD.value)
        else:
            ask(page, call(function, *given), then, self)

    # ---- whoever turns away does not listen ----

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self._area and not self._area.isAncestorOf(new):
            self.stop()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationInactive:
            self.stop()
