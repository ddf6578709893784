"""The pointer guard between a person's pointer and the page: the block, the tremor, and counted attempts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QSinglePointEvent, QTouchEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import PointerBlocked
from empathylab.ui.keys.clock import SystemInputClock
from empathylab.ui.keys.pointer_attempts import PointerAttempts
from empathylab.ui.keys.tremor_pointer import TremorPointer
from empathylab.ui.keys.window_input import WindowInput

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


class PointerGuard(QObject):
    """Lets a person's pointer through to the page, blocks it, or lets it tremble.

    Guards a part of a window against mouse, wheel, touch, pen and drag while a run is on.
    """

    activity = Signal()
    refused = Signal()
    #: Where the pointer is now, in pixels of the area; where it trembles, there.
    moved = Signal(QPointF)

    def __init__(self, area: QWidget, recorder: Recorder) -> None:
        super().__init__(area)
        self._area, self._recorder = area, recorder
        self._input: WindowInput | None = None
        self._is_on = self._is_blocked = self._is_resending = False
        #: While the page is dark a pointer would press what nobody sees; while frozen nothing reaches it.
        self.is_dark = self.is_frozen = False
        self.tremor = TremorPointer(area, SystemInputClock().now_ms)
        self.tremor.swung.connect(self._swung)
        self._attempts = PointerAttempts()

    def watch(self, window_input: WindowInput) -> None:
        """Take the window that the area is in, with its clock."""
        self._input = window_input

    def begin(self, *, is_blocked: bool) -> None:
        """A run begins: no menu of the page's opens, and no pointer reaches it where it is blocked."""
        self._is_on, self._is_blocked = True, is_blocked

    def end(self) -> None:
        """Let everything pass."""
        self.tremor.end()
        self._is_on = self._is_blocked = self.is_dark = self.is_frozen = False

    def take(self, event: QEvent) -> bool:
        """True: it ends here."""
        if event.type() in _POINTER_DEVICES:
            return not self._is_resending and self._take_pointer(event)
        if event.type() == _Type.Leave:
            self.tremor.leave()
        return False

    def press_at(self, place: QPointF) -> None:
        """A press that no hand made, but a voice: it reaches what lies there, also where the pointer is off."""
        if self.is_frozen or self.is_dark:
            return
        left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        self._send_mouse(_Type.MouseMove, place, none, none, plain)
        self._send_mouse(_Type.MouseButtonPress, place, left, left, plain)
        self._send_mouse(_Type.MouseButtonRelease, place, left, none, plain)

    @property
    def _is_off(self) -> bool:
        return self._is_blocked or self.is_dark

    def _take_pointer(self, event: QEvent) -> bool:
        if event.type() in _ATTEMPTS:
            self.activity.emit()
        place = self._place_of(event)
        if place is None:
            self.tremor.leave()
            return False
        if self.tremor.is_on and isinstance(event, QMouseEvent) and not self._is_off:
            return self._tremble(event, place)
        self.moved.emit(place)
        if self.is_frozen:
            return True
        if not self._is_off:
            return event.type() == _Type.ContextMenu and self._is_on
        self._count_attempt(_POINTER_DEVICES[event.type()])
        event.accept()
        return True

    def _tremble(self, event: QMouseEvent, aim: QPointF) -> bool:
        """The same event, but where the trembling pointer is."""
        place = self.tremor.aim(aim)
        if not self.is_frozen:
            self._send_mouse(event.type(), place, event.button(), event.buttons(), event.modifiers())
        return True

    def _swung(self, place: QPointF) -> None:
        if not self.is_frozen:
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
        self.moved.emit(place)
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
        assert self._input is not None
        if not device or not self._attempts.is_another(device, self._input.clock.now_ms()):
            return
        self._recorder.record(PointerBlocked(device))
        self.refused.emit()


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
