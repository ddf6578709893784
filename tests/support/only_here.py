"""What a test needs that not every system has; where it is missing, it is left out with the reason."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

named_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
libraries_of_the_system = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere every library comes with its package"
)
sockets_of_processes = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere nobody tells without a program of the system's"
)


def is_private(path: Path, mode: int = 0o600) -> bool:
    """May nobody but this user read the file, or the folder? On Windows it is as the folder around it is."""
    return os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == mode
