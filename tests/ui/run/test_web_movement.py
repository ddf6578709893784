"""A page that moves under the lens: with the clock, only when it may, and never a moment longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.domain.spec import Spec
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.visit.screens.closing_screens import StoppedScreen
from support.clocks import SetClock
from support.flash_meter import analyse
from support.participant_lab import open_station
from support.web_station import BLUR, WebStation, pause, wait_until

LOSS = Spec("field-loss", {"map": "advanced-superior"})
SWAY = Spec("nystagmus", {"amplitude_deg": 0.0, "motion_deg": 0.5, "motion_hz": 1.0})


@pytest.fixture
def clock(station: WebStation) -> SetClock:
    made = SetClock(100_000)
    station.view.lens.movement.clock = made.now_s
    return made


@pytest.fixture
def motionless() -> Iterator[None]:
    before = theme.current()
    theme.use(replace(before, has_motion=False))
    yield
    theme.use(before)


def wear(station: WebStation, *simulations: Spec) -> None:
    station.start(simulations=simulations)
    wait_until(lambda: station.view.lens.movement.is_on, "the movement")
    wait_until(lambda: station.seen()[200:].min() < 100, "the words of the page")


def seen_at(station: WebStation, clock: SetClock, now_s: float) -> NDArray[np.uint8]:
    """One picture may be in hand and one wait: the third from now was made at this time."""
    clock.ms = 100_000 + 1000 * now_s
    lens = station.view.lens
    shown = [lens._shown]

    def are_new() -> bool:
        """Not paintings: the same picture may be painted again."""
        if lens._shown is not shown[-1]:
            shown.append(lens._shown)
        return len(shown) > 3

    wait_until(are_new, "pictures")
    return station.seen()


def moved_px(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """By how many pixels `other` is to the right of `one`."""
    tried = range(-20, 21)
    inner = one[:, 40:-40].astype(int)
    errors = [np.abs(inner - other[:, 40 + by : other.shape[1] - 40 + by]).mean() for by in tried]
    return tried[int(np.argmin(errors))]


def test_the_page_goes_to_and_fro_as_the_clock_says(station: WebStation, clock: SetClock) -> None:
    wear(station, SWAY)
    middle, right, left = (seen_at(station, clock, now_s) for now_s in (0.0, 0.25, 0.75))
    swing_px = 0.25 * 37.8
    assert moved_px(middle, right) == pytest.approx(swing_px, abs=1)
    assert moved_px(middle, left) == pytest.approx(-swing_px, abs=1)
    assert np.abs(seen_at(station, clock, 1.0).astype(int) - middle).max() <= 2


def test_what_is_seen_through_the_lens_is_safe(station: WebStation, clock: SetClock) -> None:
    wear(station, SWAY)
    frames = [seen_at(station, clock, frame / 15) for frame in range(30)]
    assert moved_px(frames[0], frames[4]) > 5
    report = analyse(frames, 15)
    assert report.is_safe
    assert report.most_anywhere <= 1


def test_what_is_typed_appears_while_the_page_moves(station: WebStation, clock: SetClock) -> None:
    wear(station, SWAY)
    station.tab_to("full-name")
    before = seen_at(station, clock, 0.0)
    station.type("WWWWWWWW")
    wait_until(lambda: np.abs(station.seen().astype(int) - before).max() > 40, "the typed text")


def test_stop_ends_the_movement_at_once_and_it_can_be_worn_again(station: WebStation) -> None:
    station.start()
    station.settle()
    plain = station.seen()
    wear(station, SWAY)
    station.view.set_simulation_enabled(False)
    assert not station.view.lens.movement.is_on
    wait_until(lambda: np.abs(station.seen().astype(int) - plain).mean() < 0.5, "the plain page")
    painted = QSignalSpy(station.view.lens.painted)
    pause(150)
    assert painted.count() == 0
    station.view.set_simulation_enabled(True)
    wait_until(lambda: station.view.lens.movement.is_on, "the movement")
    station.view.end()
    assert not station.view.lens.movement.is_on


def test_a_visitor_stops_it_with_shift_three_times(tmp_path: Path, qapp: QApplication) -> None:
    with open_station(tmp_path) as visited:
        personas = visited.lab.setup.library.personas
        claudia = personas["claudia"]
        seen = claudia.barrier.model_copy(update={"simulations": (SWAY,)})
        personas["claudia"] = claudia.model_copy(update={"barrier": seen})
        visited.arrive_at(Stage.BARRIER)
        movement = visited.lab.window.view.lens.movement
        visited.wait(lambda: movement.is_on, "the movement")
        visited.stop()
        assert not movement.is_on
        assert isinstance(visited.screen, StoppedScreen)


def test_no_timer_runs_for_anything_that_does_not_move(station: WebStation) -> None:
    station.start(simulations=(BLUR, Spec("nystagmus", {})))
    station.js("1")
    assert not station.view.lens.movement.is_on


@pytest.mark.usefixtures("motionless")
def test_nothing_moves_when_movement_is_switched_off_in_the_lab(station: WebStation) -> None:
    station.start(simulations=(SWAY,))
    station.js("1")
    assert not station.view.lens.movement.is_on


def test_movement_switched_off_in_the_lab_meanwhile_ends_with_the_page_in_its_place(
    station: WebStation, clock: SetClock
) -> None:
    wear(station, SWAY)
    middle = seen_at(station, clock, 0.0)
    seen_at(station, clock, 0.25)
    before = theme.current()
    try:
        theme.use(replace(before, has_motion=False))
        wait_until(lambda: not station.view.lens.movement.is_on, "the end")
        wait_until(lambda: np.abs(station.seen().astype(int) - middle).max() <= 2, "the page in its place")
    finally:
        theme.use(before)


def test_nothing_moves_when_the_computer_is_asked_for_stillness(station: WebStation) -> None:
    """As the engine says it; in its isolated world a test can answer for it."""
    wear(station, SWAY)
    station.js("window.matchMedia = () => ({matches: true})")
    station.view.set_simulation_enabled(False)
    station.view.set_simulation_enabled(True)
    station.js("1")
    assert station.view.lens.is_on
    assert not station.view.lens.movement.is_on


def test_gaze_leaps_where_the_computer_is_asked_for_stillness(station: WebStation) -> None:
    gaze, places = station.view.lens.gaze, list[tuple[float, float] | None]()
    station.start(simulations=(LOSS,))
    station.js("window.matchMedia = () => ({matches: true})")
    station.view.set_simulation_enabled(False)
    station.view.set_simulation_enabled(True)
    station.js("1")
    gaze.set_pointer(QPointF(10, 10))
    gaze.look(station.view)
    gaze.moved.connect(lambda: places.append(gaze.place))
    gaze.set_pointer(QPointF(300, 200))
    gaze.look(station.view)
    wait_until(lambda: not gaze.is_moving and len(places) > 0, "the gaze")
    assert set(places) <= {(10, 10), (300, 200)}, "and is nowhere in between"
