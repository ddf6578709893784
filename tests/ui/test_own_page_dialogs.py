"""What a team's own page says and asks: shown by the lab, answered by the person, never in the way of Stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit

from empathylab.ui.own_page.own_page_screens import PageFindingsScreen
from empathylab.ui.run.page_dialog import PageDialog
from support.own_page_lab import open_page, page_js
from support.participant_lab import Station
from support.web_station import LIMIT_MS, wait_until

PAGE = """<!doctype html><html lang="en"><title>Order a bin</title><h1>Order a bin</h1>
<button id="alert" onclick="alert('Your bin is ordered'); document.title = 'Order: after'">Alert</button>
<button id="confirm" onclick="document.title = 'Order: ' + confirm('Really order it?')">Confirm</button>
<button id="prompt" onclick="document.title = 'Order: ' + prompt('Which colour?', 'blue')">Prompt</button>
<button id="flood" onclick="for (let i = 0; i < 99; i++) alert(i); document.title = 'Order: after'">Flood</button>
<button id="keep" onclick="onbeforeunload = (event) => event.preventDefault(); location.href = 'next.html'">Go</button>
</html>"""
Step = tuple[Callable[[], object], Callable[[], object]]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "order.html"
    path.write_text(PAGE, encoding="utf-8")
    (tmp_path / "next.html").write_text("<!doctype html><title>Order: next</title><h1>Next</h1>", encoding="utf-8")
    return path


def dialog_of(station: Station) -> PageDialog | None:
    return station.lab.window.view.findChild(PageDialog)


class Person:
    """Does one step after the other when its time has come: the page's question waits in a loop of its own.

    Nobody outside of that loop could end it, so whoever waits in vain leaves the page.
    """

    def __init__(self, station: Station, *steps: Step) -> None:
        self._steps = list(steps)
        self._leave = station.director.show_attract
        self._deadline = QDeadlineTimer(LIMIT_MS // 2)
        self._timer = QTimer(interval=30)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self._deadline.hasExpired():
            self._timer.stop()
            self._leave()
        elif self._steps and self._steps[0][0]():
            self._steps.pop(0)[1]()

    @property
    def is_done(self) -> bool:
        return not self._steps


def answered(station: Station, element: str, *deeds: Callable[[], object]) -> Person:
    """Press this on the page, and once its dialog has the keyboard do that."""
    view = station.lab.window.view

    def has_keyboard() -> bool:
        dialog = dialog_of(station)
        return dialog is not None and dialog.focused is not None

    person = Person(station, *((has_keyboard, deed) for deed in deeds))
    view.page_focus(element)
    wait_until(lambda: page_js(station, "document.activeElement?.id") == element, f"the focus on {element}")
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: person.is_done, "the dialog to be answered")
    return person


def title(station: Station) -> str:
    page = station.lab.window.view.page
    return "" if page is None else page.title()


@pytest.mark.parametrize(
    ("element", "key", "told"),
    [
        ("alert", Qt.Key.Key_Return, "Order: after"),
        ("confirm", Qt.Key.Key_Return, "Order: true"),
        ("confirm", Qt.Key.Key_Escape, "Order: false"),
        ("prompt", Qt.Key.Key_Return, "Order: blue"),
        ("prompt", Qt.Key.Key_Escape, "Order: null"),
        ("keep", Qt.Key.Key_Return, "Order: next"),
    ],
)
def test_a_person_answers_what_the_page_asks(
    station: Station, page: Path, element: str, key: Qt.Key, told: str
) -> None:
    open_page(station, page, "claudia")
    answered(station, element, lambda: station.press(key))
    wait_until(lambda: title(station) == told, told)
    assert dialog_of(station) is None or not station.lab.window.view.is_asking
    if told != "Order: next":
        wait_until(lambda: page_js(station, "document.activeElement?.id") == element, "the button that asked")
    wait_until(lambda: page_js(station, "document.hasFocus()"), "the keyboard at the page again")


def test_a_page_that_would_lose_what_was_entered_can_be_stayed_on(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")
    answered(station, "keep", lambda: station.press(Qt.Key.Key_Tab), lambda: station.press(Qt.Key.Key_Space))
    wait_until(lambda: page_js(station, "document.hasFocus()"), "the keyboard at the page again")
    assert page_js(station, "location.pathname").endswith("order.html")


def test_what_is_typed_into_a_prompt_goes_to_the_page(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")

    def type_green() -> None:
        dialog = dialog_of(station)
        assert dialog is not None
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        handle = station.lab.window.windowHandle()
        assert handle is not None
        for character in "go":
            QTest.keyClick(handle, character)
        station.press(Qt.Key.Key_Return)

    answered(station, "prompt", type_green)
    wait_until(lambda: title(station) == "Order: go", "what was typed")


def test_it_is_seen_through_the_lens(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")
    lens = station.lab.window.view.lens
    wait_until(lambda: lens.picture is not None, "the lens")
    painted = QSignalSpy(lens.painted)
    counts: list[int] = []

    def has_new_picture() -> bool:
        if not counts:
            return False
        return painted.count() > counts[0]

    def look() -> None:
        dialog = dialog_of(station)
        assert dialog is not None
        picture = lens.picture
        assert picture is not None
        inside = dialog.geometry().topLeft() - lens.pos()
        middle = picture.pixelColor(inside.x() + dialog.width() // 2, inside.y() + 12)
        seen.append((middle.red(), middle.green(), middle.blue()))
        above = dialog.parentWidget().children()
        assert above.index(lens) > above.index(dialog)

    def wait_for_picture() -> None:
        counts.append(painted.count())
        lens.wait_for_new_picture()

    seen: list[tuple[int, int, int]] = []
    person = Person(
        station,
        (lambda: station.lab.window.view.is_asking, wait_for_picture),
        (has_new_picture, look),
        (lambda: True, lambda: station.press(Qt.Key.Key_Return)),
    )
    station.lab.window.view.page_focus("alert")
    wait_until(lambda: page_js(station, "document.activeElement?.id") == "alert", "the focus")
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: person.is_done, "the dialog")
    assert min(seen[0]) > 200


def test_the_reader_says_it_and_its_buttons(station: Station, page: Path) -> None:
    open_page(station, page, "ashleigh")
    view = station.lab.window.view
    wait_until(lambda: view.cursor_node is not None, "the reader at the page")
    heard = QSignalSpy(view.caption)

    def phrases() -> list[str]:
        return [heard.at(index)[0] for index in range(heard.count())]

    person = Person(
        station,
        (lambda: "This page asks: Really order it?" in phrases(), lambda: None),
        (lambda: any(phrase.startswith("OK") for phrase in phrases()), lambda: station.press(Qt.Key.Key_Tab)),
        (lambda: any(phrase.startswith("Cancel") for phrase in phrases()), lambda: station.press(Qt.Key.Key_Return)),
    )
    page_js(station, "document.getElementById('confirm').click()")
    wait_until(lambda: person.is_done, "the dialog to be read and answered")
    wait_until(lambda: title(station) == "Order: false", "the answer")


def test_the_reader_says_what_is_typed_into_a_prompt_and_where_its_caret_goes(station: Station, page: Path) -> None:
    open_page(station, page, "ashleigh")
    view = station.lab.window.view
    wait_until(lambda: view.cursor_node is not None, "the reader at the page")
    heard, shown = QSignalSpy(view.caption), QSignalSpy(view.public_caption)

    def last(spy: QSignalSpy = heard) -> str:
        return str(spy.at(spy.count() - 1)[0]) if spy.count() else ""  # Qt looks at no bounds

    def type_in(text: str) -> Callable[[], object]:
        def deed() -> None:
            handle = station.lab.window.windowHandle()
            assert handle is not None
            QTest.keyClick(handle, text)

        return deed

    person = Person(
        station,
        (lambda: "Which colour?, edit" in last(), type_in("g")),
        (lambda: last() == "g", type_in("o")),
        (lambda: last() == "o", lambda: station.press(Qt.Key.Key_Left)),
        (lambda: last() == "o" and heard.count() > 4, lambda: station.press(Qt.Key.Key_Home)),
        (lambda: last() == "g", lambda: station.press(Qt.Key.Key_Delete)),
        (lambda: last() == "g" and last(shown) == "…", lambda: station.press(Qt.Key.Key_Return)),
    )
    page_js(station, "document.getElementById('prompt').click()")
    wait_until(lambda: person.is_done, "what was typed to be said")
    wait_until(lambda: title(station) == "Order: o", "the answer")


@pytest.mark.parametrize("way", ["stop", "f9", "facilitator", "gone"])
def test_no_dialog_stands_in_the_way_out(station: Station, page: Path, way: str) -> None:
    open_page(station, page, "claudia")
    ways: dict[str, Callable[[], object]] = {
        "stop": station.stop,
        "f9": lambda: station.press(Qt.Key.Key_F9),
        "facilitator": station.lab.open_facilitator,
        "gone": station.director.show_attract,
    }
    answered(station, "confirm", ways[way])
    if way == "gone":
        assert station.lab.window.view.page is None
    else:
        wait_until(lambda: isinstance(station.screen, PageFindingsScreen), "the list")
    assert not station.lab.window.view.is_asking
    assert not station.lab.window.view.lens.is_on


def test_after_the_second_a_page_can_be_told_to_ask_no_more(station: Station, page: Path) -> None:
    open_page(station, page, "claudia")

    def enough() -> None:
        dialog = dialog_of(station)
        assert dialog is not None
        next(each for each in dialog.stops if each.accessibleName() == "No more of these").click()

    answered(station, "flood", lambda: station.press(Qt.Key.Key_Return), enough)
    wait_until(lambda: title(station) == "Order: after", "the page to go on")
    assert any("You asked for no more of these" in words for words in station.words())
