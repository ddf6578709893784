"""Hands at the station: a blocked pointer, keys through the key models, zoom, and the keys that always work."""

from __future__ import annotations

from functools import cache

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from empathylab.domain.spec import Spec
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.ui.kit import theme
from support.clocks import SetClock
from support.web_station import BLUR, WebStation, pause, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
COLLECTION = "lab://forms/tasks/missed-bin/collection.html"
BLOCK = Spec("pointer-block")
READER = Spec("screen-reader", {"rate_wpm": 200, "curtain": True})
ZOOM = Spec("zoom")


@pytest.fixture
def clock(station: WebStation) -> SetClock:
    return station.set_clock()


def field_place(station: WebStation, selector: str) -> QPoint:
    x, y = station.js(
        f"(() => {{ const b = document.querySelector('{selector}').getBoundingClientRect();"
        " return `${b.x + b.width / 2} ${b.y + b.height / 2}` })()"
    ).split()
    return station.view.mapTo(station.window, QPoint(round(float(x)), round(float(y))))


def place_at_rest(station: WebStation, selector: str) -> QPoint:
    """The same, once the page scrolls no more: what is read is brought into sight."""
    places = [field_place(station, selector)]

    def is_at_rest() -> bool:
        station.settle()
        places.append(field_place(station, selector))
        return places[-1] == places[-2]

    wait_until(is_at_rest, "a page that scrolls no more")
    return places[-1]


# ---- the pointer ----


def test_a_click_works_when_the_pointer_is_free(station: WebStation) -> None:
    station.start()
    station.click(field_place(station, "#address"))
    wait_until(
        lambda: "address" in [each.field for each in station.of_kind("field.focused")], "the field that was meant"
    )


