"""What every test shares: an offscreen Qt, the web engine's flags, and no unexpected log message."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from empathylab.ui.web import environment

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
environment.prepare()

# A slow computer fails no test by its slowness alone, and every run tries the same examples: a failure can be repeated.
settings.register_profile("lab", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lab")


@pytest.fixture
def allowed_logs() -> list[str]:
    """Parts of warnings that this test provokes on purpose; append to it."""
    return []


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, allowed_logs: list[str]) -> Iterator[None]:
    yield
    unexpected = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING and not any(part in record.getMessage() for part in allowed_logs)
    ]
    assert not unexpected, f"unexpected log messages: {unexpected}"
