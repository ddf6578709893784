"""What every test with windows shares: the lab's scheme before Qt starts, and the lab at a station."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from empathylab.domain.voice import Voice
from empathylab.ui.kit.announcing import announcements
from empathylab.ui.page import scheme
from support.facilitator_lab import Lab, open_lab
from support.form_browser import FormBrowser
from support.participant_lab import Station, open_station, silent_voice
from support.reader_spy import Reading, ReadingWindow

scheme.register()


@pytest.fixture(autouse=True)
def _no_screen_left(qapp: QApplication) -> Iterator[None]:
    """A screen that a test made and nobody owns goes with it: thousands of them would be dressed anew by each look."""
    before = set(qapp.topLevelWidgets())
    yield
    for widget in set(qapp.topLevelWidgets()) - before:
        if type(widget).__module__.startswith("empathylab."):
            widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def announced(qapp: QApplication) -> Iterator[list[str]]:
    """What assistive technology has been told meanwhile; nobody listens any more when the test is over."""
    told: list[str] = []
    listening = announcements().made.connect(lambda _about, words: told.append(words))
    yield told
    announcements().made.disconnect(listening)


@pytest.fixture
def station_settings() -> dict[str, Any]:
    """What is set at the station otherwise than usual, such as `paper`; for a module to say."""
    return {}


@pytest.fixture
def make_voice() -> Callable[[], Voice]:
    """Which voice the station speaks with; for a module to say."""
    return silent_voice


@pytest.fixture
def records_folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


@pytest.fixture
def station(
    qapp: QApplication, records_folder: Path, station_settings: dict[str, Any], make_voice: Callable[[], Voice]
) -> Iterator[Station]:
    """The whole lab in a window, and who stands before it."""
    with open_station(records_folder, make_voice=make_voice, **station_settings) as made:
        yield made


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A facilitator's lab in which nobody has been yet, for a module's tests."""
    with open_lab(tmp_path_factory.mktemp("lab"), visits=0) as made:
        yield made


@pytest.fixture(scope="module")
def tab(qapp: QApplication) -> Iterator[FormBrowser]:
    """A browser for a module's tests."""
    browser = FormBrowser()
    yield browser
    browser.close()


@pytest.fixture
def browser(tab: FormBrowser, qtbot: QtBot) -> FormBrowser:
    """The module's browser as at first, for somebody new: nothing of an earlier test is heard or was entered."""
    tab.run("(() => { try { sessionStorage.clear(); } catch { /* A blank page has none. */ } })()")
    tab.page.signals.clear()
    tab.page.complaints.clear()
    tab.view.resize(1280, 800)
    tab.page.setZoomFactor(1.0)
    return tab


@pytest.fixture(scope="module")
def reading_window(qapp: QApplication) -> Iterator[ReadingWindow]:
    """One window for a module's tests of pages that are heard."""
    window = ReadingWindow()
    yield window
    window.close()


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path, reading_window: ReadingWindow) -> Iterator[Reading]:
    """Somebody who hears a page, with what is said kept."""
    made = Reading(qtbot, tmp_path, window=reading_window)
    yield made
    made.close()
