"""A reader over a page in a window-less engine, with a voice that only listens: press a key, see what is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.keys import KeyPress
from empathylab.domain.voice import Cue, VoiceEvent, VoiceEventKind, VoiceListener, WordListener
from empathylab.reader.settings import ReaderSettings
from empathylab.ui.keys.qt_keys import to_press
from empathylab.ui.reader.reader_session import ReaderSession
from empathylab.ui.reader.reader_tree import ReaderTree
from support.gone_pages import let_go

_BLANK = QUrl("about:blank")


def press_of(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> KeyPress:
    """A key going down, as it arrives from a window."""
    return to_press(QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers), 0.0)


class SpyVoice:
    """Keeps what it was told to say. Each utterance takes no time unless `is_slow`: then it lasts until stopped."""

    def __init__(self) -> None:
        self.listener: VoiceListener | None = None
        self.word_listener: WordListener | None = None
        self.said: list[str] = []
        self.rates: list[int] = []
        self.is_slow = False
        self._current = 0

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        self.said.append(text)
        self._current = utterance_id
        self.tell(utterance_id, VoiceEventKind.STARTED)
        if not self.is_slow:
            QTimer.singleShot(0, lambda: self.finish(utterance_id))

    def finish(self, utterance_id: int = 0) -> None:
        ended = utterance_id or self._current
        if ended == self._current and ended:
            self._current = 0
            self.tell(ended, VoiceEventKind.FINISHED)

    def stop(self) -> None:
        stopped, self._current = self._current, 0
        if stopped:
            self.tell(stopped, VoiceEventKind.INTERRUPTED)

    def tell(self, utterance_id: int, kind: VoiceEventKind) -> None:
        if self.listener is not None:
            self.listener(VoiceEvent(utterance_id, kind))

    def set_rate_wpm(self, rate_wpm: int) -> None:
        self.rates.append(rate_wpm)

    def begin_visit(self) -> None:
        """Nobody new listens in a test."""

    def prepare(self, texts: Sequence[str], language: str = "") -> None:
        """Needs no time."""

    def set_pitch(self, pitch: float) -> None:
        """Takes any."""

    def close(self) -> None:
        self.listener = None


MODIFIERS = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class ReadingWindow:
    """One for many tests: a page's process costs more than a page in it."""

    def __init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self.profile = QWebEngineProfile()
        self.view = QWebEngineView()
        self.page = QWebEnginePage(self.profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(800, 600)

    @property
    def is_used(self) -> bool:
        """Whether the blank page lies here that is left between two tests."""
        return self.page.url() == _BLANK

    def leave(self, qtbot: QtBot) -> None:
        """A blank page, or another window: one that was shown and hidden gives its page the focus no more."""
        if self.view.isVisible():
            self.close()
            self._open()
        else:
            with qtbot.waitSignal(self.page.loadFinished):
                self.page.load(_BLANK)
            self.page.history().clear()

    def close(self) -> None:
        """With its page."""
        let_go(self.page, self.profile, with_page=self.view)


class Reading:
    """A person at the station: opens pages, presses keys, hears phrases. Without `window` in one of their own."""

    def __init__(
        self, qtbot: QtBot, folder: Path, settings: ReaderSettings | None = None, window: ReadingWindow | None = None
    ) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self._is_at_home = window is None
        self.window = window or ReadingWindow()
        self.view, self.page = self.window.view, self.window.page
        self.voice = SpyVoice()
        self.station = ReaderSession(self.page, self.voice, settings or ReaderSettings(is_reading_on_load=False), self)
        self.be_patient(600_000)
        self.happened: list[InteractionEvent] = []
        #: Whole phrases; the voice is given each in as many parts as it has languages.
        self.said: list[str] = []
        self.station.phrase.connect(self.said.append)

    def record(self, event: InteractionEvent) -> None:
        self.happened.append(event)

    def be_patient(self, for_ms: int) -> None:
        """So long a key waits for what a page is like by now: one without time is said as it was."""
        self.station.findChild(ReaderTree)._patience.setInterval(for_ms)

    def open(self, html: str, name: str = "page.html", is_shown: bool = False) -> None:
        """Load a page and wait until the reader has it."""
        file = self.folder / name
        file.write_text(html if "<title>" in html else f"<!doctype html><title>Page</title>{html}", encoding="utf-8")
        if is_shown:
            self.view.show()
        self.start()
        with self.qtbot.waitSignal(self.station.opened):
            self.page.load(QUrl.fromLocalFile(str(file)))
        self.hear(lambda said: any("page has" in phrase for phrase in said))
        self.said.clear()

    def start(self) -> None:
        """Hear the blank page to its end, if that lies here, so that nothing of it is taken for the next one."""
        is_blank = self.window.is_used
        self.station.start()
        if is_blank:
            self.hear(lambda said: any("page has" in phrase for phrase in said))
            self.said.clear()
            self.happened.clear()

    def open_file(self, file: Path) -> None:
        """Load a page of somebody else's as it is."""
        with self.qtbot.waitSignal(self.station.opened):
            self.page.load(QUrl.fromLocalFile(str(file)))
        self.said.clear()

    def settle(self) -> None:
        """Let the page answer: its own clock goes on a little, twice, and no move of the cursor waits for it any more.

        A page that is replaced meanwhile knows nothing of the flag.
        """
        for _ in range(2):
            self.script("window.__turned = false; setTimeout(() => { window.__turned = true }, 25); 1")
            self.qtbot.waitUntil(lambda: self.script("window.__turned !== false"))
            self.qtbot.waitUntil(lambda: not self.station.reader.pending_moves.is_waiting)

    def hear(self, is_heard: Callable[[list[str]], bool] | str) -> None:
        """Wait until something was said: a phrase, or whatever the function asks for."""
        check = (lambda said: is_heard in said) if isinstance(is_heard, str) else is_heard
        self.qtbot.waitUntil(lambda: check(self.said) or self._not_yet(is_heard))

    def _not_yet(self, wanted: object) -> bool:
        raise AssertionError(f"heard {self.said}, not {wanted}")

    def press(self, *strokes: str) -> str:
        """Press keys of the reader, one after another; what the last one made it say at once."""
        for stroke in strokes:
            self.said.clear()
            self.key(stroke)
            self.qtbot.waitUntil(lambda: not self.station.reader.pending_moves.is_waiting)
        return " | ".join(self.said)

    def key(self, stroke: str) -> bool:
        """Press one key; True when the reader used it. A key that it leaves goes to the page, as in the lab."""
        *held, name = stroke.split("+")
        if held[:1] == ["Insert"]:
            self.station.key(press_of(Qt.Key.Key_Insert))
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= MODIFIERS.get(modifier, Qt.KeyboardModifier.NoModifier)
        code = getattr(Qt.Key, f"Key_{name}")
        if self.station.key(press_of(code, modifiers)):
            return True
        if self.view.isVisible():
            QTest.keyClick(self.view.focusProxy(), code, modifiers)
        return False

    def script(self, source: str) -> Any:
        """Run a script in the page's own world and wait for its value."""
        answers: list[Any] = []
        self.page.runJavaScript(source, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def close(self) -> None:
        self.station.stop()
        self.station.deleteLater()
        if self._is_at_home:
            self.window.close()
        else:
            self.window.leave(self.qtbot)
