"""A lab with a PIN whose files are out of reach by then, asked to close; run by a test in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from empathylab.ui.kit import memory

with memory.start_up():
    from PySide6.QtCore import QTimer

    from empathylab.app import Lab, Options
    from empathylab.files.access_locks import CODE_FILE, PIN_FILE, set_pin
    from empathylab.ui.kit.end_on_signal import EndOnSignal
    from empathylab.ui.page.application import make_application
    from support import cheap_secrets  # noqa: F401 - as soon as it is imported


def main(folder: Path, how: str) -> None:
    set_pin(folder, "2468")
    app, end = make_application(), EndOnSignal()
    lab = Lab(Options(folder))
    end.asked.connect(lab.leave)
    lab.open()
    lab.open_facilitator()
    facilitator = lab.facilitator.window
    assert facilitator is not None
    ways = {"button": facilitator.leave_asked.emit, "signal": lambda: os.kill(os.getpid(), signal.SIGTERM)}
    for name in (PIN_FILE, CODE_FILE):  # as on a share that is not there just now
        (folder / name).unlink()
    lab.window.close()
    still = "still open" if lab.window.isVisible() else "gone"
    QTimer.singleShot(0, app, ways[how])
    app.exec()
    lab.close()
    end.close()
    sys.stdout.write(f"{still}, then closed\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
