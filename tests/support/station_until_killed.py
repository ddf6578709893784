"""A real station in a process of its own: a visitor is in the middle of the barrier run, and types until it is killed.

Started as a script with the folder of the records; tells on standard output what has been acknowledged.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from empathylab.app import Lab, Options
from empathylab.demo.keyboard_driver import KeyboardDriver, wait_for
from empathylab.session.stages import Stage
from empathylab.speech.voices import SilentVoice
from empathylab.ui.page.application import make_application
from empathylab.ui.sound.audio import MainThreadCaller


def _voice() -> SilentVoice:
    return SilentVoice(MainThreadCaller())


def main(folder: Path) -> None:
    make_application()
    lab = Lab(Options(folder, "all", "Killed", is_windowed=True), seeds=lambda: 7, make_voice=_voice)
    lab.open()
    lab.director.choose((lab.setup.library.persona("christopher"),))
    visit = lab.director.visit
    handle = lab.window.windowHandle()
    assert visit is not None
    assert handle is not None
    visit.agree()
    ready = QSignalSpy(lab.window.view.ready)
    visit.go_to(Stage.BARRIER)
    lab.director.show()
    wait_for(ready.count, "the form", patience_s=120)
    hands = KeyboardDriver(handle, random.Random(1), is_quick=True)
    while True:
        hands.press(Qt.Key.Key_Tab)
        hands.type("canary")
        lab.store.commit()
        sys.stdout.write(f"{visit.session_id} {len(visit.log)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
