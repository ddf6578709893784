"""Between Qt's key events and the key values of the models, in both directions."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from empathylab.domain.keys import COMPOSING, KeyPress
from empathylab.motor.layout import UK
from empathylab.reader.keymap import KeyStroke

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
#: On a Mac Qt calls ⌘ Control and Control Meta; here every key has the name that is printed on it.
_IS_MAC = sys.platform == "darwin"

_CODE_OF_KEY: dict[int, str] = {
    _Key.Key_Shift: "ShiftLeft",
    _Key.Key_Control: "MetaLeft" if _IS_MAC else "ControlLeft",
    _Key.Key_Alt: "AltLeft",
    _Key.Key_AltGr: "AltRight",
    _Key.Key_Meta: "ControlLeft" if _IS_MAC else "MetaLeft",
    _Key.Key_Super_L: "MetaLeft",
    _Key.Key_Super_R: "MetaRight",
    _Key.Key_Tab: "Tab",
    _Key.Key_Backtab: "Tab",
    _Key.Key_Return: "Enter",
    _Key.Key_Enter: "NumpadEnter",
    _Key.Key_Escape: "Escape",
    _Key.Key_Backspace: "Backspace",
    _Key.Key_Delete: "Delete",
    _Key.Key_Home: "Home",
    _Key.Key_End: "End",
    _Key.Key_PageUp: "PageUp",
    _Key.Key_PageDown: "PageDown",
    _Key.Key_Left: "ArrowLeft",
    _Key.Key_Right: "ArrowRight",
    _Key.Key_Up: "ArrowUp",
    _Key.Key_Down: "ArrowDown",
    _Key.Key_Space: "Space",
    _Key.Key_Insert: "Insert",
    _Key.Key_CapsLock: "CapsLock",
    _Key.Key_NumLock: "NumLock",
    _Key.Key_ScrollLock: "ScrollLock",
    _Key.Key_Menu: "ContextMenu",
    **{_Key.Key_F1 + index: f"F{index + 1}" for index in range(24)},
}
_KEY_OF_CODE = {code: key for key, code in reversed(_CODE_OF_KEY.items())} | {
    "Tab": _Key.Key_Tab,
    "ControlRight": _Key.Key_Meta if _IS_MAC else _Key.Key_Control,
    "ShiftRight": _Key.Key_Shift,
}
_MODIFIER_NAMES = (
    (_Modifier.ShiftModifier, "Shift"),
    (_Modifier.ControlModifier, "Meta" if _IS_MAC else "Control"),
    (_Modifier.AltModifier, "Alt"),
    (_Modifier.MetaModifier, "Control" if _IS_MAC else "Meta"),
    (_Modifier.GroupSwitchModifier, "AltGraph"),
)
#: Qt's own bit for the right Alt key in what Windows tells of modifiers.
_WINDOWS_ALT_RIGHT = 0x40
_CODE_OF_CHARACTER = {legend: code for code, legends in UK.prints.items() for legend in legends}
#: The typing keys by the number that PC keyboards have sent since 1984; Linux and Windows both hand it on.
_TYPING_ROWS = {
    2: "Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal",
    16: "KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight",
    30: "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote",
    43: "Backslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash",
    86: "IntlBackslash",
}
_CODE_OF_SCAN = {first + index: code for first, row in _TYPING_ROWS.items() for index, code in enumerate(row.split())}
#: The same keys by the numbers of Apple's keyboards (Carbon's Events.h); 0 is A, and also what an event has that was
#: made here.
_MAC_ROWS = {
    1: "KeyS KeyD KeyF KeyH KeyG KeyZ KeyX KeyC KeyV IntlBackslash KeyB KeyQ KeyW KeyE KeyR KeyY KeyT",
    18: "Digit1 Digit2 Digit3 Digit4 Digit6 Digit5 Equal Digit9 Digit7 Minus Digit8 Digit0 BracketRight KeyO KeyU",
    33: "BracketLeft KeyI KeyP",
    37: "KeyL KeyJ Quote KeyK Semicolon Backslash Comma Slash KeyN KeyM Period",
    50: "Backquote",
}
_CODE_ON_MAC = {first + index: code for first, row in _MAC_ROWS.items() for index, code in enumerate(row.split())}
_CONTROL_TEXTS = {
    "Enter": "\r",
    "NumpadEnter": "\r",
    "Tab": "\t",
    "Backspace": "\b",
    "Escape": "\x1b",
    "Delete": "\x7f",
}
_SAME_KEY = {"Backtab": "Tab", "Return": "Enter"}
_SCAN_OFFSETS = {"xcb": 8, "wayland": 8, "windows": 0}


def _is_composing(key: int) -> bool:
    """Dead keys, Compose and input methods: they belong to the system and are left alone."""
    is_dead = _Key.Key_Dead_Grave <= key <= _Key.Key_Dead_Longsolidusoverlay
    is_method = _Key.Key_Multi_key <= key <= _Key.Key_Hangul_Special or key == _Key.Key_Mode_switch
    return is_dead or is_method or key in (0, _Key.Key_unknown)


def to_press(event: QKeyEvent, at_ms: float) -> KeyPress:
    """The event as the key models see it."""
    return KeyPress(
        code=_code(event),
        is_down=event.type() == QEvent.Type.KeyPress,
        at_ms=at_ms,
        text=_typed(event),
        modifiers=_modifiers(event, QGuiApplication.platformName()),
        is_repeat=event.isAutoRepeat(),
        legend=_character(event.key()) if event.key() not in _CODE_OF_KEY else "",
    )


def _modifiers(event: QKeyEvent, platform: str) -> frozenset[str]:
    """Windows sends AltGr as Ctrl and Alt: who types a letter with it does not call the facilitator."""
    held = frozenset(name for flag, name in _MODIFIER_NAMES if event.modifiers() & flag)
    if platform == "windows" and event.nativeModifiers() & _WINDOWS_ALT_RIGHT and held >= {"Control", "Alt"}:
        return held - {"Control", "Alt"} | {"AltGraph"}
    return held


def to_event(press: KeyPress) -> QKeyEvent:
    """A key event that the web engine takes for a real one."""
    kind = QEvent.Type.KeyPress if press.is_down else QEvent.Type.KeyRelease
    text = press.text or _CONTROL_TEXTS.get(press.code, "")
    return QKeyEvent(kind, qt_key(press), qt_modifiers(press), text, press.is_repeat)


def qt_modifiers(press: KeyPress) -> Qt.KeyboardModifier:
    """The modifiers that are down with this key."""
    modifiers = _Modifier.NoModifier
    for flag, name in _MODIFIER_NAMES:
        if name in press.modifiers:
            modifiers |= flag
    return modifiers


def qt_key(press: KeyPress) -> int:
    """Qt's number of the key; Tab with Shift is a key of its own for Qt."""
    named = _KEY_OF_CODE.get(press.code)
    if named == _Key.Key_Tab and "Shift" in press.modifiers:
        return int(_Key.Key_Backtab)
    if named is not None:
        return int(named)
    text = press.legend or press.text or UK.text(press.code, is_shifted=False)
    return ord(text.upper()) if len(text.upper()) == 1 else int(_Key.Key_unknown)


