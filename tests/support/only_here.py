"""What a test needs that not every system has; where it is missing, it is left out with the reason."""

from __future__ import annotations

import os
import sys

import pytest

named_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
libraries_of_the_system = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere every library comes with its package"
)
