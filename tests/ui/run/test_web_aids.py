"""Helps for hands in the real page: filter keys of every sort, answers offered, letters that jump, no time-out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from empathylab.domain.spec import Spec
from support.clocks import SetClock
from support.web_station import MISSED_BIN, WebStation, pause, wait_until

ALT = Qt.KeyboardModifier.AltModifier
COLLECTION = "lab://forms/tasks/missed-bin/collection.html"


@pytest.fixture
def clock(station: WebStation) -> SetClock:
    return station.set_clock()


def begin(station: WebStation, *helps: Spec, simulations: tuple[Spec, ...] = (), url: str = MISSED_BIN) -> None:
    station.start(url, helps=helps, simulations=simulations)
    station.js("document.getElementById('full-name')?.focus()")


def name(station: WebStation) -> str:
    return str(station.value("#full-name"))


def repeat(station: WebStation, key: Qt.Key, text: str) -> None:
    """What the system sends while a key is held: a press that says it is a repeat."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
    QApplication.sendEvent(station.handle, event)


# ---- the operating system's filters ----


def test_bounce_keys_remove_the_doubles_in_a_real_field(station: WebStation, clock: SetClock) -> None:
    bounce = Spec("bounce", {"probability": 1.0, "gap_ms": 20})
    begin(station, Spec("bounce-keys", {"gap_ms": 90}), simulations=(bounce,))
    station.type("reed")
    # The second e of "reed" comes too soon as well: that is what bounce keys cost a fast hand.
    wait_until(lambda: name(station) == "red", "the name without doubles")
    station.press(Qt.Key.Key_Backspace)
    clock.ms += 120
    station.press("e")
    clock.ms += 120
    station.press("e")
    wait_until(lambda: name(station) == "reee", "the same letter again after a while")


def test_slow_keys_ignore_a_brush_and_take_a_press(station: WebStation, clock: SetClock) -> None:
    begin(station, Spec("slow-keys", {"accept_ms": 60}))
    station.type("x")
    QTest.keyPress(station.handle, "a")
    clock.ms += 100
    QTest.keyRelease(station.handle, "a")
    wait_until(lambda: name(station) == "a", "the key that was held")


def test_sticky_keys_make_shift_then_a_letter_a_capital(station: WebStation) -> None:
    begin(station, Spec("sticky-keys"))
    station.press(Qt.Key.Key_Shift)
    station.type("sam")
    wait_until(lambda: name(station) == "Sam", "the capital")


def test_a_longer_repeat_delay_keeps_a_held_key_from_repeating(station: WebStation) -> None:
    typed = []
    for helps in ((), (Spec("repeat-delay", {"delay_ms": 5000}),)):
        begin(station, *helps)
        QTest.keyPress(station.handle, "a")
        for _ in range(4):
            repeat(station, Qt.Key.Key_A, "a")
        QTest.keyRelease(station.handle, "a")
        station.press("b")
        wait_until(lambda: name(station).endswith("b"), "the next key")
        typed.append(name(station))
    assert typed == ["aaaaab", "ab"]


def test_the_overlap_lock_ignores_the_neighbour_that_is_brushed(station: WebStation, clock: SetClock) -> None:
    begin(station, Spec("overlap-lock", {"lock_ms": 100}))
    QTest.keyPress(station.handle, "g")
    QTest.keyPress(station.handle, "h")
    QTest.keyRelease(station.handle, "g")
    QTest.keyRelease(station.handle, "h")
    clock.ms += 130
    station.press("o")
    wait_until(lambda: name(station) == "go", "the word without the neighbour")


# ---- answers offered ----


def test_enter_fills_a_field_from_the_card_and_the_next_one_sends(station: WebStation) -> None:
    begin(station, Spec("autocomplete"))
    assert station.js("document.getElementById('lab-offer-full-name').textContent") == "Enter fills in: Sam Reed"
    described = "document.getElementById('full-name').getAttribute('aria-describedby')"
    assert station.js(described) == "lab-offer-full-name"
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: name(station) == "Sam Reed", "the name")
    assert not station.js(described)
    station.press(Qt.Key.Key_Tab)
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.value("#address") == "14 Mare Court", "the address")
    assert [item.field for item in station.wait_for("help.taken")] == ["autocomplete"]
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.view.page.url().path().endswith("collection.html"), "the next page")


def test_only_fields_that_say_what_they_are_for_are_offered_an_answer(station: WebStation) -> None:
    begin(station, Spec("autocomplete"), url=COLLECTION)
    assert station.js("document.querySelectorAll('.lab-offer').length") == 0


def test_without_the_help_nothing_is_offered_and_enter_sends(station: WebStation) -> None:
    begin(station)
    assert station.js("document.querySelectorAll('.lab-offer').length") == 0
    station.press(Qt.Key.Key_Return)
    station.wait_for("error.shown")


def test_what_was_typed_is_never_replaced(station: WebStation) -> None:
    begin(station, Spec("autocomplete"))
    station.type("K")
    station.press(Qt.Key.Key_Return)
    station.wait_for("error.shown")
    assert name(station) == "K"


# ---- letters that jump ----


def test_alt_and_a_letter_jump_to_the_field_that_shows_it(station: WebStation) -> None:
    station.start(helps=(Spec("access-keys"),))
    assert station.js("document.querySelector('label[for=address] kbd').textContent") == "Alt A"
    station.press("a", ALT)
    station.wait_for("field.focused")
    assert station.js("document.activeElement.id") == "address"
    assert station.value("#address") == ""
    assert [item.field for item in station.wait_for("help.taken")] == ["access-keys"]


def test_alt_and_the_letter_of_continue_send_the_page(station: WebStation) -> None:
    station.start(helps=(Spec("access-keys"), Spec("autocomplete")))
    station.press("f", ALT)
    station.press(Qt.Key.Key_Return)
    station.press("a", ALT)
    station.press(Qt.Key.Key_Return)
    wait_until(lambda: station.value("#address") == "14 Mare Court", "the address")
    station.press("c", ALT)
    wait_until(lambda: station.view.page.url().path().endswith("collection.html"), "the next page")


def test_a_letter_leads_to_a_group_of_choices_without_choosing(station: WebStation) -> None:
    station.start(COLLECTION, helps=(Spec("access-keys"),))
    letter = station.js("document.querySelector('fieldset:has([type=radio]) legend kbd').textContent").split()[1]
    station.press(letter.lower(), ALT)
    wait_until(lambda: station.js("document.activeElement.type") == "radio", "the group")
    assert station.js("document.querySelectorAll('[type=radio]:checked').length") == 0
    assert station.js("document.querySelectorAll('fieldset:has([type=radio]) kbd').length") == 1


# ---- no time-out ----


def test_without_a_time_out_the_session_never_ends(station: WebStation) -> None:
    url = f"{COLLECTION}?barriers=timeout&timeout-seconds=0.2"
    station.start(url)
    assert station.wait_for("barrier.met")[0].field == "timeout"
    station.happened.clear()
    station.start(url, helps=(Spec("no-timeout"),))
    pause(500)
    assert station.of_kind("barrier.met") == []
    assert station.view.page.url().path().endswith("collection.html")
