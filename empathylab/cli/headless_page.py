"""Opens a page for a command, with an engine of its own and no window."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from empathylab.ui.page import environment

if TYPE_CHECKING:
    from empathylab.ui.reader.page_reader import ReadOutcome
    from empathylab.ui.reader.read_request import ReadRequest

_READ_ONLY_FLAGS = (
    # Frames of a local page are files of their own: they may be read, and nothing may leave this computer.
    "--allow-file-access-from-files",
)


def open_headless(page: str, request: ReadRequest) -> ReadOutcome:
    """The page as it is when it has come to rest. LabError: it cannot be read."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    environment.prepare(*_READ_ONLY_FLAGS)

    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from empathylab.ui.page import language, scheme
    from empathylab.ui.reader.page_reader import address_of, load_page

    address_of(page, request.layers)
    language.set_language()
    scheme.register()
    qInstallMessageHandler(lambda *_: None)  # The engine's remarks on graphics drivers are no answer to anybody here.
    application = QApplication.instance() or QApplication(["empathylab"])
    outcome = load_page(page, request)
    application.processEvents()
    return outcome
