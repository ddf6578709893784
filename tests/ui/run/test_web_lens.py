"""The lens: what can be seen through it, when, and what it costs."""

from __future__ import annotations

import gc
import random
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.ui.lens.frame_filter import FrameFilter
from empathylab.ui.lens.frame_worker import pixels_of
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.page_grabber import as_bgrx
from empathylab.ui.own_page.issue_capture import IssueCapture
from empathylab.vision import Chain
from empathylab.vision.strips import Boxes
from support.web_station import BLUR, MISSED_BIN, WebStation, engine_window, pause, pixels, sharpness, wait_until

NOTHING_BLINKS = """document.head.append(Object.assign(document.createElement("style"),
  {textContent: "* { caret-color: transparent !important; transition: none !important }"})), 0"""
FIELD_INSIDE = """(({x, y, width, height}) => [x + 12, y + 8, x + width - 12, y + height - 8].join(" "))(
  document.getElementById("full-name").getBoundingClientRect())"""


def test_fine_detail_is_gone_under_an_acuity_of_one_logmar(station: WebStation) -> None:
    station.start()
    station.settle()
    plain = sharpness(station.seen())
    station.start(simulations=(BLUR,))
    assert sharpness(station.seen()) < plain / 10


def test_the_card_and_the_buttons_are_never_blurred(station: WebStation) -> None:
    station.start()
    beside = station.button.geometry()
    plain = pixels(station.window.grab(beside).toImage())
    station.start(simulations=(BLUR,))
    assert np.array_equal(pixels(station.window.grab(beside).toImage()), plain)


def test_nobody_ever_sees_the_page_unfiltered(station: WebStation) -> None:
    station.start()
    station.settle()
    plain = sharpness(station.seen())
    station.view.end()
    seen: list[float] = []
    ready: list[bool] = []
    station.view.ready.connect(lambda: ready.append(True))
    station.view.start(Condition("missed-bin", Twin.ACCESSIBLE, "a", simulations=(BLUR,)), MISSED_BIN)

    def is_ready() -> list[bool]:
        seen.append(sharpness(station.seen()))
        return ready

    wait_until(is_ready, "the form")
    station.tab_to("full-name")
    station.press(Qt.Key.Key_Tab)
    station.window.resize(900, 600)
    for _ in range(10):
        seen.append(sharpness(station.seen()))
        pause(2)
    assert max(seen) < plain / 5


def test_what_is_typed_appears_in_the_filtered_picture(station: WebStation) -> None:
    station.start(simulations=(Spec("acuity", {"logmar": 0.5}),))
    station.tab_to("full-name")
    station.settle()
    before = station.seen()
    station.type("WWWWWWWW")
    wait_until(lambda: np.abs(station.seen().astype(int) - before).max() > 60, "the typed text")


def test_the_last_picture_is_the_page_as_it_is_now(station: WebStation) -> None:
    station.start(simulations=(BLUR,))
    station.tab_to("full-name")
    station.type("several words in a row")
    wait_until(lambda: station.value("#full-name") == "several words in a row", "the words")
    station.settle()
    shown = station.seen()
    station.view.lens.grab_soon()
    station.settle()
    assert np.abs(shown.astype(int) - station.seen()).max() <= 2


def on_screen(station: WebStation) -> NDArray[np.uint8]:
    """What the lens shows as it was painted, bit by bit, where `seen` would have it painted anew."""
    lens = station.view.lens
    place = QRect(lens.mapTo(station.window, QPoint(0, 0)), lens.size())
    return pixels(station.handle.screen().grabWindow(station.window.winId()).copy(place).toImage())


def filtered_anew(station: WebStation) -> NDArray[np.uint8]:
    """What the page is to these eyes if nothing of it was seen before."""
    lens = station.view.lens
    assert isinstance(lens._filter, Chain)
    eye, page = Chain(lens._filter.simulations, lens._filter.viewing), as_bgrx(lens.page_picture())
    return eye.apply_bgrx(pixels_of(page), lens._gaze_px(page.devicePixelRatio()))[..., :3]


