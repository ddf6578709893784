"""The one filter on a window of the lab: each key and each pointer event goes through these handlers in this order."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Self

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.clock import InputClock, SystemInputClock
from empathylab.ui.keys.function_keys import send_function_key
from empathylab.ui.keys.qt_keys import to_press

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class Place(StrEnum):
    """The places in a window's input, by who stands there."""

    STOP_KEYS = "stop keys"
    READING_ALOUD = "reading aloud"
    OPEN_QUESTION = "open question"
    ACCIDENTAL_PRESSES = "accidental presses"
    NO_MENUS = "no menus"
    STUCK_KEY = "stuck key"
    TASK = "task"


#: The first that takes an event ends its way; what nobody takes goes to Qt and its widgets.
ORDER = (
    Place.STOP_KEYS,
    Place.READING_ALOUD,
    Place.OPEN_QUESTION,
    Place.ACCIDENTAL_PRESSES,
    Place.NO_MENUS,
    Place.STUCK_KEY,
    Place.TASK,
)


class InputHandler:
    """One of a window's handlers. What it does not care for it lets pass."""

    def key(self, press: KeyPress) -> bool:
        """A key went down or up. True: it is taken, nobody after this one sees it."""
        return False

    def other(self, event: QEvent) -> bool:
        """A pointer event, a change of focus, or anything else that arrives at the window. True: it is taken."""
        return False


class WindowInput(QObject):
    """The filter of one window, on the QWindow: one on the application would bring the web engine down."""

    #: The clock in force is another, or has jumped: what is due by it is to be done now.
    clock_moved = Signal()

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self.window = window
        self._clock: InputClock = SystemInputClock()
        self._handlers: dict[Place, InputHandler] = {}
        #: The key that went up last, and when.
        self._let_go = ("", 0)
        window.installEventFilter(self)

    @classmethod
    def of(cls, window: QWindow) -> Self:
        """The window's own, made when it is asked for the first time."""
        return window.findChild(cls) or cls(window)

    @property
    def clock(self) -> InputClock:
        """What times the input events of this window."""
        return self._clock

    def use_clock(self, clock: InputClock) -> None:
        """From now on keys are timed by this one: scripted hands bring their own."""
        self._clock = clock
        self.clock_moved.emit()

    def put(self, place: Place, handler: InputHandler) -> None:
        """Let this one see the window's events at its place in the order; who was there sees them no more."""
        self._handlers[place] = handler

    def take_away(self, handler: InputHandler) -> None:
        """It sees nothing any more."""
        self._handlers = {place: each for place, each in self._handlers.items() if each is not handler}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handlers = [self._handlers[place] for place in ORDER if place in self._handlers]
        if isinstance(event, QKeyEvent) and event.type() in _KEYS:
            if send_function_key(self.window, event):
                return True
            press = self._press(event)
            return any(handler.key(press) for handler in handlers)
        return any(handler.other(event) for handler in handlers)

    def _press(self, event: QKeyEvent) -> KeyPress:
        """As it is meant: under X11 a key that is held goes up and down again at one instant, and where the two come
        apart on their way Qt takes them for another press. Through another screen reader keys come without a time."""
        press = to_press(event, self._clock.at_ms(event))
        moment = (press.code, event.timestamp())
        if not press.is_down:
            self._let_go = moment
        elif event.timestamp() and moment == self._let_go and QGuiApplication.platformName() == "xcb":
            press = replace(press, is_repeat=True)
        return press
