"""A form under one condition, without the visit around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from support.web_station import WebStation


@pytest.fixture
def pages() -> Mapping[str, str] | None:
    """Pages of a module's own, name → text; the lab's forms where a module has none."""
    return None


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path, pages: Mapping[str, str] | None) -> Iterator[WebStation]:
    """The view of a run in a window, a card and a button beside it, as at the event."""
    made = WebStation(pages, tmp_path)
    yield made
    made.close()
