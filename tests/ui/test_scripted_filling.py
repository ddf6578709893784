"""A scripted participant at a computer so slow that between two pages there is none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.demo.form_filler import FormFiller
from empathylab.demo.keyboard_driver import KeyboardDriver
from empathylab.demo.page_probe import FocusSeen, PageProbe
from empathylab.demo.pointer_driver import PointerDriver
from empathylab.demo.service_filler import ServiceFiller
from empathylab.domain.session import RunKind
from empathylab.domain.task import CardLine
from empathylab.files.library import load_library
from empathylab.session.stages import Stage
from support.own_page_lab import page_js
from support.participant_lab import Station
from support.participant_screens import plan_for
from support.service_lab import begin_run, offer, service_at
from support.service_site import Reply, Request, Site, serving, to


def test_between_two_pages_the_form_is_neither_sent_nor_given_up(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, filled = iter(["proof", "", "", "reply", "check", "", "done"]), list[str]()
    eyes: Any = SimpleNamespace(look=lambda: FocusSeen(page=next(shown)))
    hands: Any = None
    monkeypatch.setattr(FormFiller, "_fill_page", lambda _filler, page: filled.append(page))
    plan = plan_for(load_library(), "ron")
    pages = {"pages": ("proof", "reply", "check", "done")}
    plan = SimpleNamespace(form=plan.form.model_copy(update=pages), conditions=plan.conditions)  # type: ignore[assignment]
    filler = FormFiller(hands, eyes, plan, RunKind.BARRIER, lambda: False, lambda: False, lambda: "", hands)
    assert filler.fill()
    assert filled == ["proof", "reply", "check"]


def test_who_has_left_the_form_by_a_slip_goes_back_and_sends_it(station: Station) -> None:
    begin_run(station, stage=Stage.HELPED)
    window, visit = station.lab.window, station.visit
    page_js(station, "document.querySelector('[href$=\"elsewhere.html\"]').click()")
    station.wait(lambda: page_js(station, "document.body?.dataset.page") == "elsewhere", "the page outside the form")
    handle = window.windowHandle()
    assert handle is not None
    hands, sent = KeyboardDriver(handle, random.Random(1), is_quick=True), QSignalSpy(station.director.form.sent)
    hands.adapt(visit.plan.conditions[RunKind.HELPED])
    eyes, pointer = PageProbe(window.view), PointerDriver(handle, hands)
    has_had_enough, is_sent = lambda: hands.presses > 2_000, lambda: sent.count() > 0
    filler = FormFiller(hands, eyes, visit.plan, RunKind.HELPED, has_had_enough, is_sent, lambda: "", pointer)
    assert filler.fill()
    station.wait(sent.count, "the confirmation")


HEAD = "<!doctype html><html lang=en><title>Order a bin</title><main>"
FORM = """<h1>Your bin</h1><form method=post>
<label for=name>Full name</label><input id=name name=name>
<div>Town</div><input name=town>
<fieldset><legend>Colour</legend><label><input type=radio name=colour value=g> Green</label>
<label><input type=radio name=colour value=b> Brown</label></fieldset>
<label for=size>Size</label><select id=size name=size><option>Choose</option><option value=l>Large</option></select>
<fieldset><legend>Extras</legend><label><input type=checkbox name=lock> Lock</label>
<label><input type=checkbox name=lid> Lid</label></fieldset>
<button type=button>What is this?</button><button>Order</button></form>"""
CARD = {"full-name": ("Name", "Sam Reed"), "town": ("Town", "Hull"), "colour": ("Colour", "Brown"),
        "size": ("Size", "Large"), "extras": ("Extras", "Lid")}  # fmt: skip


@pytest.fixture
def site() -> Iterator[Site]:
    """A page to start from, a form of which one field has no label, and a page that it comes back to once."""

    def order(request: Request) -> str | Reply:
        return to("/check") if request.method == "POST" else f"{HEAD}{FORM}"

    def check(request: Request) -> str:
        words = "<h1>Order sent</h1>" if request.method == "POST" else "<form method=post><button>Send</button></form>"
        return HEAD + words

    start = f"{HEAD}<a href=/help>Help</a><h1>Order a bin</h1><a href=/order role=button>Start now</a>"
    with serving({"/": start, "/order": order, "/check": check}) as made:
        yield made


def test_a_service_that_nobody_here_wrote_is_gone_through_to_its_end(station: Station, site: Site) -> None:
    card = tuple(CardLine(field=field, label=label, value=value) for field, (label, value) in CARD.items())
    offer(station, service_at(f"{site.origin}/", cards={"a": card, "b": card}))
    begin_run(station)
    window = station.lab.window
    handle = window.windowHandle()
    assert handle is not None
    hands, sent = KeyboardDriver(handle, random.Random(1), is_quick=True), QSignalSpy(station.director.form.sent)
    plan, eyes = station.visit.plan, PageProbe(window.view)
    filler = ServiceFiller(hands, eyes, plan, RunKind.FIRST, lambda: hands.presses > 400, lambda: sent.count() > 0)
    assert filler.fill()
    ordered = next(request for request in site.asked if (request.method, request.path) == ("POST", "/order"))
    assert ordered.form == {"name": "Sam Reed", "town": "Hull", "colour": "b", "size": "l", "lid": "on"}
    assert "/help" not in [request.path for request in site.asked]
