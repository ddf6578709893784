"""One worker process as the pool sees it: lines in, lines out, and gone when killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import empathylab
from empathylab.speech.private_files import PrivateFile
from empathylab.speech.wav import Wav, read_wav, without_long_silence

COMMAND = (sys.executable, "-m", "empathylab.speech.worker")
_LONGEST_LINE = 1_000_000
#: One line to a worker or from it, as worker.py has them.
Message = dict[str, object]


class WorkerProcess:
    """A running worker. `on_answer(worker, object)` and `on_end(worker)` are called in its reader's thread."""

    def __init__(
        self,
        on_answer: Callable[[WorkerProcess, Message], None],
        on_end: Callable[[WorkerProcess], None],
        command: Sequence[str] = COMMAND,
    ) -> None:
        """Start it; raise OSError when the system will not."""
        self._file = PrivateFile()
        self._on_answer = on_answer
        self._on_end = on_end
        try:
            self._process = self._start(command)
        except OSError:
            self._file.close()
            raise
        self._reader = threading.Thread(target=self._read, name="speech-worker-reader", daemon=True)
        self._reader.start()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        root = str(Path(empathylab.__file__).parents[1])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        return subprocess.Popen(
            [*command, str(self._file.path)],
            pass_fds=self._file.descriptors,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def pid(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    def send(self, request: Message) -> bool:
        """Hand over one request; False when the worker's end of the pipe is closed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            return False
        return True

    def take(self) -> Wav | None:
        """The phrase that the worker has written, which is removed; None when there is nothing usable."""
        try:
            return without_long_silence(read_wav(self._file.take()))
        except ValueError:
            return None

    def kill(self) -> None:
        """End it now, stopped or hanging or not, and remove its files."""
        self._process.kill()
        self._process.wait()
        self._reader.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                self._close(pipe)
        self._file.close()

    @staticmethod
    def _close(pipe: IO[bytes]) -> None:
        try:
            pipe.close()
        except OSError:
            return  # what was still to be flushed has no reader

    def _read(self) -> None:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline(_LONGEST_LINE):
            answer = _parsed(line)
            if answer is not None:
                self._on_answer(self, answer)
        self._on_end(self)


def _parsed(line: bytes) -> Message | None:
    """The object on a line; None for anything else, which something in the worker printed."""
    try:
        answer = json.loads(line)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