def test_a_blocked_pointer_does_nothing_and_each_attempt_is_counted(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    refused = QSignalSpy(station.view.pointer_refused)
    station.click(field_place(station, "#address"))
    station.click(field_place(station, "#full-name"))
    assert [item.data for item in station.wait_for("pointer.blocked", 2)] == [{"device": "mouse"}] * 2
    assert refused.count() == 2
    assert station.js("document.activeElement === document.body")
    assert station.of_kind("field.focused") == []
    station.tab_to("full-name")


def test_behind_the_curtain_the_pointer_presses_nothing_that_nobody_sees(station: WebStation) -> None:
    station.start(simulations=(READER,))
    place = field_place(station, "#address")
    station.click(place)
    assert station.wait_for("pointer.blocked")[0].data == {"device": "mouse"}
    assert station.js("document.activeElement === document.body")
    station.press(Qt.Key.Key_F8)
    station.click(place_at_rest(station, "#address"))
    wait_until(
        lambda: "address" in [each.field for each in station.of_kind("field.focused")], "the field that was meant"
    )
    station.press(Qt.Key.Key_F8)
    station.click(place)
    assert len(station.wait_for("pointer.blocked", 2)) == 2


def test_the_pointer_still_works_on_the_labs_own_buttons(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    clicked = QSignalSpy(station.button.clicked)
    station.click(station.button.geometry().center())
    assert clicked.count() == 1
    assert station.of_kind("pointer.blocked") == []


def test_one_turn_of_a_wheel_is_one_attempt(station: WebStation, clock: SetClock) -> None:
    station.start(simulations=(BLOCK,))
    place = QPointF(100, 300)
    for _ in range(8):
        event = QWheelEvent(
            place,
            place,
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(station.handle, event)
    assert [item.data for item in station.of_kind("pointer.blocked")] == [{"device": "wheel"}]


@cache
def touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


def tap(station: WebStation, place: QPoint) -> None:
    """A finger on the screen, and off again."""
    QTest.touchEvent(station.handle, touch_screen()).press(0, place, station.handle).commit()
    QTest.touchEvent(station.handle, touch_screen()).release(0, place, station.handle).commit()


def test_a_tap_finds_the_field_under_the_lens(station: WebStation) -> None:
    station.start(simulations=(Spec("acuity", {"logmar": 0.5}),))
    tap(station, field_place(station, "#address"))
    assert [item.field for item in station.wait_for("field.focused")] == ["address"]


def test_a_tap_on_the_task_is_one_attempt_and_does_nothing(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    tap(station, field_place(station, "#address"))
    assert [item.data for item in station.wait_for("pointer.blocked")] == [{"device": "touch"}]
    assert station.of_kind("field.focused") == []


def test_a_tap_beside_the_task_is_a_press(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    clicked = QSignalSpy(station.button.clicked)
    tap(station, station.button.geometry().center())
    assert clicked.count() == 1
    assert station.of_kind("pointer.blocked") == []


def test_after_the_run_the_pointer_is_free_again(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    station.view.set_simulation_enabled(False)
    station.click(field_place(station, "#address"))
    station.wait_for("field.focused")
    assert station.of_kind("pointer.blocked") == []


# ---- keys ----


def test_every_press_is_recorded_by_its_class_and_never_by_its_key(station: WebStation) -> None:
    station.start()
    station.tab_to("full-name")
    station.happened.clear()
    station.type("Qz")
    station.press(Qt.Key.Key_Backspace)
    station.press(Qt.Key.Key_Left)
    station.press("c", CONTROL)
    wait_until(lambda: station.value("#full-name") == "Q", "the edited name")
    keys = station.of_kind("key")
    assert [(key.data["class"], key.data["delivery"]) for key in keys if key.data["class"] != "modifier"] == [
        ("character", "delivered"),
        ("character", "delivered"),
        ("edit", "delivered"),
        ("navigation", "delivered"),
        ("command", "delivered"),
    ]
    assert all(set(key.data) == {"class", "delivery"} and key.field == "" for key in keys)


def test_keys_that_are_not_felt_do_not_reach_the_page(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}),))
    station.js("document.getElementById('full-name').focus()")
    station.type("abc")
    assert [key.data["delivery"] for key in station.wait_for("key", 3)] == ["dropped"] * 3
    assert station.value("#full-name") == ""


def test_a_light_tap_is_lost_and_a_long_press_is_typed(station: WebStation, clock: SetClock) -> None:
    station.start(simulations=(Spec("hold", {"accept_ms": 60}),))
    station.js("document.getElementById('full-name').focus()")
    station.type("a")
    QTest.keyPress(station.handle, "B", Qt.KeyboardModifier.ShiftModifier)
    clock.ms += 90
    wait_until(lambda: station.value("#full-name") == "B", "the long press")
    QTest.keyRelease(station.handle, "B", Qt.KeyboardModifier.ShiftModifier)
    characters = [key.data["delivery"] for key in station.of_kind("key") if key.data["class"] == "character"]
    assert characters == ["dropped", "delayed"]


def test_a_bounce_is_typed_twice_and_bounce_keys_take_it_back(station: WebStation, clock: SetClock) -> None:
    bounce = Spec("bounce", {"probability": 1.0, "gap_ms": 20})
    station.start(simulations=(bounce,))
    station.js("document.getElementById('full-name').focus()")
    station.type("a")
    clock.ms += 60
    wait_until(lambda: station.value("#full-name") == "aa", "the bounce")
    station.start(simulations=(bounce,), helps=(Spec("bounce-keys", {"gap_ms": 90}),))
    station.js("document.getElementById('full-name').focus()")
    station.type("a")
    clock.ms += 60
    # Whatever comes of the first key comes before the second one.
    station.type("b")
    wait_until(lambda: station.value("#full-name") == "ab", "each letter once")


def test_all_that_a_page_does_with_keys_works_through_hands_that_delay(station: WebStation) -> None:
    """Letters that choose in a list, arrows in lists and radio buttons, Space, shortcuts, held keys, Shift and Tab."""
    station.start(COLLECTION, simulations=(Spec("hold", {"accept_ms": 40}), Spec("linger", {"probability": 0.0})))

    def hold(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyPress(station.handle, key, modifiers)
        pause(60)
        QTest.keyRelease(station.handle, key, modifiers)

    def until(told: str, what: str) -> None:
        wait_until(lambda: station.js(told) is True, what)

    station.js("document.getElementById('bin').focus()")
    hold(Qt.Key.Key_Space)
    until("document.getElementById('bin').matches(':open')", "the open list")
    hold(Qt.Key.Key_Down)
    hold(Qt.Key.Key_Return)
    until("document.getElementById('bin').value === 'Rubbish'", "the arrow in the list")
    hold("G")
    until("document.getElementById('bin').value === 'Garden waste'", "the letter in the list")
    hold(Qt.Key.Key_Tab)
    hold(Qt.Key.Key_Space)
    hold(Qt.Key.Key_Down)
    until("document.getElementById('whole-street-2').checked", "the arrow in the radio buttons")
    hold(Qt.Key.Key_Tab)
    hold(Qt.Key.Key_Space)
    until("document.getElementById('on-the-day-1').checked", "the tick")
    hold(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    until("document.activeElement.id === 'whole-street-2'", "the way back")
    station.js("document.getElementById('note').focus()")
    for letter in "ABC":
        hold(letter)
    hold("A", CONTROL)
    hold(Qt.Key.Key_Delete)
    until("document.getElementById('note').value === ''", "the shortcut")
    QTest.keyPress(station.handle, "B")
    pause(60)
    for _ in range(3):
        QApplication.sendEvent(station.handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, NONE, "b", True))
    QTest.keyRelease(station.handle, "B")
    until("document.getElementById('note').value.toLowerCase() === 'bbbb'", "the repeats of a held key")


def test_the_same_seed_gives_the_same_typing(station: WebStation) -> None:
    typed = []
    for seed in (5, 5, 6):
        station.start(simulations=(Spec("slip", {"probability": 0.5}),), seed=seed)
        station.js("document.getElementById('full-name').focus()")
        station.type("the quick brown fox")
        wait_until(lambda: len(station.value("#full-name")) == 19, "nineteen characters")
        typed.append(station.value("#full-name"))
    assert typed[0] == typed[1] != typed[2]


def test_no_key_stays_down_when_the_focus_goes_elsewhere(station: WebStation) -> None:
    station.start(simulations=(Spec("hold", {"accept_ms": 10}),))
    station.js("document.getElementById('full-name').focus()")
    station.js("document.addEventListener('keyup', () => { document.body.dataset.up = 'yes' })")
    QTest.keyPress(station.handle, "x")
    wait_until(lambda: station.value("#full-name") == "x", "the press")
    station.button.setFocus()
    wait_until(lambda: station.js("document.body.dataset.up") == "yes", "the release")


def test_keys_on_the_labs_own_buttons_are_neither_filtered_nor_counted(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}),))
    clicked = QSignalSpy(station.button.clicked)
    station.button.setFocus()
    station.press(Qt.Key.Key_Space)
    assert clicked.count() == 1
    assert station.of_kind("key") == []


def test_dead_keys_belong_to_the_system_and_are_left_alone(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}),))
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Dead_Acute, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(station.handle, event)
    assert station.of_kind("key") == []


