"""A pointer that trembles over the task: seen where it is, and clicking there."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.spec import Spec
from empathylab.motor import Tremor
from empathylab.ui.keys.tremor_pointer import Arrow, TremorPointer
from support.clocks import SetClock
from support.web_station import WebStation, wait_until

RESTING = Spec("tremor", {"form": "resting", "amplitude_px": 30.0})
CLICKS = "document.body.dataset.clicks = (document.body.dataset.clicks || '') + `${event.clientX},${event.clientY} `"
AIM = QPoint(300, 300)


@pytest.fixture(autouse=True)
def _arrow_is_given_back(qapp: QApplication) -> Iterator[None]:
    yield
    assert QGuiApplication.overrideCursor() is None


def arrow(station: WebStation) -> Arrow:
    found = station.view.findChild(Arrow)
    assert found is not None
    return found


def press_at_once(station: WebStation, kind: QEvent.Type) -> None:
    place, left, plain = QPointF(AIM), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(station.handle, QMouseEvent(kind, place, place, place, left, left, plain))


def rest_at(station: WebStation, place: QPoint = AIM) -> None:
    # Qt tells of no movement to where the pointer was in the test before.
    for at in (place + QPoint(9, 0), place):
        QTest.mouseMove(station.handle, at)
    wait_until(lambda: arrow(station).isVisible(), "the trembling pointer")


def test_the_pointer_swings_about_where_the_hand_rests(station: WebStation) -> None:
    station.start(simulations=(RESTING,))
    rest_at(station)
    places = set()

    def swings() -> bool:
        places.add((arrow(station).x(), arrow(station).y()))
        return len(places) > 10 and max(x for x, _ in places) - min(x for x, _ in places) > 15

    wait_until(swings, "the pointer to swing")
    assert all(math.hypot(x - AIM.x(), y - AIM.y()) <= 30 * math.sqrt(2) + 1 for x, y in places)


def test_a_click_lands_where_the_pointer_is_seen(station: WebStation) -> None:
    station.start(simulations=(RESTING,))
    station.js(f"document.addEventListener('mousedown', (event) => {{ {CLICKS} }})")
    rest_at(station)
    pointer, clock = station.view.findChild(TremorPointer), SetClock()
    assert pointer is not None
    clock.ms, pointer._now_ms = pointer._now_ms(), clock.now_ms

    def is_beside_the_aim() -> bool:
        """It swings across the aim, too."""
        clock.ms += 16
        return pointer.aim(QPointF(AIM)).toPoint() != AIM

    wait_until(is_beside_the_aim, "the pointer to be elsewhere than the hand")
    press_at_once(station, QEvent.Type.MouseButtonPress)
    seen = arrow(station).pos()
    press_at_once(station, QEvent.Type.MouseButtonRelease)
    wait_until(lambda: station.js("document.body.dataset.clicks"), "the click")
    x, y = map(float, station.js("document.body.dataset.clicks").split()[0].split(","))
    assert abs(x - seen.x()) <= 1
    assert abs(y - seen.y()) <= 1
    assert (seen - AIM).manhattanLength() > 0


def test_off_the_task_the_pointer_is_still_and_the_labs_buttons_work(station: WebStation) -> None:
    station.start(simulations=(RESTING,))
    rest_at(station)
    clicked = QSignalSpy(station.button.clicked)
    QTest.mouseMove(station.handle, station.button.geometry().center())
    assert not arrow(station).isVisible()
    assert QGuiApplication.overrideCursor() is None
    station.click(station.button.geometry().center())
    assert clicked.count() == 1


def test_stop_makes_the_pointer_still_at_once(station: WebStation) -> None:
    station.start(simulations=(RESTING,))
    rest_at(station)
    station.view.set_simulation_enabled(False)
    assert not arrow(station).isVisible()
    station.js(f"document.addEventListener('mousedown', (event) => {{ {CLICKS} }})")
    station.click(AIM)
    wait_until(lambda: station.js("document.body.dataset.clicks"), "the click")
    assert station.js("document.body.dataset.clicks").split()[0] == f"{AIM.x()},{AIM.y()}"


def test_a_resting_tremor_fades_while_the_hand_reaches_and_an_essential_one_grows(qapp: QApplication) -> None:
    reach: dict[str, tuple[float, float]] = {}
    for form in ("resting", "essential"):
        area, clock = QWidget(), SetClock(0)
        area.resize(2000, 400)
        pointer = TremorPointer(area, clock.now_ms)
        pointer.begin(Tremor(form=form, amplitude_px=40), seed=3)
        still, moving = [], []
        for step in range(60):
            clock.ms += 16
            aim = QPointF(100 + 14 * step, 200)
            place = pointer.aim(aim)
            if step > 20:
                moving.append(abs(place.y() - aim.y()))
        for _ in range(120):
            clock.ms += 16
            pointer._swing()
            still.append(abs(pointer.arrow.y() - 200))
        pointer.end()
        reach[form] = (max(moving), max(still[60:]))
    assert reach["resting"][0] < reach["resting"][1] / 2
    assert reach["essential"][1] < reach["essential"][0] / 2


def test_the_pointer_never_leaves_the_task(qapp: QApplication) -> None:
    area, clock = QWidget(), SetClock(0)
    area.resize(300, 200)
    pointer = TremorPointer(area, clock.now_ms)
    pointer.begin(Tremor(form="resting", amplitude_px=200), seed=1)
    for corner in (QPointF(0, 0), QPointF(299, 0), QPointF(0, 199), QPointF(299, 199)):
        for _ in range(50):
            clock.ms += 16
            place = pointer.aim(corner)
            assert 0 <= place.x() <= 299
            assert 0 <= place.y() <= 199
    pointer.end()