def do_anything(station: WebStation, chance: random.Random) -> None:
    deeds: Sequence[Callable[[], object]] = (
        lambda: station.type(chance.choice(["w", "Wide words", "iiii"])),
        lambda: station.press(Qt.Key.Key_Backspace),
        lambda: station.press(Qt.Key.Key_Tab),
        lambda: station.js(f"scrollTo(0, {chance.randrange(400)}), 0"),
        lambda: station.js(f"document.body.style.zoom = {chance.choice([1, 1.1, 1.5])}, 0"),
        lambda: station.js(f"document.body.style.background = '{chance.choice(['silver', 'white'])}', 0"),
        lambda: station.window.resize(1000, chance.randrange(400, 640)),
        lambda: [station.view.set_simulation_enabled(is_worn) for is_worn in (False, True)],
    )
    for do in chance.choices(deeds, k=3):
        do()


def test_whatever_is_done_nothing_of_before_stays_on_the_screen(station: WebStation) -> None:
    """Only what has changed is filtered, handed on and painted: for eyes of four kinds, one after the other."""
    chance = random.Random(1)
    blurred = Spec("acuity", {"logmar": 0.7, "log_cs": 1.12})
    for eyes in ((Spec("acuity", {"logmar": 0.5}),), (blurred, Spec("macular")), (Spec("colour"),), (Spec("macular"),)):
        station.start(simulations=eyes)
        station.js(NOTHING_BLINKS)
        station.tab_to("full-name")
        for _ in range(5):
            do_anything(station, chance)
            station.settle()
            # A picture of the page may come in just then; of what stays from before nothing would change any more.
            wait_until(lambda: np.array_equal(on_screen(station), filtered_anew(station)), "the page as it is now")


def test_stop_shows_the_page_plain_at_once_and_it_can_be_worn_again(station: WebStation) -> None:
    station.start()
    station.settle()
    plain = station.seen()
    station.start(simulations=(BLUR,))
    station.settle()
    station.view.set_simulation_enabled(False)
    assert np.abs(station.seen().astype(int) - plain).mean() < 0.5
    station.view.set_simulation_enabled(True)
    wait_until(lambda: station.view.lens.picture is not None, "the lens")
    assert sharpness(station.seen()) < sharpness(plain) / 5


def test_what_the_lens_has_looked_at_is_painted_beneath_it_too(station: WebStation) -> None:
    """Qt paints only what has changed, and a picture that is taken before that counted as painted."""
    station.start(simulations=(BLUR,))
    station.settle()
    busy = QTimer(station.window, interval=0)
    busy.timeout.connect(station.view.lens.page_picture)
    busy.start()
    station.js("document.querySelector('h1').textContent = 'WWWWWWWW', document.body.style.background = 'silver', 0")
    station.settle()
    busy.stop()
    station.view.set_simulation_enabled(False)
    assert np.array_equal(station.seen(), pixels(station.view.lens.page_picture()))


def test_a_picture_of_the_page_is_no_copy_and_stays_as_it_was(station: WebStation) -> None:
    station.start()
    station.settle()
    held, also = station.view.lens.page_picture(), station.view.lens.page_picture()
    assert np.shares_memory(pixels_of(held), pixels_of(also))
    before = pixels(held)
    station.js("document.body.style.background = 'silver', 0")
    station.settle()
    assert np.array_equal(pixels(held), before)
    assert not np.array_equal(pixels(station.view.lens.page_picture()), before)


def test_while_nothing_changes_nothing_is_filtered(station: WebStation) -> None:
    station.start(simulations=(BLUR,))
    station.settle()
    painted: list[bool] = []
    station.view.lens.painted.connect(lambda: painted.append(True))
    pause(300)
    assert not painted


def test_an_open_list_is_inside_the_page_and_under_the_lens(station: WebStation) -> None:
    station.start("lab://forms/tasks/missed-bin/collection.html", simulations=(BLUR,))
    station.js("document.querySelector('select').focus()")
    station.settle()
    closed = station.seen()
    station.press(Qt.Key.Key_Space)
    wait_until(lambda: station.js("document.querySelector('select').matches(':open')"), "the list")
    station.settle()
    assert not [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not station.window]
    assert np.abs(station.seen().astype(int) - closed).max() > 30


