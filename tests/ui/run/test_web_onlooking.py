"""Where the reader is, for eyes: the ring over the page, and what onlookers see of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel

from empathylab.domain.spec import Spec
from empathylab.ui.reader.reader_session import ReaderSession
from empathylab.ui.run.onlooking import ReaderMark
from empathylab.ui.visit.screens.onlookers import CURTAIN_UP, NOBODY, OnlookersWindow
from support.web_station import WebStation, pause, pixels, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
READER, CURTAIN = Spec("screen-reader"), Spec("screen-reader", {"curtain": True})


def read_to_the_first_edit(station: WebStation) -> None:
    wait_until(lambda: bool(station.voice.texts), "the reader to have the page")
    station.press(Qt.Key.Key_Home, CONTROL)
    # What is entered on the way depends on what was said last: the reading that goes on by itself, or this.
    wait_until(lambda: "Skip to main content" in station.voice.texts[-1], "the page's beginning")
    station.press(Qt.Key.Key_E)


def mark(station: WebStation) -> ReaderMark:
    found = station.view.findChild(ReaderMark)
    assert found is not None
    return found


def box_of(station: WebStation, element: str) -> QRect:
    x, y, width, height = station.js(
        f"(() => {{ const b = document.getElementById('{element}').getBoundingClientRect();"
        " return [b.x, b.y, b.width, b.height].join(' ') })()"
    ).split()
    scale = station.view.zoom
    return QRect(*(round(float(number) * scale) for number in (x, y, width, height)))


def is_around(station: WebStation, element: str) -> bool:
    ring, box = mark(station).geometry(), box_of(station, element)
    return ring.contains(box) and ring.height() < box.height() + 20 and ring.width() < box.width() + 20


def test_the_ring_is_around_what_is_read_and_follows_scrolling_and_zoom(station: WebStation) -> None:
    station.start(simulations=(READER,), helps=(Spec("zoom"),))
    read_to_the_first_edit(station)
    wait_until(lambda: mark(station).isVisible() and is_around(station, "full-name"), "the ring")
    station.js("scrollBy(0, 40)")
    wait_until(lambda: is_around(station, "full-name"), "the ring after scrolling")
    station.press("+", CONTROL)
    wait_until(lambda: station.view.zoom > 1 and is_around(station, "full-name"), "the ring after zooming")
    station.press(Qt.Key.Key_E)
    wait_until(lambda: is_around(station, "address"), "the ring at the next field")


def test_the_ring_goes_with_the_reader(station: WebStation) -> None:
    station.start()
    assert not mark(station).isVisible()
    station.start(simulations=(READER,))
    wait_until(lambda: mark(station).isVisible(), "the ring")
    station.view.set_simulation_enabled(False)
    assert not mark(station).isVisible()


def test_behind_the_curtain_the_ring_is_not_seen_until_it_is_lifted(station: WebStation) -> None:
    station.start(simulations=(CURTAIN,))
    read_to_the_first_edit(station)
    pause(100)
    assert not mark(station).isVisible()
    station.press(Qt.Key.Key_F8)
    wait_until(lambda: mark(station).isVisible() and is_around(station, "full-name"), "the ring")


# ---- the picture for onlookers ----


def wait_for_picture(station: WebStation) -> None:
    # Where the engine has painted nothing yet, a picture is dark.
    wait_until(
        lambda: not (seen := station.view.page_picture()).isNull() and pixels(seen.toImage()).mean() > 100, "a picture"
    )


def ink(station: WebStation, element: str) -> int:
    """Dark points inside an element's box in the onlookers' picture."""
    box = box_of(station, element).adjusted(6, 6, -6, -6)
    seen = pixels(station.view.page_picture().toImage())[box.top() : box.bottom(), box.left() : box.right()]
    return int((seen.max(axis=2) < 110).sum())


def reader(station: WebStation) -> ReaderSession:
    """The one at work; others may be about to go."""
    found = station.view.findChildren(ReaderSession)
    assert found
    return found[-1]


def type_name(station: WebStation) -> None:
    station.js("document.getElementById('full-name').focus()")
    # Until the reader has heard of the focus, letters are keys of its own.
    wait_until(lambda: reader(station).mode == "focus", "focus mode")
    station.type("Sam Reed")
    wait_until(lambda: station.value("#full-name") == "Sam Reed", "the name")
    station.js("document.getElementById('address').focus()")
    station.settle()


def test_the_picture_behind_the_curtain_shows_the_page_without_what_was_typed(station: WebStation) -> None:
    station.start(simulations=(CURTAIN,))
    wait_for_picture(station)
    type_name(station)
    assert ink(station, "full-name") == 0
    picture = pixels(station.view.page_picture().toImage())
    assert (picture.max(axis=2) < 110).sum() > 3000, "the page's own words are there"
    assert station.seen().mean() < 30, "and the visitor's screen is dark"


def test_the_answers_that_a_later_page_repeats_are_left_out_as_well(station: WebStation) -> None:
    told: list[str] = []
    station.view.public_caption.connect(told.append)
    station.start(simulations=(CURTAIN,))
    wait_for_picture(station)
    type_name(station)
    station.js("document.querySelector('#address').value = '14 Mare Court'")
    station.js("document.querySelector('form button').click()")
    wait_until(lambda: station.view.page.url().path().endswith("collection.html"), "the next page")
    station.js("location.href = 'check.html'")
    wait_until(lambda: station.js("document.querySelector('[data-answer]')?.textContent") == "Sam Reed", "the answer")
    station.js("document.querySelector('[data-answer]').id = 'answer'")
    station.settle()
    wait_for_picture(station)
    # Letters are hundreds of points; the edge of the ring may touch the box.
    assert ink(station, "answer") < 10
    wait_until(lambda: any("Sam Reed" in text for text in station.voice.texts), "the answer to be read")
    assert not any("Sam Reed" in text for text in told)
    wait_until(lambda: "…" in told, "the gap")


def test_while_the_curtain_is_up_there_is_no_picture_and_the_visitor_sees_what_was_typed(station: WebStation) -> None:
    station.start(simulations=(CURTAIN,))
    wait_for_picture(station)
    type_name(station)
    station.press(Qt.Key.Key_F8)
    assert station.view.page_picture().isNull()
    box = box_of(station, "full-name").adjusted(6, 6, -6, -6)

    def own_ink() -> int:
        part = station.seen()[box.top() : box.bottom(), box.left() : box.right()]
        return int((part.max(axis=2) < 110).sum())

    wait_until(lambda: own_ink() > 100, "the name on the visitor's screen")
    station.press(Qt.Key.Key_F8)
    assert station.view.page_picture().isNull()
    wait_for_picture(station)
    assert ink(station, "full-name") == 0


def test_without_a_curtain_there_is_no_picture(station: WebStation) -> None:
    station.start(simulations=(READER,))
    pause(300)
    assert station.view.page_picture().isNull()


# ---- the onlookers' window ----


def labels(window: OnlookersWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.text()]


def test_onlookers_see_the_page_the_cursor_and_the_last_phrases_and_never_a_letter_typed(station: WebStation) -> None:
    window = OnlookersWindow(station.view)
    window.resize(1280, 720)
    window.show()
    assert NOBODY in labels(window)
    station.window.activateWindow()
    station.start(simulations=(CURTAIN,))
    read_to_the_first_edit(station)
    wait_until(lambda: "main landmark, Full name, edit, blank" in labels(window), "the phrase")
    wait_until(lambda: red(window) > 200, "the cursor in the picture")
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: reader(station).mode == "focus", "focus mode")
    wait_until(lambda: station.js("document.activeElement.id") == "full-name", "the focus in the field")
    station.type("Zoe")
    wait_until(lambda: station.value("#full-name") == "Zoe", "the name")
    wait_until(lambda: "…" in labels(window), "the gap")
    assert not {"Z", "cap Z", "o", "e", "Zoe"} & set(labels(window))
    assert labels(window).count("…") == 1
    station.press(Qt.Key.Key_F8)
    wait_until(lambda: CURTAIN_UP in labels(window), "the words instead of the picture")
    station.view.end()
    wait_until(lambda: NOBODY in labels(window), "the end")
    assert "…" not in labels(window)
    window.close()


def red(window: OnlookersWindow) -> int:
    blue, green, strong = (pixels(window.grab().toImage())[:, :, channel].astype(int) for channel in range(3))
    return int(np.count_nonzero((strong > 170) & (green < 100) & (blue < 90)))
