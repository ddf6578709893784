"""Whether every package has a wheel for this system, found out before 360 MB are fetched."""

from __future__ import annotations

import os
import platform
import sys
import sysconfig

from empathylab.first_start import SetupProblem

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)
#: Of Numba, which compiles what filters pictures, there is nothing newer.
NEWEST_PYTHON_OF_INTEL_MACS = (3, 13)
#: What the pinned wheels were built for (docs/setup/README.md), and the first systems that have it.
OLDEST_MACOS = {"arm64": 13, "x86_64": 14}
OLDEST_GLIBC = {
    "x86_64": ((2, 34), "Debian 12, Ubuntu 22.04, Fedora 35"),
    "aarch64": ((2, 39), "Debian 13, Ubuntu 24.04, Fedora 40"),
}


def refuse_unsupported() -> None:
    """SetupProblem: some package has no wheel for this Python or this system."""
    if missing := _wrong_python() or _wrong_system():
        raise SetupProblem(missing)


def _wrong_python() -> str:
    if not OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return f"it needs Python 3.11, 3.12, 3.13 or 3.14, and this is {platform.python_version()}."
    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED") or sys.maxsize < 2**32:
        return "it needs the ordinary 64-bit Python, from python.org or from your system."
    return ""


def _wrong_system() -> str:
    if sysconfig.get_platform() == "win-arm64":
        return "not every package exists for Windows on ARM. Install Python's 64-bit Intel edition: it works there."
    if sys.platform == "darwin":
        return _wrong_mac(platform.machine(), platform.mac_ver()[0])
    return _wrong_linux(platform.machine(), glibc_version()) if sys.platform.startswith("linux") else ""


def _wrong_mac(processor: str, version: str) -> str:
    if processor == "x86_64" and sys.version_info[:2] > NEWEST_PYTHON_OF_INTEL_MACS:
        return f"on this processor it needs Python 3.11, 3.12 or 3.13, and this is {platform.python_version()}."
    oldest = OLDEST_MACOS[processor]
    is_too_old = _numbers(version) < (oldest,)
    return f"it needs macOS {oldest} or newer on this processor, and this is {version}." if is_too_old else ""


def _wrong_linux(processor: str, glibc: str) -> str:
    if processor not in OLDEST_GLIBC:
        return f"its packages exist for x86_64 and aarch64 processors, and this one is {processor}."
    oldest, systems = OLDEST_GLIBC[processor]
    if not glibc:
        return f"it needs a Linux with glibc ({systems} or newer); this one has another C library."
    if _numbers(glibc) < oldest:
        return f"it needs glibc {oldest[0]}.{oldest[1]} ({systems} or newer), and this system has {glibc}."
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".")[:2])


def glibc_version() -> str:
    """Such as 2.36; nothing where the C library is another (Alpine's musl)."""
    if sys.platform == "win32":
        return ""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").replace("glibc", "").strip()
    except (OSError, ValueError):
        return ""
