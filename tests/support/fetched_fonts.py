"""Pages that fetch the letters of the forms; else the lab has made them known to Qt, and so to pages."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

from empathylab.ui.page import scheme


def fetch_fonts(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """From now on the lab's styles name no font of the computer's own; gives the kinds of what was fetched."""
    fetched: list[bytes] = []
    reply = scheme._reply

    def without_names(job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
        if kind.startswith(b"font"):
            fetched.append(kind)
        reply(job, kind, re.sub(rb'local\(".*?"\), ', b"", content) if kind.startswith(b"text/css") else content)

    monkeypatch.setattr(scheme, "_reply", without_names)
    return fetched
