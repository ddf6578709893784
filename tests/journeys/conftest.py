"""What journeys of the records begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.storage import Store, open_store
from support.killed_at_statements import Killer, killer
from support.scripted_station import settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The records of a station whose event has begun."""
    opened = open_store(tmp_path / "records")
    opened.begin_event(settings())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Killer]:
    """Has records' work done, and cut off, in processes of their own."""
    with killer() as made:
        yield made
