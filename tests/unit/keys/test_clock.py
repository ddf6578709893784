"""When a key was pressed, by the system's own time stamps."""

from __future__ import annotations

from empathylab.ui.keys.clock import StampTranslator


def test_an_event_without_a_stamp_happens_now() -> None:
    assert StampTranslator().at_ms(0, 5_000) == 5_000


def test_a_hold_up_does_not_shorten_a_press() -> None:
    """Two keys of 120 ms each; the computer is held up for 300 ms while the second is down."""
    stamps = StampTranslator()
    times = [stamps.at_ms(at, 90_000 + now) for at, now in ((1000, 1000), (1120, 1121), (1400, 1700), (1520, 1700))]
    assert times[3] - times[2] == 120
    assert times == [91_000, 91_120, 91_400, 91_520]


def test_no_event_is_later_than_now() -> None:
    stamps = StampTranslator()
    stamps.at_ms(1000, 11_000)
    assert stamps.at_ms(2000, 11_900) == 11_900


def test_two_clocks_that_drift_apart_are_followed() -> None:
    """The stamps go one part in a thousand slower: after an hour they are 3.6 s behind, and no key is."""
    stamps = StampTranslator()
    for second in range(3600):
        now_ms = 1_000_000 + 1000 * second
        assert now_ms - stamps.at_ms(int(500 + 999 * second), now_ms) <= 31


def test_a_stamp_of_another_clock_begins_anew() -> None:
    stamps = StampTranslator()
    stamps.at_ms(1_000_000, 2_000_000)
    assert stamps.at_ms(500, 2_000_100) == 2_000_100
    assert stamps.at_ms(600, 2_000_250) == 2_000_200
