"""Writing key events as a person makes them, and reading what the page got. Shared by the tests of the hand models."""

from __future__ import annotations

from collections.abc import Iterable

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor import Delivered, KeyFilter

LONG_AFTER_MS = 60_000.0
SHIFT = frozenset({"Shift"})


def down(code: str, at_ms: float, text: str = "", modifiers: frozenset[str] = frozenset()) -> KeyPress:
    return KeyPress(code, True, at_ms, text, modifiers)


def up(code: str, at_ms: float, text: str = "", modifiers: frozenset[str] = frozenset()) -> KeyPress:
    return KeyPress(code, False, at_ms, text, modifiers)


def tap(letter: str, at_ms: float, for_ms: float = 110) -> list[KeyPress]:
    """A small letter, pressed and released."""
    code = f"Key{letter.upper()}"
    return [down(code, at_ms, letter), up(code, at_ms + for_ms, letter)]


def capital(letter: str, at_ms: float) -> list[KeyPress]:
    """Shift down, the letter, shift up."""
    code, text = f"Key{letter.upper()}", letter.upper()
    return [
        down("ShiftLeft", at_ms),
        down(code, at_ms + 60, text, SHIFT),
        up(code, at_ms + 160, text, SHIFT),
        up("ShiftLeft", at_ms + 200),
    ]


def play(keys: KeyFilter, presses: Iterable[KeyPress], until_ms: float = LONG_AFTER_MS) -> list[Delivered]:
    """Feed the presses in time order, then let everything become due."""
    got = [item for press in sorted(presses, key=lambda press: press.at_ms) for item in keys.feed(press)]
    return [*got, *keys.tick(until_ms)]


def filtered(simulation: str, presses: Iterable[KeyPress], help_: str = "", **params: float) -> list[Delivered]:
    """What one model (and one help with its defaults) makes of the presses."""
    return play(KeyFilter([Spec(simulation, params)], [Spec(help_)] if help_ else []), presses)


def typed(delivered: Iterable[Delivered]) -> str:
    """The text a field would show."""
    return "".join(item.press.text for item in delivered if item.press.is_down)


def events(delivered: Iterable[Delivered]) -> list[str]:
    return [f"{item.press.code}{'+' if item.press.is_down else '-'}" for item in delivered]
