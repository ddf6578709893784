"""What a machine among the public needs from its desktop: no screen saver while the lab is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "empathylab-screen-saver"
_ANSWER_MS = 1000


def _connect() -> QDBusConnection:
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)


def _disconnect() -> None:
    QDBusConnection.disconnectFromBus(_CONNECTION)


class ScreenSaver:
    """Holds the screen saver off through the desktop's own service, over a connection of its own.

    The desktop lets the screen saver come again when that connection ends, also when the lab dies.
    """

    def __init__(
        self, connect: Callable[[], QDBusConnection] = _connect, disconnect: Callable[[], None] = _disconnect
    ) -> None:
        self._connect, self._disconnect = connect, disconnect
        self.is_held_off = False

    def hold_off(self) -> str:
        """Ask the desktop; returns an empty string, or one sentence for the facilitator when nobody answers."""
        if not self.is_held_off:
            self.is_held_off = self._ask(self._connect())
            if not self.is_held_off:
                self._disconnect()
        return "" if self.is_held_off else "Please turn off the screen saver in this computer's settings."

    def release(self) -> None:
        """Let the screen saver come again."""
        if self.is_held_off:
            self._disconnect()
            self.is_held_off = False

    def _ask(self, bus: QDBusConnection) -> bool:
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, "Inhibit")
        message.setArguments(["Empathy Lab", "Visitors are using this screen"])
        reply = bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)
        return reply.type() == QDBusMessage.MessageType.ReplyMessage