def stroke_of(press: KeyPress, is_insert: bool = False) -> KeyStroke:
    """The press as the reader's key tables name it."""
    name = Qt.Key(qt_key(press)).name.removeprefix("Key_")
    return KeyStroke(
        key=_SAME_KEY.get(name, name),
        is_shift="Shift" in press.modifiers or name == "Backtab",
        is_ctrl="Control" in press.modifiers,
        is_alt="Alt" in press.modifiers,
        is_insert=is_insert,
    )


def _character(key: int) -> str:
    return chr(key) if 0x20 <= key < 0x110000 else ""


def _typed(event: QKeyEvent) -> str:
    text = event.text()
    return text if text.isprintable() else ""


def _code(event: QKeyEvent) -> str:
    named = _CODE_OF_KEY.get(event.key())
    if named is not None:
        return named
    if _is_composing(event.key()):
        return COMPOSING
    return place_of(event) or _CODE_OF_CHARACTER.get(_character(event.key()), "Unidentified")


def place_of(event: QKeyEvent) -> str | None:
    """A typing key by where it is, whatever the layout prints on it; None where the system does not tell."""
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _CODE_ON_MAC.get(event.nativeVirtualKey())
    offset = _SCAN_OFFSETS.get(platform)
    if offset is None or not event.nativeScanCode():
        return None
    return _CODE_OF_SCAN.get(event.nativeScanCode() - offset)
