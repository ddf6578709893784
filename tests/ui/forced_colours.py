"""Run on its own, because forced colours are chosen when the engine starts: prints what can be seen, as JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from empathylab.ui.web import environment, scheme

os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--blink-settings=inForcedColors=true"
environment.prepare()
scheme.register()
sys.path.insert(0, str(Path(__file__).parent))

from form_browser import FormBrowser  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402


def look(browser: FormBrowser) -> QImage:
    return browser.view.grab().toImage()


def main() -> None:
    application = QApplication(sys.argv[:1])
    browser = FormBrowser()
    browser.open("missed-bin", "collection")
    plain = look(browser)
    browser.focus("#bin")
    browser.press(Qt.Key.Key_Tab)
    focused = look(browser)
    browser.press(Qt.Key.Key_Space)
    chosen = look(browser)
    browser.press(Qt.Key.Key_Tab)
    before_tick = look(browser)
    browser.press(Qt.Key.Key_Space)
    seen = {
        "is_forced": browser.run("matchMedia('(forced-colors: active)').matches"),
        "focus": focused != plain,
        "choice": chosen != focused,
        "tick": look(browser) != before_tick,
        "button_edge": browser.run("getComputedStyle(document.querySelector('.button')).borderTopStyle"),
    }
    browser.close()
    application.processEvents()
    print(json.dumps(seen))  # noqa: T201


if __name__ == "__main__":
    main()
