"""Holds the system's screen saver off while the lab is open."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "empathylab-screen-saver"
_ANSWER_MS = 1000
#: Windows: until told otherwise, the display and the computer stay on (SetThreadExecutionState).
_ES_CONTINUOUS, _ES_DISPLAY, _ES_SYSTEM = 0x80000000, 0x00000002, 0x00000001
_CAFFEINATE = ("/usr/bin/caffeinate", "-d", "-w")


def _connect() -> QDBusConnection:
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)


def _disconnect() -> None:
    QDBusConnection.disconnectFromBus(_CONNECTION)


class ScreenSaver:
    """Holds the screen saver off in the way of the system at hand, for as long as the lab lives."""

    def __init__(self, hold: SystemHold | None = None) -> None:
        self._hold = hold or _hold_of_this_system()
        self.is_held_off = False

    def hold_off(self) -> str:
        """Ask the system; returns an empty string, or one sentence for the facilitator when nobody answers."""
        if not self.is_held_off:
            self.is_held_off = self._hold.take()
        return "" if self.is_held_off else "Please turn off the screen saver in this computer's settings."

    def release(self) -> None:
        """Let the screen saver come again."""
        if self.is_held_off:
            self._hold.let_go()
            self.is_held_off = False


class SystemHold(Protocol):
    """One system's way. It ends with the lab, also when that dies."""

    def take(self) -> bool:
        """Keep the screen saver away from now on; whether the system lets the lab do so."""

    def let_go(self) -> None:
        """Let it come again."""


class DesktopHold:
    """Linux: the desktop's own service, over a connection of its own, with which it ends."""

    def __init__(
        self, connect: Callable[[], QDBusConnection] = _connect, disconnect: Callable[[], None] = _disconnect
    ) -> None:
        self._connect, self.let_go = connect, disconnect

    def take(self) -> bool:
        """Whether the service said yes."""
        is_taken = self._ask(self._connect())
        if not is_taken:
            self.let_go()
        return is_taken

    def _ask(self, bus: QDBusConnection) -> bool:
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, "Inhibit")
        message.setArguments(["Empathy Lab", "Visitors are using this screen"])
        reply = bus.call(message, QDBus.CallMode.Block, _ANSWER_MS)
        return reply.type() == QDBusMessage.MessageType.ReplyMessage


class Kernel32(Protocol):
    """What is asked of Windows."""

    def SetThreadExecutionState(self, wanted: int) -> int:  # noqa: N802 - Windows' own name
        """The state before; 0 where Windows refuses."""


class WindowsHold:
    """Windows: what this thread needs of the power settings; it ends with the thread."""

    def __init__(self, kernel32: Kernel32) -> None:
        self._kernel32 = kernel32

    def take(self) -> bool:
        """Whether Windows took it."""
        return bool(self._kernel32.SetThreadExecutionState(_ES_CONTINUOUS | _ES_DISPLAY | _ES_SYSTEM))

    def let_go(self) -> None:
        self._kernel32.SetThreadExecutionState(_ES_CONTINUOUS)


class MacHold:
    """macOS: its own program for it, which watches this process and ends with it."""

    def __init__(self, command: Sequence[str] = _CAFFEINATE) -> None:
        self._command = command
        self._running: subprocess.Popen[bytes] | None = None

    def take(self) -> bool:
        """Whether that program is there."""
        try:
            self._running = subprocess.Popen([*self._command, str(os.getpid())])
        except OSError:
            return False
        return True

    def let_go(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._running.wait(_ANSWER_MS / 1000)


def _hold_of_this_system() -> SystemHold:
    if sys.platform == "win32":
        return WindowsHold(ctypes.windll.kernel32)
    return MacHold() if sys.platform == "darwin" else DesktopHold()
