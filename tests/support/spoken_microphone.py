"""A microphone that hears files: `python -m support.spoken_microphone FOLDER`, the lab's listener with it.

What is laid into the folder as `*.pcm` is heard at once, in the order of names; a file `unplugged` takes it away.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from empathylab.ui.sound.listening_link import ListeningLink
from empathylab.ui.sound.voice_listener import listen_with
from empathylab.voice_control.utterances import Pcm

#: What the lab asked for before somebody spoke has been heard of by then.
_LOOK_MS, _LATER_MS = 20, 150


class SpokenMicrophone(QObject):
    heard = Signal(object)
    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._is_open, self._was_there = False, self.is_there
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def is_there(self) -> bool:
        return not (self._folder / "unplugged").exists()

    def open(self) -> None:
        self._is_open = True
        (self._folder / "open").touch()

    def close(self) -> None:
        self._is_open = False
        (self._folder / "open").unlink(missing_ok=True)

    def _look(self) -> None:
        if self.is_there is not self._was_there:
            self._was_there = self.is_there
            self.close()
            self.changed.emit()
        for file in sorted(self._folder.glob("*.pcm")) if self._is_open else ():
            samples = np.fromfile(file, np.int16)
            file.unlink()
            QTimer.singleShot(_LATER_MS, self, lambda said=samples: self.heard.emit(said))


class Mouth:
    """Who speaks into it, and the link to the listener that hears it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder, self._said = folder, 0
        self.link = ListeningLink(command=(sys.executable, "-m", "support.spoken_microphone", str(folder)))

    @property
    def is_heard(self) -> bool:
        """Whether the microphone is open."""
        return (self._folder / "open").exists()

    def say(self, samples: Pcm) -> None:
        self._said += 1
        unfinished = self._folder / f"{self._said:03}.part"
        samples.tofile(unfinished)
        os.replace(unfinished, unfinished.with_suffix(".pcm"))

    def unplug(self) -> None:
        (self._folder / "unplugged").touch()


def main() -> int:
    app = QCoreApplication(sys.argv)
    return listen_with(app, SpokenMicrophone(Path(sys.argv[1])))


if __name__ == "__main__":
    sys.exit(main())
