"""Pages that are very large: the lab's window waits for none of them, so that Stop does not either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from empathylab.ui.own_page.own_page_screens import PageFindingsScreen
from support.held_window import STOPS, Holds
from support.own_page_lab import open_page, start_page
from support.participant_lab import Station
from support.web_station import wait_until

pytestmark = pytest.mark.attack

#: Turns of the window's loop: what has to be done within them has been done.
AWHILE = 100
HEAD = "<!doctype html><html lang=en><title>Order</title><h1>Order</h1>"
PAGES = {
    "list": "<label>Pick <select>" + "".join(f"<option>Number {n}" for n in range(30_000)) + "</select></label>",
    "deep": ("<div>word" * 300 + "</div>" * 300) * 16,
    "long": "".join(f"<p>Paragraph {n} has <a href='#{n}'>a link</a> and <b>words</b>.</p>" for n in range(4_000)),
}


#: Every page with every way to stop, as both; in the ordinary run each page and each way once.
CROSSINGS = [
    pytest.param(kind, persona, stop, marks=() if place == number and persona == "ashleigh" else pytest.mark.long)
    for place, kind in enumerate(PAGES)
    for number, stop in enumerate(STOPS)
    for persona in ("ashleigh", "christopher")
]


@pytest.mark.parametrize("stop", STOPS)
def test_stop_does_not_wait_until_a_long_page_is_read(
    station: Station, tmp_path: Path, stop: Callable[[Station], None]
) -> None:
    page = tmp_path / "order.html"
    page.write_text(f"{HEAD}{PAGES['long']}<input>", encoding="utf-8")
    holds = Holds()
    start_page(station, str(page), "ashleigh")
    view = station.lab.window.view
    wait_until(lambda: view.page is not None and view.page.title().startswith("Order"), "the page's beginning")
    assert view.cursor_node is None
    stop(station)
    wait_until(lambda: view.page is None or not view.lens.is_on, "everything to be normal")
    assert holds.longest_s < 1
    assert isinstance(station.screen, PageFindingsScreen)


@pytest.mark.parametrize(("kind", "persona", "stop"), CROSSINGS)
def test_the_window_is_never_held_for_a_second(
    station: Station, tmp_path: Path, kind: str, persona: str, stop: Callable[[Station], None]
) -> None:
    page = tmp_path / "order.html"
    page.write_text(f"{HEAD}{PAGES[kind]}<input>", encoding="utf-8")
    holds = Holds()
    open_page(station, page, persona)
    view = station.lab.window.view
    wait_until(lambda: not view.is_reading or view.cursor_node is not None, "the reader at the page")
    turns = holds.turns
    wait_until(lambda: holds.turns > turns + AWHILE, "what the page still does to the window")
    stop(station)
    wait_until(lambda: view.page is None or not view.lens.is_on, "everything to be normal")
    assert holds.longest_s < 1
    assert isinstance(station.screen, PageFindingsScreen)
