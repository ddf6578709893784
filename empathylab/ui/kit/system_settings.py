"""What a program of the system says of its settings."""

from __future__ import annotations

import shutil
import subprocess

_ANSWERS_WITHIN_S = 2.0


def told(program: str, *arguments: str) -> str:
    """Its answer without the line's end; raises OSError or subprocess.SubprocessError where it gives none."""
    command = [shutil.which(program) or program, *arguments]
    asked = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", timeout=_ANSWERS_WITHIN_S, check=False
    )
    return asked.stdout.strip()
