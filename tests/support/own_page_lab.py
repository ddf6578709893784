"""A team's own page at a station, opened as the facilitator does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from empathylab.ui.facilitator.setup.own_page_setup import OwnPageSetupPage
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.page.channel import ISOLATED_WORLD
from support.participant_lab import Station
from support.web_station import wait_until


def start_page(station: Station, address: str, persona: str = "christopher", *, has_helps: bool = False) -> None:
    """The address typed, the persona chosen, the button pressed."""
    opened: list[OwnPage] = []
    station.lab.open_facilitator()
    desk = station.lab.facilitator.window.desk  # type: ignore[union-attr]
    form = OwnPageSetupPage(desk, opened.append)
    form.address.setText(address)
    form.persona.value = persona
    form.helps.value = has_helps
    form.open_button.click()
    station.lab._open_own_page(opened[0])


def open_page(station: Station, page: Path, persona: str = "christopher", *, has_helps: bool = False) -> None:
    """And wait until it is there; its title begins with "Order"."""
    start_page(station, str(page), persona, has_helps=has_helps)
    view = station.lab.window.view
    wait_until(lambda: view.page is not None and view.page.title().startswith("Order"), "the page")
    wait_until(lambda: page_js(station, "document.readyState") == "complete", "all of the page")
    wait_until(view.hasFocus, "the keyboard at the page")


def page_js(station: Station, expression: str) -> Any:
    """What the page says, read in a world of its own."""
    answers: list[Any] = []
    page = station.lab.window.view.page
    assert page is not None
    page.runJavaScript(expression, ISOLATED_WORLD.value, answers.append)
    wait_until(lambda: answers, f"an answer to {expression}")
    return answers[0]
