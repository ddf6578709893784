"""Looks for garbage in Qt's own thread alone.

Python looks in whichever thread makes most, such as that of the records, and an object of Qt's that goes in another
thread than its own can end the lab.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

_EVERY_MS = 1000
_COLLECTOR = "collector"


def collect_here(app: QCoreApplication) -> None:
    """From now on look once a second, when Qt's loop is free; a second call does nothing."""
    gc.disable()
    if app.findChild(QTimer, _COLLECTOR) is None:
        timer = QTimer(app, interval=_EVERY_MS)
        timer.setObjectName(_COLLECTOR)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Look through what Python would have looked through by now."""
    found = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(found) if 0 < most < count]
    if 0 in due:
        gc.collect(max(due))
