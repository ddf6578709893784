"""How a scripted participant answers a field that has the focus: type, look, mend what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from empathylab.demo.keyboard_driver import KeyboardDriver
from empathylab.demo.page_probe import FocusSeen

MOST_TRIES = 6
_MOST_TABS = 60
_MOST_CHOICES = 8
ANSWER_MS = 150


class OutOfPatience(Exception):
    """The participant gives up the form."""


class FieldFiller:
    """Answers the field that has the focus, looking after each answer; `has_had_enough` is asked before each key."""

    def __init__(
        self, keyboard: KeyboardDriver, look: Callable[[], FocusSeen], has_had_enough: Callable[[], bool]
    ) -> None:
        self._keyboard, self._look, self._has_had_enough = keyboard, look, has_had_enough

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key. OutOfPatience: they have had enough."""
        self._patient()
        self._keyboard.press(key, modifiers)

    def rest(self, for_ms: float) -> None:
        """Wait for so long."""
        self._keyboard.rest(for_ms)

    def go_to(
        self, is_there: Callable[[FocusSeen], bool], passing: Callable[[FocusSeen], object] = lambda _sight: None
    ) -> None:
        """Press Tab until a field has the focus."""
        for _ in range(_MOST_TABS):
            sight = self._look()
            if is_there(sight):
                return
            passing(sight)
            self.press(Qt.Key.Key_Tab)
            self.rest(30)
        raise OutOfPatience

    def type(self, words: str) -> None:
        """Type a text, look, take back what went wrong, and type the rest again."""
        for _ in range(MOST_TRIES):
            right = self._take_back(words)
            self._patient()
            self._keyboard.type(words[right:])
            self.rest(ANSWER_MS)
            if self._look().value.casefold() == words.casefold():
                return

    def _take_back(self, words: str) -> int:
        """What is wrong at the end of the field; how much of the words stands there then: a key may be lost."""
        value = self._look().value
        right = _common_start(value, words)
        for _ in range(len(value) - right):
            self.press(Qt.Key.Key_Backspace)
        return right if len(value) == right else _common_start(self._look().value, words)

    def choose_radio(self, wanted: str) -> None:
        """Choose one of several radio buttons with the arrow keys."""
        for _ in range(_MOST_CHOICES):
            sight = self._look()
            if sight.words == wanted:
                if not sight.isChecked:
                    self.press(Qt.Key.Key_Space)
                return
            self.press(Qt.Key.Key_Down)

    def tick(self) -> None:
        """Tick the box that has the focus."""
        for _ in range(MOST_TRIES):
            if self._look().isChecked:
                return
            self.press(Qt.Key.Key_Space)
            self.rest(60)

    def choose_from_list(self, wanted: str) -> None:
        """Choose from a list by its first letters; a list of the page's own making is opened with Enter."""
        if self._look().tag == "div":
            self._choose_from_boxes(wanted)
            return
        if self._look().type == "text":
            self.type(wanted)
            return
        for _ in range(MOST_TRIES):
            if self._look().value == wanted:
                return
            self._patient()
            self._keyboard.type(wanted[:3])
            self.rest(200)

    def _choose_from_boxes(self, wanted: str) -> None:
        if self._look().words == wanted:
            return
        self.press(Qt.Key.Key_Return)
        self.rest(ANSWER_MS)
        self.go_to(lambda sight: sight.words == wanted)
        self.press(Qt.Key.Key_Return)
        self.rest(ANSWER_MS)

    def _patient(self) -> None:
        if self._has_had_enough():
            raise OutOfPatience


def _common_start(typed: str, wanted: str) -> int:
    """How many characters from the start are as they should be; case does not matter to a council."""
    same = 0
    for left, right in zip(typed.casefold(), wanted.casefold(), strict=False):
        if left != right:
            break
        same += 1
    return same