def test_leaving_the_lab_for_another_window_is_recorded(station: WebStation, qapp: QApplication) -> None:
    station.start()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert station.kinds().count("app.focus_lost") == 1
    station.view.end()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert station.kinds().count("app.focus_lost") == 1


@pytest.mark.parametrize("simulations", [(), (Spec("hold", {"accept_ms": 10}),)])
def test_keys_that_are_held_when_another_window_comes_are_let_go_once_each(
    station: WebStation, simulations: tuple[Spec, ...]
) -> None:
    station.start(simulations=simulations)
    station.js("document.getElementById('full-name').focus()")
    station.js("document.addEventListener('keyup', (event) => { document.body.dataset.up += event.key })")
    station.js("document.body.dataset.up = ''")
    for key in "abc":
        QTest.keyPress(station.handle, key)
        pause(30)
    wait_until(lambda: station.value("#full-name") == "abc", "three keys at once")
    other = QLineEdit()
    other.show()
    other.activateWindow()
    wait_until(lambda: not station.has_focus(), "the other window")
    wait_until(lambda: sorted(station.js("document.body.dataset.up")) == ["a", "b", "c"], "the releases")
    other.close()
    station.window.activateWindow()
    wait_until(station.has_focus, "the focus to come back")
    QTest.keyPress(station.handle, "d")
    pause(40)
    QTest.keyRelease(station.handle, "d")
    wait_until(lambda: station.value("#full-name") == "abcd", "typing to go on")


