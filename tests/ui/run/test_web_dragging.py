"""A scripted participant whose hand is on a mouse that trembles drags what can only be dragged."""

from __future__ import annotations

import random

from empathylab.demo.keyboard_driver import KeyboardDriver
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
