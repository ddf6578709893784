"""A form under one condition, without the visit around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from support.web_station import WebStation


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str] | None:
    """Pages of a module's own, name → text; the lab's forms where a module has none."""
    return None


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path, pages: Mapping[str, str] | None) -> Iterator[WebStation]:
    """The view of a run in a window, a card and a button beside it, as at the event."""
    made = WebStation(pages, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def lasting_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lasting")


@pytest.fixture(scope="module")
def lasting_station(qapp: QApplication, lasting_folder: Path, pages: Mapping[str, str] | None) -> Iterator[WebStation]:
    """One for a module's tests, to which one visitor comes after the other."""
    made = WebStation(pages, lasting_folder)
    yield made
    made.close()


@pytest.fixture
def next_visitor(lasting_station: WebStation) -> WebStation:
    """Somebody new is at the module's page; nothing that happened before is known."""
    lasting_station.view.end()
    lasting_station.happened.clear()
    lasting_station.start(lasting_station.test_url())
    lasting_station.come_to_front()
    return lasting_station


@pytest.fixture
def same_visitor(lasting_station: WebStation) -> WebStation:
    """Whoever is there has the module's page anew, with nothing of what was done to it before."""
    lasting_station.happened.clear()
    lasting_station.open_anew()
    lasting_station.come_to_front()
    return lasting_station