def test_several_keys_held_at_once_keep_their_order(station: WebStation) -> None:
    station.start(simulations=(Spec("hold", {"accept_ms": 10}),))
    station.js("document.getElementById('full-name').focus()")
    told = "document.body.dataset.told = (document.body.dataset.told || '') + event.type[3] + event.key"
    for kind in ("keydown", "keyup"):
        station.js(f"document.addEventListener('{kind}', (event) => {{ {told} }})")
    for act, key in ((QTest.keyPress, "a"), (QTest.keyPress, "b"), (QTest.keyRelease, "a"), (QTest.keyRelease, "b")):
        act(station.handle, key)
        pause(30)
    wait_until(lambda: station.js("document.body.dataset.told") == "dadbuaub", "presses and releases in order")


def test_what_an_input_method_writes_goes_past_the_key_models(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}),))
    station.js("document.getElementById('full-name').focus()")
    # The engine takes no composed letters before it has told Qt that somebody can write here.
    wait_until(lambda: station.view.page_widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled), "a field to write in")
    seen = QSignalSpy(station.view.activity)
    composed = QInputMethodEvent("", [])
    composed.setCommitString("é世")
    QApplication.sendEvent(station.view.page_widget, composed)
    wait_until(lambda: station.value("#full-name") == "é世", "the composed letters")
    wait_until(seen.count, "somebody to be there, though no key went down")
    assert station.of_kind("key") == []


# ---- zoom ----


def test_control_plus_makes_the_page_larger_where_the_help_is_on(station: WebStation) -> None:
    station.start(simulations=(BLUR,), helps=(ZOOM,))
    width = station.js("innerWidth")
    for _ in range(3):
        station.press("+", CONTROL)
    assert station.view.zoom == 1.5
    wait_until(lambda: station.js("innerWidth") < width / 1.4, "the page to reflow")
    assert [item.data["factor"] for item in station.of_kind("zoom.changed")] == [1.1, 1.25, 1.5]
    assert [item.field for item in station.of_kind("help.taken")] == ["zoom"]
    station.press("-", CONTROL)
    station.press("0", CONTROL)
    assert station.view.zoom == 1.0


def test_on_a_dense_screen_print_under_the_lens_begins_larger_and_zoom_counts_from_there(station: WebStation) -> None:
    station.start(simulations=(Spec("acuity", {"logmar": 0.7}),), helps=(ZOOM,), text_px=2 * FORM_TEXT_PX)
    wait_until(lambda: station.js("globalThis.innerWidth") == station.view.width() // 2, "print of twice the pixels")
    assert station.view.zoom == 1.0
    for _ in range(12):
        station.press("+", CONTROL)
    assert station.view.zoom == 2.5, "the engine makes nothing larger than five times"
    assert station.of_kind("zoom.changed")[-1].data["factor"] == 2.5


def test_zoom_stays_on_the_next_page_and_ends_with_the_run(station: WebStation) -> None:
    station.start(helps=(ZOOM,))
    width = station.js("innerWidth")
    for _ in range(6):
        station.press("+", CONTROL)
    station.js("location.href = 'done.html'")
    wait_until(lambda: station.view.page.url().path().endswith("done.html"), "the next page")
    wait_until(lambda: (station.js("globalThis.innerWidth") or width) < width / 2, "the zoom")
    station.start(helps=(ZOOM,))
    assert station.view.zoom == 1.0
    wait_until(lambda: station.js("innerWidth") == width, "the first size")


def test_the_page_begins_in_the_size_that_the_visitor_needs_for_themselves(
    station: WebStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.start()
    width = station.js("innerWidth")
    monkeypatch.setattr(theme, "_worn", theme.scaled(theme.current(), 2.0))
    station.start(helps=(ZOOM,))
    assert station.view.zoom == 1.0, "a need of one's own is no zoom that the form allowed"
    wait_until(lambda: station.js("innerWidth") < width / 1.9, "the page in twice its size")
    station.press("+", CONTROL)
    wait_until(lambda: station.js("innerWidth") < width / 2.1, "a step more")
    station.start(simulations=(BLUR,))
    wait_until(lambda: station.js("innerWidth") == width, "the size in which the blur is calibrated")


def test_without_the_help_the_page_does_not_let_its_text_grow(station: WebStation) -> None:
    station.start(simulations=(BLUR,))
    width = station.js("innerWidth")
    station.press("+", CONTROL)
    pause(50)
    assert (station.view.zoom, station.js("innerWidth")) == (1.0, width)
    assert station.of_kind("zoom.changed") == []


# ---- the keys that always work ----


def tap_shift(station: WebStation) -> None:
    station.press(Qt.Key.Key_Shift)


def test_shift_three_times_counts_up_and_stops_even_when_no_key_is_felt(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}), BLOCK))
    taps: list[int] = []
    station.stop_keys.stop_pressed.connect(taps.append)
    for _ in range(3):
        tap_shift(station)
    assert taps == [1, 2, 3]


