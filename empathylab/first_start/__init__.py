"""What `python3 lab.py` does before anything can be imported: Python's standard library alone."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class SetupProblem(Exception):
    """What went wrong and what to do, as one plain sentence or two."""


def ask(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> tuple[bool, str]:
    """Run a program that says something: did it succeed, and what it said."""
    done = subprocess.run(
        [*map(str, command)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode == 0, done.stdout


def last_line(said: str) -> str:
    return (said.strip().splitlines() or ["no message"])[-1].strip()
