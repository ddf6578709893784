"""The system's own Sticky Keys and Filter Keys, as far as it tells: they change every press."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from empathylab.ui.kit.system_settings import told

#: Windows: asked of SystemParametersInfo, with a structure that holds its size and its flags.
_SPI_GETSTICKYKEYS, _SPI_GETFILTERKEYS = 0x003A, 0x0032
_IS_ON, _HOT_KEY_ASKS = 0x1, 0x4
_GNOME = ("gsettings", "get", "org.gnome.desktop.a11y.keyboard")
_MAC = ("defaults", "read", "com.apple.universalaccess")
_YES = ("true", "1")


@dataclass(frozen=True, slots=True)
class SystemKeys:
    """`asks_at_five_shifts`: pressing Shift five times opens a question of the system's own, over the lab."""

    has_sticky_keys: bool = False
    has_filter_keys: bool = False
    asks_at_five_shifts: bool = False

    @property
    def words(self) -> str:
        """One sentence for the facilitator; empty where nothing is in the way."""
        on = [name for name, is_on in self._by_name.items() if is_on]
        if on:
            return f"The system's {' and '.join(on)} are on: they change every key before the lab sees it."
        return "Five presses of Shift open Windows' question about Sticky Keys." if self.asks_at_five_shifts else ""

    @property
    def _by_name(self) -> Mapping[str, bool]:
        return {"Sticky Keys": self.has_sticky_keys, "Filter Keys": self.has_filter_keys}


def system_keys() -> SystemKeys:
    """Asked anew each time: people switch them on and off. All off where the system does not tell."""
    try:
        if sys.platform == "win32":
            return of_windows(ctypes.windll.user32.SystemParametersInfoW)
        return _of_mac() if sys.platform == "darwin" else _of_gnome()
    except (OSError, subprocess.SubprocessError):
        return SystemKeys()


def asks_at_shifts() -> bool:
    """Windows alone has that question: elsewhere no program is started for it where a screen is waited for."""
    return sys.platform == "win32" and system_keys().asks_at_five_shifts


class _Asked(ctypes.Structure):
    """STICKYKEYS; FILTERKEYS begins in the same way and is longer."""

    _fields_ = (("size", ctypes.c_uint), ("flags", ctypes.c_uint), ("times_ms", ctypes.c_uint * 4))


_STICKY_BYTES, _FILTER_BYTES = 8, 24


def of_windows(ask: Callable[..., object]) -> SystemKeys:
    """`ask` is SystemParametersInfoW."""

    def flags(what: int, size: int) -> int:
        asked = _Asked(size=size)
        ask(what, size, ctypes.byref(asked), 0)
        return int(asked.flags)

    sticky, filtering = flags(_SPI_GETSTICKYKEYS, _STICKY_BYTES), flags(_SPI_GETFILTERKEYS, _FILTER_BYTES)
    return SystemKeys(bool(sticky & _IS_ON), bool(filtering & _IS_ON), bool(sticky & _HOT_KEY_ASKS))


def _of_gnome() -> SystemKeys:
    return SystemKeys(_says_yes(*_GNOME, "stickykeys-enable"), _says_yes(*_GNOME, "slowkeys-enable"))


def _of_mac() -> SystemKeys:
    return SystemKeys(_says_yes(*_MAC, "stickyKey"), _says_yes(*_MAC, "slowKey"))


def _says_yes(*command: str) -> bool:
    return told(*command) in _YES