def test_capitals_typed_with_shift_never_stop_a_run(station: WebStation) -> None:
    station.start()
    taps: list[int] = []
    station.stop_keys.stop_pressed.connect(taps.append)
    station.tab_to("full-name")
    for letter in "ANNA":
        QTest.keyPress(station.handle, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(station.handle, letter, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyRelease(station.handle, Qt.Key.Key_Shift)
    wait_until(lambda: station.value("#full-name") == "ANNA", "the capitals")
    assert taps == []


@pytest.mark.parametrize("worn", [(), (BLOCK,)], ids=["a mouse that works", "a mouse that is off"])
def test_shift_held_for_the_mouse_never_stops_a_run(station: WebStation, worn: tuple[Spec, ...]) -> None:
    station.start(simulations=worn)
    taps: list[int] = []
    station.stop_keys.stop_pressed.connect(taps.append)
    place, shift = place_at_rest(station, "#full-name"), Qt.KeyboardModifier.ShiftModifier
    QTest.keyPress(station.handle, Qt.Key.Key_Shift, shift)
    QTest.mouseClick(station.handle, Qt.MouseButton.LeftButton, shift, place)
    QTest.keyRelease(station.handle, Qt.Key.Key_Shift)
    QTest.keyPress(station.handle, Qt.Key.Key_Shift, shift)
    QTest.wheelEvent(station.handle, QPointF(place), QPoint(0, -120), QPoint(), shift)
    QTest.keyRelease(station.handle, Qt.Key.Key_Shift)
    assert taps == []
    tap_shift(station)
    assert taps == [1]


def test_taps_more_than_five_seconds_apart_do_not_stop(station: WebStation, clock: SetClock) -> None:
    taps: list[int] = []
    station.stop_keys.stop_pressed.connect(taps.append)
    for pause_ms in (0, 2_000, 4_000, 500):
        clock.ms += pause_ms
        tap_shift(station)
    assert taps == [1, 2, 2, 3]


def test_i_am_stuck_and_the_facilitators_key_work_in_the_form_and_are_not_typed(station: WebStation) -> None:
    station.start(simulations=(Spec("drop", {"probability": 1.0}),))
    stuck = QSignalSpy(station.stop_keys.stuck_pressed)
    facilitator = QSignalSpy(station.stop_keys.facilitator_pressed)
    station.happened.clear()
    station.press(Qt.Key.Key_F9)
    station.press("f", CONTROL | Qt.KeyboardModifier.AltModifier)
    assert (stuck.count(), facilitator.count()) == (1, 1)
    assert {key.data["class"] for key in station.of_kind("key")} == {"modifier"}


def test_any_input_tells_the_idle_watch(station: WebStation) -> None:
    station.start(simulations=(BLOCK,))
    activity = QSignalSpy(station.view.activity)
    station.press(Qt.Key.Key_Tab)
    station.click(QPoint(50, 300))
    assert activity.count() >= 2


# ---- lists ----


def test_the_first_arrow_in_a_closed_list_is_the_next_choice_and_an_open_one_goes_on_as_ever(
    station: WebStation,
) -> None:
    station.start(COLLECTION)
    station.js("document.querySelector('select').focus()")
    index = "document.querySelector('select').selectedIndex"
    is_open = "document.querySelector('select').matches(':open')"
    first = station.js(index)
    station.press(Qt.Key.Key_Down)
    wait_until(lambda: station.js(index) == first + 1, "the next choice")
    assert not station.js(is_open)
    station.press(Qt.Key.Key_Up)
    wait_until(lambda: station.js(index) == first, "the one before")
    station.press(Qt.Key.Key_Space)
    wait_until(lambda: station.js(is_open), "the open list")
    station.press(Qt.Key.Key_Down)
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.js(index) == first + 1, "the choice in the open list")
