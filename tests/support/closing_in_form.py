"""A lab that is told to end while somebody is in a form; run by a test in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from empathylab.ui.kit import memory

with memory.start_up():
    from empathylab.app import Lab, Options
    from empathylab.session.flow import Input
    from empathylab.session.stages import Stage
    from empathylab.ui.kit.end_on_signal import EndOnSignal
    from empathylab.ui.page.application import make_application


def main(folder: Path, persona: str) -> None:
    app, end = make_application(), EndOnSignal()
    lab = Lab(Options(folder, "all", is_windowed=True))
    end.asked.connect(lab.leave)
    lab.open()
    lab.director.choose((lab.setup.library.persona(persona),))
    visit = lab.director.visit
    assert visit is not None
    visit.take(Input.READ)
    visit.take(Input.AGREED)
    visit.go_to(Stage.BARRIER)
    lab.window.view.ready.connect(lambda: os.kill(os.getpid(), signal.SIGTERM))
    lab.director.show()
    app.exec()
    lab.close()
    end.close()
    sys.stdout.write("closed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