def test_a_window_of_the_engine_gets_a_lens_before_it_is_seen(qapp: object, tmp_path: Path) -> None:
    page = "<!doctype html><body data-page=a style='margin:0'><input type=date id=day style='font-size:20px'>"
    station = WebStation({"page.html": page}, tmp_path)
    station.start(station.test_url(), simulations=(BLUR,))
    station.js("document.getElementById('day').focus()")
    station.press(Qt.Key.Key_Space)
    engine_window()
    gc.collect()  # nobody in Python holds on to the engine's own windows
    popup = engine_window()
    lens = popup.findChild(Lens)
    assert lens is not None
    assert lens.isVisible()
    wait_until(lambda: lens.picture is not None, "the popup's filtered picture")
    assert sharpness(pixels(popup.grab().toImage())) < 30
    station.close()


class _Broken(FrameFilter):
    follows_gaze = moves = False

    def apply_bgrx(self, frame: object, gaze: object, out: object, *, at_s: float) -> None:
        raise ValueError("no such eye")


def test_a_filter_that_fails_leaves_the_cover_and_is_reported(station: WebStation, allowed_logs: list[str]) -> None:
    allowed_logs.append("The lens could not filter a picture: ValueError: no such eye")
    station.start()
    station.settle()
    plain = sharpness(station.seen())
    failed = QSignalSpy(station.view.lens.failed)
    station.view.lens.put_on(_Broken())
    wait_until(failed.count, "the failure")
    assert station.view.lens.picture is None
    assert sharpness(station.seen()) < plain / 100


def test_runs_under_the_same_eyes_share_their_buffers_and_never_a_picture(station: WebStation) -> None:
    station.start(simulations=(BLUR,))
    station.settle()
    lens = station.view.lens
    first_filter, number = lens._filter, lens._number
    lens.grab_soon()
    pause(0)
    station.view.set_simulation_enabled(False)
    station.view.set_simulation_enabled(True)
    assert lens._filter is first_filter
    assert lens.picture is None
    wait_until(lambda: lens.picture is not None, "the new picture")
    assert lens._shown is not None
    assert lens._shown.number > number + 1
    station.start(simulations=(Spec("acuity", {"logmar": 0.5}),))
    assert lens._filter is not first_filter


def test_a_moment_is_taken_down_when_the_lens_too_has_let_go_of_what_was_typed(
    station: WebStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.start(simulations=(Spec("acuity", {"logmar": 0.3}),))
    station.tab_to("full-name")
    station.type("WWWWWWWW")
    wait_until(lambda: station.value("#full-name") == "WWWWWWWW", "the name")
    station.settle()
    box = [round(float(part)) for part in station.js(FIELD_INSIDE).split()]

    def ink(picture: NDArray[np.uint8]) -> int:
        return int(255 - picture[box[1] : box[3], box[0] : box[2]].min())

    assert ink(station.seen()) > 100
    may_filter, renew = threading.Event(), Chain.renew

    def filter_when_it_may(*arguments: Any, **named: Any) -> Boxes:
        assert may_filter.wait(60)
        return renew(*arguments, **named)

    monkeypatch.setattr(Chain, "renew", filter_when_it_may)
    monkeypatch.setattr(Chain, "is_little", lambda *_: False)  # a thread does it
    taken: list[bytes] = []
    taker = IssueCapture(station.view)
    taker._patience.setInterval(60_000)
    taker._redaction.became_ready.connect(lambda: QTimer.singleShot(500, taker, may_filter.set))
    taker.take(lambda _place, picture, _sharp: taken.append(picture))
    wait_until(lambda: taken, "the moment")
    assert ink(pixels(QImage.fromData(taken[0]))) < 30


def test_eyes_are_kept_for_the_next_run_and_let_go_when_the_visitor_has_gone(station: WebStation) -> None:
    """Some hold 25 MB, for as long as nobody comes who sees with others."""
    station.start(simulations=(BLUR,))
    worn = weakref.ref(station.view.lens._filter)
    station.view.end()
    assert worn() is not None
    station.view.preload()
    wait_until(lambda: worn() is None, "the eyes to be let go")
