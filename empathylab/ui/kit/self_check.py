"""Runs `empathylab check` in a process of its own: it starts a web engine and must not hold up a visitor."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files.held_files import take_away

_CHECK = (sys.executable, "-m", "empathylab", "check")
_COMMAND = (*_CHECK, "--json")
_PATIENCE_S = 240
#: Everything is fine, or a problem was found; anything else is a check that broke off.
_ENDED_WELL = (0, 1)


def self_check(data_dir: Path, command: Sequence[str] = _COMMAND, patience_s: float = _PATIENCE_S) -> list[CheckLine]:
    """The check's lines, and one more when it did not come to its end.

    A virus scanner that looks at each file for the first time may hold it up for longer than anybody waits.
    """
    try:
        checking = subprocess.Popen(
            [*command, "--data", str(data_dir)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return [_broke_off(f"The check did not start: {error}.")]
    with checking:
        said, why_not = _heard_to_the_end(checking, patience_s)
    told = [line for line in said.splitlines() if line.startswith("{")]
    lines = list(complete_lines(told))
    if why_not or not lines or len(lines) < len(told) or checking.returncode not in _ENDED_WELL:
        lines.append(_broke_off(why_not or "The check broke off. Run `empathylab check` on this machine."))
    return lines


def _heard_to_the_end(checking: subprocess.Popen[str], patience_s: float) -> tuple[str, str]:
    """What it says, and where it does not come to its end, a sentence about that; what it said before is kept."""
    try:
        return checking.communicate(timeout=patience_s)[0], ""
    except subprocess.TimeoutExpired:
        checking.kill()
        late = f"The check was not done after {patience_s / 60:.0f} minutes. Look again: it may be quicker now."
        return checking.communicate()[0], late


def write_report(data_dir: Path, file: Path, command: Sequence[str] = _CHECK) -> None:
    """What to send back from this computer, as a file. MachineError: it is not there."""
    take_away(file)
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):  # what was known by then is written
        file.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [*command, "--data", str(data_dir), "--report", str(file)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    if not file.is_file():
        raise MachineError(f"{file.name} could not be written.", "Take a picture of this window, and send that.")


def complete_lines(told: Sequence[str]) -> Iterator[CheckLine]:
    """Of what a checking process has written, the lines that are whole."""
    for line in told:
        try:
            each = json.loads(line)
            yield CheckLine(**{**each, "level": CheckLevel(each["level"])})
        except (ValueError, KeyError, TypeError):
            continue


def _broke_off(words: str) -> CheckLine:
    return CheckLine("Self-check", CheckLevel.PROBLEM, words)
