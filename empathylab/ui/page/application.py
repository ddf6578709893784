"""The one application: Qt with the web engine's flags and scheme, the fonts and the look."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtWidgets import QApplication

from empathylab.files.paths import assets_dir
from empathylab.ui.kit import garbage, other_screen_reader, theme
from empathylab.ui.page import environment, language, scheme, stillness


def make_application() -> QApplication:
    """Make it, or give the one there is; call it before any widget is made."""
    environment.prepare()
    language.set_language()
    scheme.register()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    garbage.collect_here(app)
    if _is_read_by_another():
        environment.share_tree()
    environment.ask_for_stillness(unless=not stillness.is_asked())
    app.setApplicationName("Empathy Lab")
    app.setDesktopFileName("empathylab")
    theme.load_fonts(assets_dir())
    theme.use(theme.STANDARD)
    return app


@cache  # all processes are gone through for it, and once there is a page it changes nothing
def _is_read_by_another() -> bool:
    return other_screen_reader.is_told()
