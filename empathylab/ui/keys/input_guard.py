"""What stands between a person's hands and the page: the pointer block and the key models.

It stands last in the window's input (`ui/keys/window_input`), before any widget. Only classes of keys leave this
module, never which key it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QSinglePointEvent, QTouchEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.events import AppFocusLost, KeyHandled, PointerBlocked, Recorder
from empathylab.domain.keys import KeyPress
from empathylab.motor import Delivered, KeyFilter
from empathylab.ui.keys.clock import InputClock, SystemClock
from empathylab.ui.keys.pointer_attempts import PointerAttempts
from empathylab.ui.keys.qt_keys import to_event
from empathylab.ui.keys.tremor_pointer import TremorPointer
from empathylab.ui.keys.window_input import InputHandler, Place, WindowInput

_Type = QEvent.Type
#: Event → the device that is recorded when it begins an attempt; "" for what only belongs to one.
_POINTER_DEVICES = {
    _Type.MouseButtonPress: "mouse",
    _Type.MouseButtonRelease: "",
    _Type.MouseButtonDblClick: "",
    _Type.MouseMove: "",
    _Type.HoverMove: "",
    _Type.Wheel: "wheel",
    _Type.TouchBegin: "touch",
    _Type.TouchUpdate: "",
    _Type.TouchEnd: "",
    _Type.TouchCancel: "",
    _Type.TabletPress: "pen",
    _Type.TabletMove: "",
    _Type.TabletRelease: "",
    _Type.NativeGesture: "",
    _Type.ContextMenu: "",
    _Type.DragEnter: "drag",
    _Type.DragMove: "",
    _Type.Drop: "",
}
_ATTEMPTS = frozenset({_Type.MouseButtonPress, _Type.Wheel, _Type.TouchBegin, _Type.TabletPress})
_HELD_UP_MS = 8.0

Command = Callable[[KeyPress], bool]


class InputGuard(QObject):
    """Guards the part of a window that `area` covers while a run is on.

    A key goes: key models → commands (zoom, curtain, screen reader) → page.
    """

    activity = Signal()
    pointer_refused = Signal()
    pointer_moved = Signal(QPointF)
    key_delivered = Signal()

    def __init__(self, area: QWidget, page_widget: Callable[[], QWidget | None], recorder: Recorder) -> None:
        super().__init__(area)
        self._area = area
        self._page_widget, self._recorder = page_widget, recorder
        self._input: WindowInput | None = None
        self._clock: InputClock = SystemClock()
        self._keys: KeyFilter | None = None
        self._commands: tuple[Command, ...] = ()
        self._taken: set[str] = set()
        self._is_pointer_blocked = self._is_page_dark = self._is_frozen = self._is_resending = False
        self.trembling = TremorPointer(area, self._clock.now_ms)
        self.trembling.swung.connect(self._swung)
        self._attempts = PointerAttempts()
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

    def _now_ms(self) -> float:
        clock = self._clock if self._input is None else self._input.clock
        return clock.now_ms()

    def begin(self, keys: KeyFilter, commands: tuple[Command, ...], *, is_pointer_blocked: bool) -> None:
        """Filter from now on. `commands` are asked in turn whether a key that came through is theirs."""
        self.end()
        self._keys = keys
        self._commands = commands
        self._is_pointer_blocked = is_pointer_blocked

    def end(self) -> None:
        """Let everything pass; keys the page still has down are lifted."""
        self.lift_all()
        self._keys = None
        self._commands = ()
        self._taken.clear()
        self.trembling.end()
        self._is_pointer_blocked = self._is_page_dark = self._is_frozen = False

    def darken(self, is_dark: bool) -> None:
        """While the page is dark a pointer would press what nobody sees."""
        self._is_page_dark = is_dark

    def freeze(self, is_frozen: bool) -> None:
        """While frozen nothing reaches the page, and nothing is counted."""
        self._is_frozen = is_frozen

    def lift_all(self) -> None:
        """No key stays down for the page when its release will never come."""
        self._timer.stop()
        if self._keys is not None:
            self._send(self._keys.release_all(self._now_ms()))
            self._record_keys()

    # ---- the window's events ----

    def pointer(self, event: QEvent) -> bool:
        """True: it ends here."""
        if event.type() in _POINTER_DEVICES:
            return not self._is_resending and self._pointer(event)
        if event.type() == _Type.Leave:
            self.trembling.leave()
        return False

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

    # ---- the pointer ----

    @property
    def _is_pointer_off(self) -> bool:
        return self._is_pointer_blocked or self._is_page_dark

    def _pointer(self, event: QEvent) -> bool:
        if event.type() in _ATTEMPTS:
            self.activity.emit()
        place = self._place_of(event)
        if place is None:
            self.trembling.leave()
            return False
        if self.trembling.is_on and isinstance(event, QMouseEvent) and not self._is_pointer_off:
            return self._tremble(event, place)
        self.pointer_moved.emit(place)
        if self._is_frozen:
            return True
        if not self._is_pointer_off:
            return event.type() == _Type.ContextMenu and self._keys is not None
        self._count_attempt(_POINTER_DEVICES[event.type()])
        event.accept()
        return True

    def _tremble(self, event: QMouseEvent, aim: QPointF) -> bool:
        """The same event, but where the trembling pointer is."""
        place = self.trembling.aim(aim)
        if not self._is_frozen:
            self._send_mouse(event.type(), place, event.button(), event.buttons(), event.modifiers())
        return True

    def _swung(self, place: QPointF) -> None:
        if not self._is_frozen:
            held, modifiers = QGuiApplication.mouseButtons(), QGuiApplication.keyboardModifiers()
            self._send_mouse(_Type.MouseMove, place, Qt.MouseButton.NoButton, held, modifiers)

    def _send_mouse(
        self,
        kind: QEvent.Type,
        place: QPointF,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier,
    ) -> None:
        if self._input is None:
            return
        self.pointer_moved.emit(place)
        in_window = place + QPointF(self._corner())
        on_screen = self._input.window.mapToGlobal(in_window)
        moved = QMouseEvent(kind, in_window, in_window, on_screen, button, held, modifiers)
        self._is_resending = True
        QCoreApplication.sendEvent(self._input.window, moved)
        self._is_resending = False

    def _corner(self) -> QPoint:
        return self._area.mapTo(self._area.window(), QPoint(0, 0))

    def _place_of(self, event: QEvent) -> QPointF | None:
        """Where in the area it happened, None when outside or when the area is not shown."""
        if not self._area.isVisible():
            return None
        corner = QPointF(self._corner())
        place = _position(event)
        if place is None:
            return None
        inside = place - corner
        return inside if QRectF(self._area.rect()).contains(inside) else None

    def _count_attempt(self, device: str) -> None:
        if not device or not self._attempts.is_another(device, self._now_ms()):
            return
        self._recorder.record(PointerBlocked(device))
        self.pointer_refused.emit()

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
        return self._guard.pointer(event)


def _position(event: QEvent) -> QPointF | None:
    """Mouse, wheel, tablet, touch, menu and drag each keep their place under another name."""
    if isinstance(event, QTouchEvent):
        points = event.points()
        return points[0].position() if points else None
    if isinstance(event, QSinglePointEvent | QWheelEvent):
        return event.position()
    for name in ("position", "pos"):
        if (place := getattr(event, name, None)) is not None:
            return QPointF(place())
    return None
