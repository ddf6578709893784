"""The classes of keys, and values for what becomes of a press."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from empathylab.domain.events import Delivery, KeyClass
from empathylab.domain.keys import COMPOSING, KeyPress

_EDIT = frozenset({"Backspace", "Delete"})
_NAVIGATION = frozenset(
    {"Tab", "Home", "End", "PageUp", "PageDown", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"},
)
#: Lock keys and Insert belong to people's own assistive technology; a code nobody knows may be an input method's.
_OTHERS_OWN = frozenset({"", "Unidentified", COMPOSING, "CapsLock", "NumLock", "ScrollLock", "Insert", "ContextMenu"})
_OTHERS_OWN_PREFIXES = ("IME", "Launch", "Media", "Audio", "Browser", "Lang", "Kana")


@dataclass(frozen=True, slots=True)
class Delivered:
    """A key event for the page: send it now, in the order given. `delivery` says how it came about."""

    press: KeyPress
    at_ms: float
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class KeyFact:
    """What may be recorded of a press: when, what sort of key, what became of it; never which key."""

    at_ms: float
    key_class: KeyClass
    delivery: Delivery


def key_class(press: KeyPress) -> KeyClass:
    """The sort of key: backspace edits even with Control held, Control+C is a command, Shift+A a character."""
    if press.is_modifier:
        return KeyClass.MODIFIER
    if press.code in _EDIT:
        return KeyClass.EDIT
    if press.code in _NAVIGATION:
        return KeyClass.NAVIGATION
    if press.is_shortcut or press.code in {"Enter", "NumpadEnter", "Escape"} or is_function_key(press.code):
        return KeyClass.COMMAND
    return KeyClass.CHARACTER


def is_function_key(code: str) -> bool:
    """Whether it is F1, F2 and so on."""
    return code.startswith("F") and code[1:].isdigit()


@lru_cache(256)
def is_left_alone(code: str) -> bool:
    """Keys no model touches: function keys (the facilitator's), lock keys, input methods, media keys."""
    return code in _OTHERS_OWN or is_function_key(code) or code.startswith(_OTHERS_OWN_PREFIXES)
