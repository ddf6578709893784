"""Run on its own, because forced colours are chosen when the engine starts: prints what can be seen, as JSON."""

from __future__ import annotations

import json
import sys

from empathylab.ui.page import environment, scheme

environment.prepare("--blink-settings=inForcedColors=true")
scheme.register()

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from support.form_browser import FormBrowser  # noqa: E402

PATIENCE_STEPS, STEP_MS = 1200, 50


def look(browser: FormBrowser) -> QImage:
    return browser.view.grab().toImage()


def is_seen(browser: FormBrowser, before: QImage) -> bool:
    """Does the picture become another one, within a minute?"""
    for _ in range(PATIENCE_STEPS):
        if look(browser) != before:
            return True
        loop = QEventLoop()
        QTimer.singleShot(STEP_MS, loop.quit)
        loop.exec()
    return False


def main() -> None:
    application = QApplication(sys.argv[:1])
    browser = FormBrowser()
    browser.open("missed-bin", "collection")
    plain = look(browser)
    browser.focus("#bin")
    browser.press(Qt.Key.Key_Tab)
    has_focus = is_seen(browser, plain)
    focused = look(browser)
    browser.press(Qt.Key.Key_Space)
    has_choice = is_seen(browser, focused)
    chosen = look(browser)
    browser.press(Qt.Key.Key_Tab)
    is_seen(browser, chosen)
    before_tick = look(browser)
    browser.press(Qt.Key.Key_Space)
    seen = {
        "is_forced": browser.run("matchMedia('(forced-colors: active)').matches"),
        "focus": has_focus,
        "choice": has_choice,
        "tick": is_seen(browser, before_tick),
        "button_edge": browser.run("getComputedStyle(document.querySelector('.button')).borderTopStyle"),
    }
    browser.close()
    application.processEvents()
    print(json.dumps(seen))  # noqa: T201


if __name__ == "__main__":
    main()
