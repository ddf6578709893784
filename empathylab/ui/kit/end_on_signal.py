"""Ctrl+C in the terminal, or the system asking to end, closes the lab in the ordinary way."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


class EndOnSignal(QObject):
    """`asked` comes from Qt's loop. Python by itself would see a signal only when some Python code runs next."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._here, self._there = socket.socketpair()
        self._there.setblocking(False)
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, lambda _number, _frame: None) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)

    def close(self) -> None:
        """Signals do again what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._here.close()
        self._there.close()

    def _came(self) -> None:
        self._here.recv(1)
        self.asked.emit()
