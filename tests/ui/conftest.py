"""What every test with windows shares: the lab's scheme before Qt starts, and what the engine says when it does."""

from __future__ import annotations

import pytest

from empathylab.ui.page import scheme

scheme.register()

#: Said by Qt on a machine without graphics card, sound device or system bus; nothing of the lab is wrong then.
ENGINE_START = (
    "QRhiGles2",
    "Failed to create RHI",
    "Vulkan",
    "GBM is not supported",
    "GPUInfo not initialized",
    "Unable to detect GPU vendor",
    "This plugin does not support",
    "PulseAudioService",
    "No audio device detected",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/ui/" in item.nodeid or item.nodeid.startswith("tests/ui/"):
            item.add_marker(pytest.mark.qt_log_ignore(*ENGINE_START, extend=True))
