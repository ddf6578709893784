"""Without a console, as by a double-click, what the lab would say there is said in a window.

pythonw.exe gives no streams at all: whoever writes to one of them ends in an error, and that is seen by nobody either.
"""

from __future__ import annotations

import ctypes
import io
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

_UNFORESEEN = "The lab had to stop: {error}. {how_to_report}. Send the file that this writes, with these sentences."
#: A lab runs for weeks, and a window holds no more.
_MOST_CHARACTERS = 1_500
_ERROR, _IN_FRONT = 0x10, 0x10000
_TITLE = "Empathy Lab"
#: It shows each line as it is, and its window is only as high as their number.
_BREAKS_NO_LINE, _LINE_CHARACTERS = "xmessage", 72
#: Programs that show the words behind them; the first that there is.
_DIALOGS = {
    "darwin": (("osascript", "-e", "on run words", "-e", "display alert (item 1 of words)", "-e", "end run"),),
    "linux": (
        ("zenity", "--error", "--no-markup", "--title", _TITLE, "--width", "480", "--text"),
        ("kdialog", "--title", _TITLE, "--error"),
        (_BREAKS_NO_LINE, "-center", "-title", _TITLE, "-buttons", "OK", "-default", "OK"),
        ("notify-send", _TITLE),
    ),
}
#: Said by the starters, and by nobody who types a command.
_BY_DOUBLE_CLICK = "--check-first"


class OutputTail(io.TextIOBase):
    """A stream that keeps the last of what is written, and hands all of it on where there is a console."""

    def __init__(self, beside: TextIO | None) -> None:
        self.kept = ""
        self._beside = beside

    def writable(self) -> bool:
        return True

    def write(self, words: str, /) -> int:
        self.kept = (self.kept + words)[-_MOST_CHARACTERS:]
        if self._beside is not None:
            self._beside.write(words)
        return len(words)


def say_in_a_window(words: str) -> None:
    """Show a text in the system's own dialog, which needs nothing of what may be missing; returns at once."""
    if sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, words, _TITLE, _ERROR | _IN_FRONT)
        return
    for program, *arguments in _DIALOGS.get(sys.platform, ()):
        if found := shutil.which(program):
            nowhere = subprocess.DEVNULL  # whoever reads what the lab says need not wait for the window
            shown = _broken(words) if program == _BREAKS_NO_LINE else words
            subprocess.Popen([found, *arguments, shown], stdin=nowhere, stdout=nowhere, stderr=nowhere)
            return


def _broken(words: str) -> str:
    return "\n".join(textwrap.fill(line, _LINE_CHARACTERS) for line in words.splitlines())


@contextmanager
def said_without_console(say: Callable[[str], object] = say_in_a_window) -> Iterator[None]:
    """Where there is no console, whatever ends with an error is said with `say`, foreseen or not."""
    if _has_console():
        yield
        return
    words = OutputTail(sys.stderr)
    sys.stdout, sys.stderr = sys.stdout or OutputTail(None), words
    try:
        yield
    except SystemExit as ended:
        if ended.code and words.kept:
            say(words.kept.strip().removeprefix("empathylab: "))
        raise
    except Exception as error:  # whatever it is: without a console nobody else would say it
        told = f"{type(error).__name__}: {error}"
        say(_UNFORESEEN.format(error=told, how_to_report=how_to_report()))
        raise


def how_to_report(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> str:
    """Only the package of Windows has a file for it; the starters of the others take it as a command."""
    if platform == "win32":
        return 'Double-click "Send back" in its folder'
    starter = environ.get("EMPATHYLAB_STARTER")
    lab = f"'{starter}'" if starter else "python3 lab.py"
    return f"Open a terminal{'' if starter else ' in its folder'} and type: {lab} check --report empathy-lab-report.txt"


def _has_console() -> bool:
    if sys.stdout is None or sys.stderr is None:
        return False
    return _BY_DOUBLE_CLICK not in sys.argv or sys.stderr.isatty()
