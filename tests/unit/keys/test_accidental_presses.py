"""Keys of somebody who had no time to see that the screen is another one."""

from __future__ import annotations

from empathylab.domain.keys import KeyPress
from empathylab.ui.keys.accidental_presses import PAUSE_MS, AccidentalPresses


def pressed(accidental: AccidentalPresses, code: str, at_ms: float, *, is_repeat: bool = False) -> bool:
    """Was it taken?"""
    return accidental.key(KeyPress(code, True, at_ms, is_repeat=is_repeat))


def test_what_presses_a_button_is_taken_until_the_keys_have_rested() -> None:
    accidental = AccidentalPresses()
    assert not pressed(accidental, "KeyA", 1_000)
    accidental.wait(True)
    assert [pressed(accidental, code, 1_050) for code in ("Space", "Enter", "NumpadEnter", "Tab", "KeyB")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert not pressed(accidental, "Space", 1_050 + PAUSE_MS)
    assert not pressed(accidental, "Space", 1_060 + PAUSE_MS), "they have seen it by now"


def test_a_key_that_is_held_has_not_rested() -> None:
    accidental = AccidentalPresses()
    assert not pressed(accidental, "Space", 1_000)
    accidental.wait(True)
    assert pressed(accidental, "Space", 1_700, is_repeat=True)


def test_a_screen_that_was_asked_for_is_pressed_at_once() -> None:
    accidental = AccidentalPresses()
    accidental.wait(True)
    accidental.wait(False)
    assert not pressed(accidental, "KeyA", 1_000)
    assert not pressed(accidental, "Space", 1_001)
