"""Pages that are never at rest and would rather not be left: Stop ends each all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

import support
from empathylab.ui.own_page.own_page_screens import PageFindingsScreen
from support.held_window import STOPS, Holds
from support.own_page_lab import open_page, page_js
from support.participant_lab import Station
from support.web_station import wait_until

pytestmark = pytest.mark.attack

PAGE = (Path(support.__file__).parent / "busy_page.html").read_text(encoding="utf-8")
DEEDS = [line.split(":")[0].strip() for line in PAGE.splitlines() if line.startswith("  ") and ": () =>" in line]
#: In the ordinary run one that asks without end, and one that keeps all keys.
SHARE = ("alerts", "keys")
CROSSINGS = [
    pytest.param(
        deed, ("ashleigh", "claudia")[at % 2], STOPS[at % len(STOPS)], marks=() if deed in SHARE else pytest.mark.long
    )
    for at, deed in enumerate(DEEDS)
]


class Later:
    """Stops, from whichever loop is running then, when a page has been at it for a while."""

    LOOKS = 25

    def __init__(self, is_begun: Callable[[], bool], stop: Callable[[], None]) -> None:
        self.holds: Holds | None = None
        self._is_begun, self._stop, self._left = is_begun, stop, self.LOOKS
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)

    def _look(self) -> None:
        self._left -= self._is_begun()
        if self._left == 0:
            self._timer.stop()
            self.holds = Holds()
            self._stop()

    def __enter__(self) -> Later:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()


@pytest.mark.parametrize(("deed", "persona", "stop"), CROSSINGS)
def test_stop_ends_a_page_that_is_never_at_rest(
    station: Station, tmp_path: Path, deed: str, persona: str, stop: Callable[[Station], None]
) -> None:
    page, view = tmp_path / "order.html", station.lab.window.view
    page.write_text(PAGE.replace("document.body.dataset.deed", f"'{deed}'"), encoding="utf-8")
    open_page(station, page, persona)
    wait_until(lambda: not view.is_reading or view.cursor_node is not None, "the reader at the page")
    page_js(station, "document.getElementById('go').focus(); 0")
    with Later(lambda: view.page is None or view.page.title() != "Order", lambda: stop(station)) as stopping:
        station.press(Qt.Key.Key_Space)
        wait_until(lambda: stopping.holds is not None, "the page's deed")
        wait_until(lambda: view.page is None or not view.lens.is_on, "everything to be normal")
    assert stopping.holds is not None
    assert stopping.holds.longest_s < 1
    assert isinstance(station.screen, PageFindingsScreen)
