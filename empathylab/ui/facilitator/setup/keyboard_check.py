"""The page that checks whether every key that visitors need arrives: each lights up when it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from empathylab.domain.words import how_many
from empathylab.ui.facilitator.controls.form_controls import Page, say
from empathylab.ui.keys.function_keys import function_key
from empathylab.ui.kit import other_screen_reader, theme
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.focused import TRIES_KEYS
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import text

_K = Qt.Key
#: The keys that the tutors, the reader, reading aloud and Stop use, as printed on a keyboard.
NEEDED: tuple[tuple[str, tuple[Qt.Key, ...]], ...] = (
    ("Tab", (_K.Key_Tab, _K.Key_Backtab)),
    ("Shift", (_K.Key_Shift,)),
    ("Ctrl", (_K.Key_Control,)),
    ("Alt", (_K.Key_Alt,)),
    ("Esc", (_K.Key_Escape,)),
    ("F1", (_K.Key_F1,)),
    ("F2", (_K.Key_F2,)),
    ("F6", (_K.Key_F6,)),
    ("F7", (_K.Key_F7,)),
    ("F8", (_K.Key_F8,)),
    ("F9", (_K.Key_F9,)),
    ("Insert", (_K.Key_Insert,)),
    ("Enter", (_K.Key_Return, _K.Key_Enter)),
    ("Space", (_K.Key_Space,)),
    ("←", (_K.Key_Left,)),
    ("→", (_K.Key_Right,)),
    ("↑", (_K.Key_Up,)),
    ("↓", (_K.Key_Down,)),
    ("+", (_K.Key_Plus, _K.Key_Equal)),
    ("−", (_K.Key_Minus,)),
    ("0", (_K.Key_0,)),
    ("H", (_K.Key_H,)),
    ("K", (_K.Key_K,)),
    ("F", (_K.Key_F,)),
    ("D", (_K.Key_D,)),
    ("Backspace", (_K.Key_Backspace,)),
)
#: How the list of set-up tells it.
ALL_PRESSED = "Every key works"
_NAMES = {
    "←": "left arrow",
    "→": "right arrow",
    "↑": "up arrow",
    "↓": "down arrow",
    "+": "plus",
    "−": "minus",
    "Esc": "Escape",
}


#: So many keys that did not come are named, since they are those that nobody finds.
_FEW = 5
#: What is held on a keyboard that has no F-keys.
_HELD = theme.Theme(has_f_keys=False).key_name("F").rstrip("+ ")


def _in_words(names: Sequence[str]) -> str:
    return ", ".join(_NAMES.get(name, name) for name in names)


class KeyboardPad(NamedGroup):
    """Takes every key while it has the focus; Esc is checked at the first press and leaves at the second."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(TRIES_KEYS, True)
        self.seen: set[str] = set()
        self._caps: dict[str, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        keys = Flow(space=12)
        for name, _ in NEEDED:
            self._caps[name] = said_elsewhere(text(name, "key", wraps=False))
            keys.add(self._caps[name])
        box.addWidget(keys)
        self.clear()

    def clear(self) -> None:
        """Begin again. Another screen reader keeps Insert for itself, so that it is not asked for."""
        self.seen.clear()
        is_read = other_screen_reader.is_running()
        self._asked = [name for name, _ in NEEDED if not (is_read and name == "Insert")]
        self.setAccessibleName(f"Keyboard check. Press each key once: {_in_words(self._asked)}. Esc twice leaves.")
        for name in self._caps:
            self._mark(name, is_seen=False)
            self._caps[name].setVisible(name in self._asked)

    @property
    def missing(self) -> list[str]:
        """The names of the keys that have not come yet."""
        return [name for name in self._asked if name not in self.seen]

    def _mark(self, name: str, *, is_seen: bool) -> None:
        cap = self._caps[name]
        cap.setText(f"{name} ✓" if is_seen else name)
        cap.setAccessibleName(f"{_NAMES.get(name, name)}, {'works' if is_seen else 'not pressed yet'}")
        mark(cap, "seen", is_seen)

    def event(self, event: QEvent) -> bool:
        """Tab is a key to be checked here, so it must not move the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and "Esc" in self.seen:
            self.focusNextChild()
            return
        pressed = (function_key(event) or event).key()
        for name, keys in NEEDED:
            if pressed in keys and name not in self.seen:
                self.seen.add(name)
                self._mark(name, is_seen=True)
                self.pressed.emit(name)


class KeyboardCheckPage(Page):
    """Says how many keys are left, and when all have come."""

    all_pressed = Signal()

    def __init__(self, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__(
            "Keyboard",
            f"Press each of these keys once. {_HELD} and its number will do for an F-key. Esc twice leaves the box.",
            on_back=on_back,
        )
        self.pad = self.first = KeyboardPad()
        self.body.addWidget(self.pad)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.pad.pressed.connect(self._tell)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pad.clear()
        say(self.said, f"{len(self.pad.missing)} keys to go.", "quiet")
        self.take_focus()

    def _tell(self, _name: str) -> None:
        left = self.pad.missing
        if left:
            names = f": {_in_words(left)}" if len(left) <= _FEW else ""
            say(self.said, f"{how_many(len(left), 'key')} to go{names}.", "quiet")
            return
        say(self.said, f"{ALL_PRESSED}.")
        self.all_pressed.emit()
