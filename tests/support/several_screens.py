"""A program of its own for `test_web_screens`: a blurred form is moved from screen to screen, as it is told.

Screens belong to the Qt application, so other ones than the tests' need another process. Says what it saw as JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

from empathylab.ui.kit import memory
from empathylab.ui.page import environment, scheme

environment.prepare()
scheme.register()

with memory.start_up():  # and Qt reads what was prepared when it is loaded
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from empathylab.files.settings import Settings
    from empathylab.ui.kit.measured_screen import calibration_of, screen_key
    from support.web_station import BLUR, WebStation, pixels, sharpness, wait_until


def show_on(station: WebStation, name: str) -> dict[str, Any]:
    """Move the window to the screen of that name; what the lens shows once it has come to rest."""
    screen = next(screen for screen in QApplication.screens() if screen.name() == name)
    station.window.move(screen.geometry().topLeft() + QPoint(20, 20))
    wait_until(lambda: station.window.screen() is screen, f"the window on {name}")
    wait_until(lambda: _ratio(station) == screen.devicePixelRatio(), f"a picture as dense as {name}")
    station.settle()
    picture = station.view.lens.picture
    assert picture is not None
    wanted = station.view.lens.size() * screen.devicePixelRatio()
    plain = station.view.lens.page_picture()
    return {
        "key": screen_key(screen),
        "assumed_px_per_mm": calibration_of(Settings(), screen).px_per_mm,
        "ratio": picture.devicePixelRatio(),
        "has_all_pixels": picture.size() == wanted,
        "blur": sharpness(pixels(picture)) / sharpness(pixels(plain)),
        "as_the_window_shows": _difference(station, picture),
    }


def _ratio(station: WebStation) -> float | None:
    picture = station.view.lens.picture
    return None if picture is None else picture.devicePixelRatio()


def _difference(station: WebStation, picture: QImage) -> float:
    """Mean difference in code values of what the window shows over the page and what was filtered."""
    shown = station.view.grab().toImage()
    size = shown.size()
    return float(abs(pixels(shown).astype(np.int16) - pixels(picture.scaled(size)).astype(np.int16)).mean())


def main() -> None:
    QApplication(sys.argv[:1])
    station = WebStation()
    station.start(simulations=(BLUR,))
    seen = [show_on(station, name) for name in sys.argv[1:]]
    station.close()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main()
