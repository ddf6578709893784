"""What every test of the records may have: an empty folder of them, open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.storage import Store, open_store
from support import patient_records  # noqa: F401 - as soon as it is imported


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()
