"""What helps: colours, a visible focus, a larger caret, a glass that follows the eye, and where the eye is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.spec import Spec
from empathylab.ui.lens.gaze import Gaze
from empathylab.ui.lens.magnifier import HealthyEye, Magnified
from support.web_station import WebStation, wait_until

LOSS = Spec("field-loss", {"map": "advanced-superior"})


def is_at_focus(station: WebStation) -> bool:
    """The eye has come to rest within the focused field."""
    gaze = station.view.lens.gaze
    box = station.js("JSON.stringify(document.activeElement.getBoundingClientRect().toJSON().y)")
    return not gaze.is_moving and gaze.place is not None and abs(gaze.place[1] - float(box) - 24) < 24


def test_inverted_colours_make_a_light_page_dark(station: WebStation) -> None:
    station.start()
    station.settle()
    light = station.seen().mean()
    station.start(helps=(Spec("invert"),))
    station.settle()
    assert station.seen().mean() < 255 - light + 40


def test_high_contrast_is_black_and_white(station: WebStation) -> None:
    station.start(helps=(Spec("high-contrast"),))
    station.settle()
    picture = station.seen()
    assert np.median(picture) < 5
    assert picture.max() > 250


def test_the_focus_is_seen_even_where_the_page_hides_it(station: WebStation) -> None:
    page = "lab://forms/tasks/missed-bin/your-details.html?barriers=no-focus-ring"

    def yellow() -> int:
        blue, green, red = (station.seen()[:, :, channel].astype(int) for channel in range(3))
        return int(((red > 240) & (green > 200) & (blue < 40)).sum())

    station.start(page)
    station.tab_to("full-name")
    station.settle()
    assert yellow() == 0
    station.start(page, helps=(Spec("focus-ring"),))
    station.tab_to("full-name")
    wait_until(lambda: yellow() > 500, "the ring")


def test_a_larger_caret_is_drawn_where_people_type(station: WebStation) -> None:
    def caret() -> list[int]:
        blue, green, red = (station.seen()[:, :, channel].astype(int) for channel in range(3))
        return sorted(np.nonzero((red > 150) & (green < 20) & (abs(blue - 90) < 20))[1])

    station.start(helps=(Spec("large-pointer"),))
    station.tab_to("full-name")
    wait_until(lambda: len(caret()) > 60, "the caret")
    first = caret()[0]
    station.type("mmmm")
    wait_until(lambda: caret() and caret()[0] > first + 30, "the caret to follow")


def test_the_glass_enlarges_what_is_looked_at_and_keeps_it_in_place() -> None:
    frame = np.full((400, 600, 4), 255, np.uint8)
    frame[198:202, 298:302] = 0
    out = np.empty_like(frame)
    Magnified(HealthyEye(), 4).apply_bgrx(frame, (300, 200), out)
    rows, columns = np.nonzero(out[170:230, 270:330, 0] < 128)
    assert 14 <= np.ptp(rows) <= 18
    assert 14 <= np.ptp(columns) <= 18
    assert abs(rows.mean() - 30) < 2
    assert np.array_equal(out[:100], frame[:100])


@pytest.mark.parametrize("place", [(0, 0), (599, 399), (-50, 1000), (300, 0)])
def test_the_glass_stays_inside_the_page(place: tuple[float, float]) -> None:
    frame = np.zeros((400, 600, 4), np.uint8)
    out = np.empty_like(frame)
    Magnified(HealthyEye(), 3).apply_bgrx(frame, place, out)
    assert out.shape == frame.shape


def test_the_glass_follows_the_focus_on_the_page(station: WebStation) -> None:
    station.start(helps=(Spec("magnifier", {"factor": 3}),))
    station.tab_to("full-name")
    gaze = station.view.lens.gaze
    wait_until(lambda: is_at_focus(station), "the glass at the first field")
    assert gaze.place is not None
    first = gaze.place[1]
    station.tab_to("address")
    wait_until(lambda: gaze.place[1] > first + 80, "the glass")


def test_a_loss_of_field_follows_the_caret_and_does_not_jump(station: WebStation) -> None:
    station.start(simulations=(LOSS,))
    station.tab_to("full-name")
    gaze = station.view.lens.gaze
    wait_until(lambda: is_at_focus(station), "the gaze to arrive")
    station.settle()
    settled = station.seen()
    station.settle()
    assert np.abs(station.seen().astype(int) - settled).max() <= 3
    places = []
    gaze.moved.connect(lambda: places.append(gaze.place[1]))
    before = gaze.place[1]
    station.tab_to("address")
    wait_until(lambda: gaze.place[1] > before + 140, "the gaze")
    steps = np.diff([before, *places])
    assert max(steps) < 0.5 * (places[-1] - before)


def test_the_eye_looks_at_the_element_else_at_the_pointer(qapp: QApplication) -> None:
    widget, gaze = QWidget(), Gaze()
    widget.resize(400, 300)
    gaze.look(widget)
    assert gaze.place is None
    gaze.set_pointer(QPointF(50, 60))
    gaze.look(widget)
    assert gaze.place == (50, 60)
    gaze.reset()
    gaze.set_element(QRectF(100, 100, 40, 20))
    gaze.look(widget)
    assert gaze.place == (120, 110)


class HeldUp:
    """A clock by which the computer stood still for most of a second before every look at it."""

    def start(self) -> None: ...

    def restart(self) -> int:
        return 800


def test_an_eye_that_was_held_up_on_its_way_does_not_leap(qapp: QApplication) -> None:
    widget, gaze = QWidget(), Gaze()
    widget.resize(400, 400)
    gaze._since = HeldUp()  # type: ignore[assignment]
    gaze.set_pointer(QPointF(200, 0))
    gaze.look(widget)
    gaze.set_pointer(QPointF(200, 300))
    gaze.look(widget)
    for look_on in (gaze._step, lambda: gaze.look(widget)):
        assert gaze.place is not None
        before = gaze.place[1]
        look_on()
        assert 0 < gaze.place[1] - before < 150
    gaze.reset()
