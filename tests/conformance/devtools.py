"""The engine's own accessibility tree, over its debugging port, which these tests alone open."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebSockets import QWebSocket

_WITHIN_MS = 60_000
_PORT, _FLAGS = "QTWEBENGINE_REMOTE_DEBUGGING", "QTWEBENGINE_CHROMIUM_FLAGS"

#: With a real reader there from the beginning the engine holds also what it has not laid out yet.
_AS_FOR_A_READER = ("--remote-allow-origins=*", "--force-renderer-accessibility")


def open_port() -> None:
    """Before the engine starts."""
    if _PORT not in os.environ:
        with socket.create_server(("127.0.0.1", 0)) as server:
            os.environ[_PORT] = f"127.0.0.1:{server.getsockname()[1]}"
        os.environ[_FLAGS] = " ".join([os.environ.get(_FLAGS, ""), *_AS_FOR_A_READER]).strip()


class Devtools:
    """What a page's debugging target answers."""

    def __init__(self, page: QWebEnginePage) -> None:
        self._socket = QWebSocket()
        self._last_call = 0
        address = f"ws://{os.environ[_PORT]}/devtools/page/{page.devToolsId()}"
        self._socket.setMaxAllowedIncomingMessageSize(1 << 30)
        self._socket.setMaxAllowedIncomingFrameSize(1 << 30)
        self._await(self._socket.connected, lambda: self._socket.open(QUrl(address)))

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """The answer to one call of the protocol."""
        self._last_call += 1
        number, answers = self._last_call, list[dict[str, Any]]()
        loop = QEventLoop()

        def take(text: str) -> None:
            message = json.loads(text)
            if message.get("id") == number:
                answers.append(message)
                loop.quit()

        self._socket.textMessageReceived.connect(take)
        self._socket.sendTextMessage(json.dumps({"id": number, "method": method, "params": params}))
        QTimer.singleShot(_WITHIN_MS, loop, loop.quit)
        loop.exec()
        self._socket.textMessageReceived.disconnect(take)
        result: dict[str, Any] = answers[0]["result"]
        return result

    def close(self) -> None:
        self._socket.close()

    def _await(self, signal: Any, start: Any) -> None:
        loop = QEventLoop()
        signal.connect(loop.quit)
        start()
        QTimer.singleShot(_WITHIN_MS, loop, loop.quit)
        loop.exec()
