"""The input guard: the key models between a person's hands and the page, beside the pointer's guard.

It stands last in the window's input (`ui/keys/window_input`), before any widget. Only classes of keys leave this
module, never which key it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import AppFocusLost, Delivery, KeyHandled
from empathylab.domain.keys import KeyPress
from empathylab.motor import Delivered, KeyFilter
from empathylab.ui.keys.clock import InputClock, SystemInputClock
from empathylab.ui.keys.pointer_guard import PointerGuard
from empathylab.ui.keys.qt_keys import to_event
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput

_HELD_UP_MS = 8.0

Command = Callable[[KeyPress], bool]


class InputGuard(QObject):
    """Lets a person's keys through to the page, as the key models have them.

    Guards the part of a window that `area` covers while a run is on.

    A key goes: key models → commands (zoom, curtain, screen reader) → page.
    """

    activity = Signal()
    key_delivered = Signal()

    def __init__(self, area: QWidget, page_widget: Callable[[], QWidget | None], recorder: Recorder) -> None:
        super().__init__(area)
        self._area = area
        self._page_widget, self._recorder = page_widget, recorder
        self._input: WindowInput | None = None
        self._clock: InputClock = SystemInputClock()
        self._keys: KeyFilter | None = None
        self._commands: tuple[Command, ...] = ()
        self._taken: set[str] = set()
        self._is_frozen = False
        self.pointer = PointerGuard(area, recorder)
        self.pointer.activity.connect(self.activity)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._due)
        self._at_window = _AtWindow(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        app.applicationStateChanged.connect(self._state_changed)

    def watch(self, window: QWindow) -> None:
        """See this window's events from now on, after everybody else."""
        if self._input is not None:
            self._input.take_away(self._at_window)
        self._input = WindowInput.of(window)
        self._input.put(Place.TASK, self._at_window)
        self._input.clock_moved.connect(self._tick)
        self.pointer.watch(self._input)

    def _now_ms(self) -> float:
        clock = self._clock if self._input is None else self._input.clock
        return clock.now_ms()

    def begin(self, keys: KeyFilter, commands: tuple[Command, ...], *, is_pointer_blocked: bool) -> None:
        """Filter from now on. `commands` are asked in turn whether a key that came through is theirs."""
        self.end()
        self._keys = keys
        self._commands = commands
        self.pointer.begin(is_blocked=is_pointer_blocked)

    def end(self) -> None:
        """Let everything pass; keys the page still has down are lifted."""
        self.lift_all()
        self._keys = None
        self._commands = ()
        self._taken.clear()
        self.pointer.end()
        self._is_frozen = False

    def freeze(self, is_frozen: bool) -> None:
        """While frozen nothing reaches the page, and nothing is counted."""
        self._is_frozen = self.pointer.is_frozen = is_frozen

    def lift_all(self) -> None:
        """No key stays down for the page when its release will never come."""
        self._timer.stop()
        if self._keys is not None:
            self._send(self._keys.release_all(self._now_ms()))
            self._record_keys()

    def send_key(self, code: str) -> None:
        """A key that no hand pressed, but a voice: no model of hands is in its way; the lab's commands come first."""
        if self._keys is None or self._is_frozen:
            return
        at_ms = self._now_ms()
        text = " " if code == "Space" else ""
        for is_down in (True, False):
            self._send((Delivered(KeyPress(code, is_down, at_ms, text), at_ms, Delivery.DELIVERED),))

    # ---- the window's events ----

    def key(self, press: KeyPress) -> bool:
        """True: it ends here, or goes on to the page as an event of the lab's own."""
        if press.is_down and not press.is_repeat:
            self.activity.emit()
        if self._keys is None or not self._has_focus():
            return False
        if self._is_frozen:
            return True
        if press.is_composing:
            return False
        delivered = self._keys.feed(press)
        is_untouched = len(delivered) == 1 and delivered[0].press == press
        is_taken = is_untouched and self._is_command(press)
        if not is_untouched:
            self._send(delivered)
        elif not is_taken:
            self.key_delivered.emit()
        self._record_keys()
        self._plan_tick()
        return is_taken or not is_untouched

    def _has_focus(self) -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and (widget is self._area or self._area.isAncestorOf(widget))

    def _due(self) -> None:
        """A timer that comes late was held up with everything else: keys that came meanwhile were pressed before."""
        due_ms = None if self._keys is None else self._keys.next_due_ms
        if due_ms is not None and self._now_ms() - due_ms > _HELD_UP_MS:
            QTimer.singleShot(0, self, self._tick)
        else:
            self._tick()

    def _tick(self) -> None:
        if self._keys is not None:
            self._send(self._keys.tick(self._now_ms()))
            self._record_keys()
            self._plan_tick()

    def _plan_tick(self) -> None:
        due_ms = None if self._keys is None else self._keys.next_due_ms
        if due_ms is not None:
            self._timer.start(max(0, round(due_ms - self._now_ms())))

    def _send(self, delivered: tuple[Delivered, ...]) -> None:
        for item in delivered:
            if self._is_command(item.press):
                continue
            target = self._page_widget()
            if target is not None:
                QCoreApplication.sendEvent(target, to_event(item.press))
                self.key_delivered.emit()

    def _is_command(self, press: KeyPress) -> bool:
        """Whether the lab took this key; then it takes the release too."""
        if not press.is_down:
            is_taken = press.code in self._taken
            self._taken.discard(press.code)
            return is_taken
        is_taken = any(command(press) for command in self._commands)
        (self._taken.add if is_taken else self._taken.discard)(press.code)
        return is_taken

    def _record_keys(self) -> None:
        assert self._keys is not None
        for fact in self._keys.drain_facts():
            self._recorder.record(KeyHandled(fact.key_class, fact.delivery))

    # ---- focus ----

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        is_inside = new is not None and (new is self._area or self._area.isAncestorOf(new))
        if self._keys is not None and not is_inside:
            self.lift_all()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if self._keys is not None and state == Qt.ApplicationState.ApplicationInactive:
            self.lift_all()
            self._recorder.record(AppFocusLost())


class _AtWindow(InputHandler):
    """The guard's place in the window's input."""

    def __init__(self, guard: InputGuard) -> None:
        self._guard = guard

    def key(self, press: KeyPress) -> bool:
        return self._guard.key(press)

    def other(self, event: QEvent) -> bool:
        return self._guard.pointer.take(event)
