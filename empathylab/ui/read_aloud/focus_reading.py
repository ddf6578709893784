"""What is said of the control that has the focus: when it gets it, and what is new of it after a key."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from empathylab.reader.echo import TypingEcho, caret
from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.speech_manager import SpeechPriority
from empathylab.ui.kit.accessible_nodes import node_of
from empathylab.ui.kit.field_echo import Caret, caret_of, edit_between
from empathylab.ui.kit.focused import focused_in
from empathylab.ui.read_aloud.spoken_pages import groups_entered
from empathylab.ui.sound.screen_voice import ScreenVoice


class FocusReading:
    """What is said of the focused control, of one window.

    Of one window. It remembers how the control was when it was last looked at.
    """

    def __init__(self, window: QWidget, screen_voice: ScreenVoice, book: Phrasebook) -> None:
        self._window, self._screen_voice, self._book = window, screen_voice, book
        self._echo = TypingEcho(ReaderSettings().echo)
        self.forget()

    def forget(self) -> None:
        """Whatever is looked at next is new."""
        self._focused: QWidget | None = None
        self._node: Node | None = None
        self._caret = Caret()
        #: What the key that was pressed last moves a caret by; empty for any other key.
        self.caret_unit = ""

    def say(self, page: QWidget, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Say the focused control with the groups that were entered to it."""
        widget = self._on(page)
        if widget is None:
            return
        self._echo.left()
        entered = groups_entered(widget, page, self._focused)
        self._focused, self._node, self._caret = widget, node_of(widget), caret_of(widget)
        if isinstance(widget, QComboBox) and not widget.property("is_read_aloud"):
            widget.setProperty("is_read_aloud", True)
            widget.textHighlighted.connect(self._highlighted)
        self._screen_voice.say(self._book.phrase(self._node, entered), urgency)

    def look(self, page: QWidget, *, is_told: bool) -> None:
        """Say what is new of it since the last look; nothing of what was told by other words already."""
        widget = self._on(page)
        if widget is None:
            return
        if widget is not self._focused:
            self.say(page)
            return
        before, caret_before = self._node, self._caret
        self._node, self._caret = node_of(widget), caret_of(widget)
        if before is None or is_told:
            return
        if self._caret.place < 0:
            self._screen_voice.say(self._book.changed(before, self._node))
        elif self._node.value != before.value:
            self._screen_voice.say(self._echo.typed(*edit_between(before.value, self._node.value)))
        elif self._caret != caret_before and self.caret_unit:
            self._screen_voice.say(caret(self.caret_unit, self._caret.moved))

    def _on(self, page: QWidget) -> QWidget | None:
        """The focused control, unless the page lies over it."""
        widget = focused_in(self._window, page)
        is_covered = widget is not None and page.parentWidget() is self._window and not page.isAncestorOf(widget)
        return None if widget in (None, page) or is_covered or not widget.isVisible() else widget

    def _highlighted(self, words: str) -> None:
        """In a list that is open, which is a window of its own."""
        if self._focused is not None:
            self._screen_voice.tell(words)
