"""What a machine among the public needs from its desktop: no screen saver while the lab is open."""

from __future__ import annotations

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

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
