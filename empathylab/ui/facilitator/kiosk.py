"""What a machine among the public needs: no screen saver, no way out but the PIN, onlookers on a second screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
_ANSWER_MS = 1000


class ScreenSaver:
    """Holds the screen saver off through the desktop's own service, for as long as the lab is open."""

    def __init__(self, bus: QDBusConnection | None = None) -> None:
        self._bus = bus if bus is not None else QDBusConnection.sessionBus()
        self._cookie: int | None = None

    @property
    def is_held_off(self) -> bool:
        return self._cookie is not None

    def hold_off(self) -> str:
        """Ask the desktop; returns an empty string, or one sentence for the facilitator when nobody answers."""
        if self._cookie is None:
            answer = self._call("Inhibit", ["Empathy Lab", "Visitors are using this screen"])
            if answer and isinstance(answer[0], int):
                self._cookie = answer[0]
        return "" if self.is_held_off else "Please turn off the screen saver in this computer's settings."

    def release(self) -> None:
        """Let the screen saver come again."""
        if self._cookie is not None:
            self._call("UnInhibit", [self._cookie])
            self._cookie = None

    def _call(self, method: str, arguments: list[object]) -> list[object]:
        if not self._bus.isConnected():
            return []
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, method)
        message.setArguments(arguments)
        reply = self._bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)
        return list(reply.arguments()) if reply.type() == QDBusMessage.MessageType.ReplyMessage else []


class KioskGuard(QObject):
    """Keeps a window open until somebody who knows the PIN lets it close, and says when the lab loses the keyboard."""

    way_out_asked = Signal()
    focus_lost = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._may_close = False
        window.installEventFilter(self)

    def let_close(self) -> None:
        """From now on the window may be closed."""
        self._may_close = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and not self._may_close:
            event.ignore()
            self.way_out_asked.emit()
            return True
        if event.type() == QEvent.Type.WindowDeactivate:
            self.focus_lost.emit()
        return False


def onlookers_screen(window: QWidget) -> QScreen | None:
    """A screen that the window is not on, for those who watch; None when there is only one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
    return others[0] if others else None
