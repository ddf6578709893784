"""A scripted participant's hands: what they drag, and the page's own time, which passes on their clock alone."""

from __future__ import annotations

import random

import pytest

from empathylab.demo.keyboard_driver import KeyboardDriver, ScriptedClock
from empathylab.demo.page_probe import PageProbe
from empathylab.demo.pointer_driver import PointerDriver
from empathylab.domain.spec import Spec
from support.web_station import WebStation, wait_until

FORM = "lab://forms/tasks/parking-permit-short/reply.html"
TREMOR = Spec("tremor", {"amplitude_px": 6})


def test_an_answer_that_has_to_be_dragged_is_dragged(station: WebStation) -> None:
    station.start(f"{FORM}?barriers=drag-only", simulations=(TREMOR,))
    window = station.view.window().windowHandle()
    assert window is not None
    hands, eyes = KeyboardDriver(window, random.Random(1), is_quick=True), PageProbe(station.view)
    assert eyes.find_dragged("answer-by", "E-mail") is None, "what can be chosen need not be dragged"
    found = eyes.find_dragged("papers", "Tenancy agreement")
    assert found is not None
    PointerDriver(window, hands).drag(*found)
    wait_until(lambda: station.js("document.querySelector('[name=papers]').value") == "Tenancy agreement", "the answer")
    assert station.wait_for("barrier.met")[0].field == "drag-only"


@pytest.mark.parametrize("barrier", ["timeout", "countdown"])
def test_a_form_ends_by_the_hands_clock_however_long_the_computer_takes(station: WebStation, barrier: str) -> None:
    station.start(f"{FORM}?barriers={barrier}&timeout-seconds=600")
    clock = ScriptedClock()
    eyes = PageProbe(station.view, clock)
    wait_until(lambda: eyes.look().page == "reply", "the page")
    clock.go_on(400_000)
    assert eyes.look().page == "reply", "the session has two thirds of its time behind it"
    clock.go_on(300_000)
    assert eyes.look().page == "", "another page is on its way"
    wait_until(lambda: eyes.look().page == "proof", "the first page")
