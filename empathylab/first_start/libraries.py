"""The system libraries that Qt, its web engine and speech stand on: installed where apt does it, named elsewhere."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Sequence

from empathylab.first_start import SetupProblem, ask, last_line

#: On Debian and Ubuntu; "a|b" is the older|newer name.
APT_PACKAGES = """
libegl1 libgl1 libopengl0 libglib2.0-0|libglib2.0-0t64 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
libxkbcommon-x11-0 libxkbfile1 libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxcomposite1
libxdamage1 libxext6 libxfixes3 libxi6 libxrandr2 libxrender1 libxtst6 libnss3 libnspr4 libasound2|libasound2t64
libpulse0 libdrm2 libgbm1 libexpat1 libgssapi-krb5-2 fonts-dejavu-core espeak-ng
""".split()
APT_TEST_PACKAGES = ["xvfb", "xdotool"]

#: Elsewhere: each has to load, or Qt, its web engine or the voice does not.
LIBRARIES = """
libEGL.so.1 libGL.so.1 libglib-2.0.so.0 libdbus-1.so.3 libfontconfig.so.1 libfreetype.so.6 libxkbcommon.so.0
libxkbcommon-x11.so.0 libxkbfile.so.1 libX11.so.6 libX11-xcb.so.1 libxcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4
libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-shm.so.0
libxcb-sync.so.1 libxcb-xfixes.so.0 libxcb-xkb.so.1 libXcomposite.so.1 libXdamage.so.1 libXext.so.6 libXfixes.so.3
libXrandr.so.2 libXtst.so.6 libnss3.so libnspr4.so libasound.so.2 libpulse.so.0 libdrm.so.2 libgbm.so.1 libexpat.so.1
libgssapi_krb5.so.2 libespeak-ng.so.1
""".split()

#: Program → what it is told, and the packages under the names of Fedora, Arch and openSUSE.
OTHER_SYSTEMS = {
    "dnf": (
        "dnf install",
        """libglvnd-egl libglvnd-glx libglvnd-opengl mesa-libgbm libdrm glib2 dbus-libs fontconfig freetype libxkbcommon
        libxkbcommon-x11 libxkbfile libX11 libX11-xcb libxcb xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms
        xcb-util-renderutil libXcomposite libXdamage libXext libXfixes libXi libXrandr libXrender libXtst nss nspr
        alsa-lib pulseaudio-libs expat krb5-libs dejavu-sans-fonts espeak-ng""",
    ),
    "pacman": (
        "pacman -S --needed",
        """libglvnd mesa libdrm glib2 dbus fontconfig freetype2 libxkbcommon libxkbcommon-x11 libxkbfile libx11 libxcb
        xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libxcomposite libxdamage libxext
        libxfixes libxi libxrandr libxrender libxtst nss nspr alsa-lib libpulse expat krb5 ttf-dejavu espeak-ng""",
    ),
    "zypper": (
        "zypper install",
        """libglvnd libgbm1 libdrm2 libglib-2_0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
        libxkbcommon-x11-0 libxkbfile1 libX11-6 libX11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
        libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1
        libxcb-xfixes0 libxcb-xkb1 libXcomposite1 libXdamage1 libXext6 libXfixes3 libXi6 libXrandr2 libXrender1 libXtst6
        mozilla-nss mozilla-nspr libasound2 libpulse0 libexpat1 krb5 dejavu-fonts espeak-ng""",
    ),
}


def install_libraries(is_test: bool) -> None:
    """On Debian and Ubuntu install what is missing; on another Linux say what is missing, and its packages."""
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        _install_with_apt(is_test)
    elif sys.platform.startswith("linux") and (missing := [name for name in LIBRARIES if not _loads(name)]):
        raise SetupProblem(_named_elsewhere(missing))


def missing_here() -> str:
    """Which libraries do not load on this Linux, and how to install them; empty where all do. Installs nothing."""
    missing = [name for name in LIBRARIES if not _loads(name)] if sys.platform.startswith("linux") else []
    if missing and shutil.which("apt-get") and shutil.which("dpkg-query"):
        installed = _installed_packages()
        return _by_hand("System libraries are missing", missing_packages(APT_PACKAGES, installed), installed)
    return _named_elsewhere(missing) if missing else ""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _named_elsewhere(missing: Sequence[str]) -> str:
    what = f"{len(missing)} system libraries are missing ({', '.join(missing[:4])}{', ...' if missing[4:] else ''})"
    for program, (command, packages) in OTHER_SYSTEMS.items():
        if shutil.which(program):
            return f"{what}. Install them with: sudo {command} {' '.join(packages.split())}"
    return f"{what}. Install what your system calls the packages of: {' '.join(missing)}"


def _install_with_apt(is_test: bool) -> None:
    installed = _installed_packages()
    missing = missing_packages([*APT_PACKAGES, *(APT_TEST_PACKAGES if is_test else [])], installed)
    if not ask([sys.executable, "-c", "import ensurepip, venv"])[0]:
        missing.append("python3-venv")
    if not missing:
        return
    print(f"  system libraries: {len(missing)} to install ({', '.join(missing[:4])}, ...)", flush=True)
    _apt(["update"], missing, installed)
    _apt(["install", "-y", "--no-install-recommends", *chosen_names(missing, installed)], missing, installed)


def _installed_packages() -> frozenset[str]:
    _, shown = ask(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"])
    return frozenset(line.split()[0] for line in shown.splitlines() if line.endswith(" installed"))


def missing_packages(wanted: Iterable[str], installed: frozenset[str]) -> list[str]:
    return [names for names in wanted if not installed.intersection(names.split("|"))]


def chosen_names(missing: Iterable[str], installed: frozenset[str]) -> list[str]:
    """Of each package's names the one that apt knows; while it has no lists yet, the one that fits what is there."""
    chosen = []
    for names in missing:
        if "|" not in names:
            chosen.append(names)
            continue
        older, newer = names.split("|")
        known = [name for name in (newer, older) if _apt_knows(name)]
        is_newer_release = any(name.endswith("t64") for name in installed)
        chosen.append(known[0] if known else newer if is_newer_release else older)
    return chosen


def _apt_knows(name: str) -> bool:
    _, shown = ask(["apt-cache", "policy", name])
    return "Candidate:" in shown and "Candidate: (none)" not in shown


def _apt(arguments: list[str], missing: list[str], installed: frozenset[str]) -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root and not shutil.which("sudo"):
        what = "system libraries are missing and only the administrator can install them"
        raise SetupProblem(_by_hand(what, missing, installed))
    command = [*([] if is_root else ["sudo"]), "apt-get", "-q", *arguments]
    is_done, said = ask(command, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if not is_done:
        what = f"system libraries could not be installed ({last_line(said)})"
        raise SetupProblem(_by_hand(what, missing, installed))


def _by_hand(what: str, missing: list[str], installed: frozenset[str]) -> str:
    return f"{what}. Install them with: sudo apt-get install {' '.join(chosen_names(missing, installed))}"
