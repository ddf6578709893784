"""Voice control in tests: spoken commands as the microphone, and what to do where its optional part is missing."""

from __future__ import annotations

import shutil

import pytest

from empathylab.voice_control.recogniser import is_installed

needs_recogniser = pytest.mark.skipif(
    not is_installed() or shutil.which("espeak-ng") is None,
    reason="needs espeak-ng and PocketSphinx, which Python 3.14 and Linux on ARM do not have",
)
